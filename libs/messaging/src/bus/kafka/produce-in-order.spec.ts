import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { WireMessage } from '#contracts';
import { PRODUCE_BYTES_MAX } from './kafka-limits.js';
import { produceInOrder } from './produce-in-order.js';

const message = (key: string, text = ''): WireMessage => ({ topic: 't', key, value: Buffer.from(text), headers: {} });
const tooLarge = new Error('too large');
const isRecordsFault = (error: Error): boolean => error === tooLarge;

describe('producing in order', () => {
  it('sends everything in one call when it fits', async () => {
    const calls: number[] = [];
    const results = await produceInOrder(
      [message('a'), message('b')],
      (some) => Promise.resolve(void calls.push(some.length)),
      isRecordsFault,
    );
    expect(calls).toEqual([2]);
    expect(results).toEqual([null, null]);
  });

  it('splits calls below the limit of the broker', async () => {
    const half = 'x'.repeat(PRODUCE_BYTES_MAX / 2 - 1_000);
    const calls: number[] = [];
    await produceInOrder(
      [message('a', half), message('a', half), message('a', half)],
      (some) => Promise.resolve(void calls.push(some.length)),
      isRecordsFault,
    );
    expect(calls).toEqual([2, 1]);
  });

  it('stops after an outage: what follows is not even tried', async () => {
    const half = 'x'.repeat(PRODUCE_BYTES_MAX / 2);
    let calls = 0;
    const results = await produceInOrder(
      [message('a', half), message('b', half), message('c', half)],
      () => {
        calls += 1;
        return Promise.reject(new Error('broker down'));
      },
      isRecordsFault,
    );
    expect(calls).toBe(1);
    expect(results.map((result) => result?.retriable)).toEqual([true, true, true]);
  });

  it('blames exactly the refused records, and sends of a key nothing behind them', async () => {
    const scenario = fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), bad: fc.boolean() }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(scenario, async (items) => {
        const messages = items.map(({ key }, index) => message(key, String(index)));
        const isBad = (sent: WireMessage): boolean => items[Number(sent.value.toString())]!.bad;
        const durable: WireMessage[] = [];
        const results = await produceInOrder(
          messages,
          (some) => {
            if (some.some(isBad)) return Promise.reject(tooLarge);
            durable.push(...some);
            return Promise.resolve();
          },
          isRecordsFault,
        );

        for (const key of ['a', 'b', 'c']) {
          const own = messages.filter((candidate) => candidate.key === key);
          const firstBad = own.findIndex(isBad);
          const expected = firstBad === -1 ? own : own.slice(0, firstBad);
          expect(durable.filter((sent) => sent.key === key)).toEqual(expected);
        }
        const succeeded = messages.filter((_, index) => results[index] === null);
        expect(new Set(succeeded)).toEqual(new Set(durable));
        const blamed = messages.filter((_, index) => results[index]?.retriable === false);
        expect(blamed.every(isBad)).toBe(true);
      }),
    );
  });
});
