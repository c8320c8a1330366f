import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inCausalOrder, type Placeable } from './causal-order.js';

const event = (
  id: string,
  topic: string,
  keyVersion: number,
  occurredAtMs: number,
  causationId: string | null = null,
) => ({ id, topic, keyVersion, occurredAt: new Date(occurredAtMs), causationId }) satisfies Placeable;

const ids = (events: readonly Placeable[]): string =>
  inCausalOrder(events)
    .map(({ id }) => id)
    .join(' ');

describe('the order of a timeline', () => {
  it('goes by time where nothing else is known', () => {
    expect(ids([event('b', 'y', 1, 20), event('a', 'x', 1, 10), event('c', 'x', 2, 30)])).toBe('a b c');
  });

  it('puts an effect after its cause although the other service has a slow clock', () => {
    expect(ids([event('effect', 'y', 1, 5, 'cause'), event('cause', 'x', 1, 10)])).toBe('cause effect');
  });

  it('keeps the versions of a topic although a clock was set back between them', () => {
    expect(ids([event('second', 'x', 2, 1), event('first', 'x', 1, 9), event('other', 'y', 1, 5)])).toBe(
      'other first second',
    );
  });

  it('ignores a cause that is not part of the order', () => {
    expect(ids([event('a', 'x', 1, 1, 'elsewhere')])).toBe('a');
  });

  it('keeps every event exactly once, causes first, however they arrive and whatever the clocks say', () => {
    const histories = fc
      .array(fc.record({ topic: fc.constantFrom('x', 'y', 'z'), at: fc.nat(20), cause: fc.nat(30) }), { maxLength: 30 })
      .map((facts) => {
        const versions = new Map<string, number>();
        return facts.map(({ topic, at, cause }, index) => {
          const version = (versions.get(topic) ?? 0) + 1;
          versions.set(topic, version);
          return event(`e${String(index)}`, topic, version, at, cause < index ? `e${String(cause)}` : null);
        });
      });
    fc.assert(
      fc.property(
        histories.chain((history) =>
          fc.tuple(fc.constant(history), fc.shuffledSubarray(history, { minLength: history.length })),
        ),
        ([history, shuffled]) => {
          const ordered = inCausalOrder(shuffled);
          expect(ordered).toHaveLength(history.length);
          const place = new Map(ordered.map(({ id }, index) => [id, index]));
          for (const { id, causationId, topic, keyVersion } of history) {
            if (causationId !== null) expect(place.get(causationId)).toBeLessThan(place.get(id)!);
            const before = history.find((other) => other.topic === topic && other.keyVersion === keyVersion - 1);
            if (before) expect(place.get(before.id)).toBeLessThan(place.get(id)!);
          }
          expect(inCausalOrder(history)).toEqual(ordered);
        },
      ),
    );
  });
});
