import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OffsetTracker } from './offset-tracker.js';

describe('the offset tracker', () => {
  it('commits nothing while the first message is under way, however many later ones are done', () => {
    const tracker = new OffsetTracker(['10', '11', '12']);
    tracker.settle(2);
    tracker.settle(1);
    expect(tracker.lastContiguous).toBeNull();
    tracker.settle(0);
    expect(tracker.lastContiguous).toBe('12');
  });

  it('never lets a commit pass an unsettled message, and reaches the end when all are settled', () => {
    const batches = fc
      .uniqueArray(fc.nat(1_000), { minLength: 1, maxLength: 30 })
      .map((offsets) => offsets.toSorted((a, b) => a - b))
      .chain((offsets) => fc.tuple(fc.constant(offsets), fc.shuffledSubarray(offsets, { minLength: offsets.length })));
    fc.assert(
      fc.property(batches, ([offsets, order]) => {
        const tracker = new OffsetTracker(offsets.map(String));
        const settled = new Set<number>();
        for (const offset of order) {
          tracker.settle(offsets.indexOf(offset));
          settled.add(offset);
          const last = tracker.lastContiguous;
          const covered = last === null ? [] : offsets.filter((candidate) => candidate <= Number(last));
          expect(covered.every((candidate) => settled.has(candidate))).toBe(true);
        }
        expect(tracker.lastContiguous).toBe(String(offsets.at(-1)));
      }),
    );
  });
});
