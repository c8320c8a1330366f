import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { KeyLanes } from './key-lanes.js';

describe('key lanes', () => {
  it('keep the order of each key, never run a key twice at once, never exceed the limit, lose nothing', async () => {
    const tasks = fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), fails: fc.boolean() }), {
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), tasks, fc.integer({ min: 1, max: 3 }), async (scheduler, plan, limit) => {
        const lanes = new KeyLanes(limit);
        const running = new Set<string>();
        const finished: number[] = [];
        const all = plan.map(({ key, fails }, index) =>
          lanes.run(key, async () => {
            expect(running.has(key)).toBe(false);
            running.add(key);
            expect(running.size).toBeLessThanOrEqual(limit);
            await scheduler.schedule(Promise.resolve());
            running.delete(key);
            finished.push(index);
            if (fails) throw new Error('task failed');
          }),
        );
        const results = Promise.allSettled(all);
        await scheduler.waitFor(results);

        expect((await results).map(({ status }) => status === 'rejected')).toEqual(plan.map(({ fails }) => fails));
        for (const key of ['a', 'b', 'c', 'd']) {
          const own = finished.filter((index) => plan[index]!.key === key);
          expect(own).toEqual(own.toSorted((a, b) => a - b));
        }
      }),
    );
  });

  it('goes on with other keys while one is stuck', async () => {
    const lanes = new KeyLanes(2);
    let release: () => void = () => undefined;
    const stuck = lanes.run('a', () => new Promise<void>((resolve) => (release = resolve)));
    const done: string[] = [];
    await Promise.all(['b', 'c', 'd'].map((key) => lanes.run(key, () => Promise.resolve(void done.push(key)))));
    expect(done).toEqual(['b', 'c', 'd']);
    release();
    await stuck;
  });
});
