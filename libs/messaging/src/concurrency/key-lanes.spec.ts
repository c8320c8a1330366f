import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { KeyLanes } from './key-lanes.js';

interface Item {
  readonly key: string;
  readonly mayShare: boolean;
  /** Its work fails, in whatever company. */
  readonly fails: boolean;
}

const keys = ['a', 'b', 'c', 'd'];
const plans = fc.array(
  fc.record<Item>({ key: fc.constantFrom(...keys), mayShare: fc.boolean(), fails: fc.boolean() }),
  { maxLength: 40 },
);
const limits = fc.record({
  concurrency: fc.integer({ min: 1, max: 3 }),
  sharedMax: fc.integer({ min: 1, max: 3 }),
  batchMax: fc.integer({ min: 1, max: 5 }),
});

describe('key lanes', () => {
  it('keep the order of each key, run no key twice at once, keep to the limits, lose nothing, blame only the bad', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), plans, limits, async (scheduler, plan, limit) => {
        const running = new Set<string>();
        const ended: Item[] = [];
        let callsRunning = 0;
        let sharedRunning = 0;
        const lanes = new KeyLanes<Item>({
          ...limit,
          mayShare: ({ mayShare }) => mayShare,
          work: async (items) => {
            callsRunning += 1;
            expect(callsRunning).toBeLessThanOrEqual(limit.concurrency);
            if (items.length > 1) sharedRunning += 1;
            expect(sharedRunning).toBeLessThanOrEqual(limit.sharedMax);
            expect(items.length).toBeGreaterThan(0);
            expect(items.length).toBeLessThanOrEqual(limit.batchMax);
            expect(items.length === 1 || items.every(({ mayShare }) => mayShare)).toBe(true);
            const ofCall = new Set(items.map(({ key }) => key));
            expect([...ofCall].some((key) => running.has(key))).toBe(false);
            for (const key of ofCall) running.add(key);
            await scheduler.schedule(Promise.resolve());
            for (const key of ofCall) running.delete(key);
            callsRunning -= 1;
            if (items.length > 1) sharedRunning -= 1;
            const isBad = items.some(({ fails }) => fails);
            // A failed call of several is rolled back; each of its items comes again.
            if (!isBad || items.length === 1) ended.push(...items);
            if (isBad) throw new Error('work failed');
          },
        });
        // Items come in while others are worked on.
        const results: Promise<void>[] = [];
        const arrivals = scheduler.scheduleSequence(
          plan.map((item) => () => {
            results.push(lanes.run(item.key, item));
            return Promise.resolve();
          }),
        ).task;
        await scheduler.waitFor(arrivals);
        const settled = Promise.allSettled(results);
        await scheduler.waitFor(settled);

        expect((await settled).map(({ status }) => status === 'rejected')).toEqual(plan.map(({ fails }) => fails));
        for (const key of keys) {
          expect(ended.filter((item) => item.key === key)).toEqual(plan.filter((item) => item.key === key));
        }
      }),
    );
  });

  it('hand over together what is put in together, and what comes meanwhile in the next call', async () => {
    const calls: string[][] = [];
    let release: () => void = () => undefined;
    const lanes = new KeyLanes<string>({
      ...{ concurrency: 1, sharedMax: 1, batchMax: 3, mayShare: () => true },
      work: async (items) => {
        calls.push([...items]);
        if (calls.length === 1) await new Promise<void>((resolve) => (release = resolve));
      },
    });

    const first = [lanes.run('a', 'a1'), lanes.run('b', 'b1')];
    await Promise.resolve();
    const later = [lanes.run('a', 'a2'), lanes.run('c', 'c1'), lanes.run('a', 'a3'), lanes.run('d', 'd1')];
    release();
    await Promise.all([...first, ...later]);

    expect(calls).toEqual([['a1', 'b1'], ['c1', 'd1', 'a2'], ['a3']]);
  });

  it('cut a call that failed into smaller ones, so that few come alone because of one', async () => {
    const calls: number[] = [];
    const keys = Array.from({ length: 80 }, (_, index) => `key ${String(index)}`);
    const lanes = new KeyLanes<string>({
      ...{ concurrency: 1, sharedMax: 1, batchMax: 100, mayShare: () => true },
      work: (items) => {
        calls.push(items.length);
        return items.includes('key 7') ? Promise.reject(new Error('bad')) : Promise.resolve();
      },
    });

    const results = await Promise.allSettled(keys.map((key) => lanes.run(key, key)));

    expect(results.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual([7]);
    expect(calls).toEqual([80, ...Array.from({ length: 8 }, () => 10), ...Array.from({ length: 10 }, () => 1)]);
  });

  it('go on with other keys while one is stuck', async () => {
    let release: () => void = () => undefined;
    const done: string[] = [];
    const lanes = new KeyLanes<string>({
      ...{ concurrency: 2, sharedMax: 2, batchMax: 10, mayShare: () => false },
      work: async ([item]) => {
        if (item === 'a') await new Promise<void>((resolve) => (release = resolve));
        else done.push(String(item));
      },
    });
    const stuck = lanes.run('a', 'a');
    await Promise.all(['b', 'c', 'd'].map((key) => lanes.run(key, key)));
    expect(done).toEqual(['b', 'c', 'd']);
    release();
    await stuck;
  });
});
