import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PublishError } from '../bus/bus.port.js';
import type { PendingMessage } from './pending-messages.js';
import { outcomeOf } from './publish-outcome.js';

const pending = (seq: string, key: string): PendingMessage => ({
  seq,
  bucket: 0,
  epoch: '1',
  keyHash: key,
  message: { topic: 't', key, value: Buffer.alloc(0), headers: {} },
});

describe('the outcome of a publish', () => {
  it('acknowledges of each key exactly what comes before its first failure', () => {
    const items = fc.array(
      fc.record({ key: fc.constantFrom('a', 'b', 'c'), failed: fc.boolean(), retriable: fc.boolean() }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(items, (plan) => {
        const batch = plan.map(({ key }, index) => pending(String(index), key));
        const failures = plan.flatMap(({ failed, retriable }, index) =>
          failed ? [{ index, retriable, error: new Error(String(index)) }] : [],
        );
        const outcome = outcomeOf(batch, failures.length > 0 ? new PublishError(failures) : null);

        for (const key of ['a', 'b', 'c']) {
          const own = plan.flatMap((item, index) => (item.key === key ? [{ ...item, seq: String(index) }] : []));
          const firstFailed = own.findIndex(({ failed }) => failed);
          const expected = (firstFailed === -1 ? own : own.slice(0, firstFailed)).map(({ seq }) => seq);
          const published = outcome.published.filter(({ message }) => message.key === key).map(({ seq }) => seq);
          expect(published).toEqual(expected);
          const refused = firstFailed !== -1 && !own[firstFailed]!.retriable;
          expect(outcome.refusals.has(`t ${key}`)).toBe(refused);
        }
      }),
    );
  });

  it('tells an outage from a refused record', () => {
    const batch = [pending('1', 'a'), pending('2', 'b')];
    const error = new PublishError([
      { index: 0, retriable: false, error: new Error('too large') },
      { index: 1, retriable: true, error: new Error('down') },
    ]);
    const outcome = outcomeOf(batch, error);
    expect([...outcome.refusals.keys()]).toEqual(['t a']);
    expect(outcome.outage?.message).toBe('down');
  });
});
