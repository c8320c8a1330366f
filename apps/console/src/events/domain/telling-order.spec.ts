import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inTellingOrder } from './telling-order.js';

const event = (key: string, version: number, minute: number) => ({
  ...{ topic: 't', key, version },
  occurredAt: new Date(Date.UTC(2026, 10, 22, 9, minute)).toISOString(),
});

describe('the order in which a batch is told', () => {
  it('is that of time over all keys', () => {
    const [late, early, between] = [event('a', 1, 3), event('b', 1, 1), event('b', 2, 2)];
    expect(inTellingOrder([late, early, between])).toEqual([early, between, late]);
  });

  it('keeps the order of each key when a clock was set back, and loses nothing', () => {
    const entry = fc.record({ key: fc.constantFrom('a', 'b', 'c'), minute: fc.nat(30) });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 30 }), (plan) => {
        const events = plan.map(({ key, minute }, index) => event(key, index, minute));
        const told = inTellingOrder(events);
        expect(new Set(told)).toEqual(new Set(events));
        for (const key of ['a', 'b', 'c']) {
          const ofKey = (all: typeof events) => all.filter((candidate) => candidate.key === key);
          expect(ofKey(told)).toEqual(ofKey(events));
        }
      }),
    );
  });
});
