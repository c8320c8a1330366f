import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backoffMs } from './backoff.js';

const range = { baseMs: 100, maxMs: 5_000 };

describe('back-off', () => {
  it('doubles its ceiling up to the limit', () => {
    expect([1, 2, 3, 6, 7, 50].map((attempt) => backoffMs(attempt, range, 1))).toEqual([
      100, 200, 400, 3_200, 5_000, 5_000,
    ]);
  });

  it('is never at once and never above the limit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempt, random) => {
          const pauseMs = backoffMs(attempt, range, random);
          expect(pauseMs).toBeGreaterThanOrEqual(50);
          expect(pauseMs).toBeLessThanOrEqual(5_000);
        },
      ),
    );
  });
});
