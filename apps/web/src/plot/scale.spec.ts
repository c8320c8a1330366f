import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { niceScale, shareOf } from './scale.js';

describe('a scale', () => {
  it('has round labels that hold all values', () => {
    expect(niceScale([3, 97])).toEqual({ min: 0, max: 100, ticks: [0, 25, 50, 75, 100] });
    expect(niceScale([-40, 20]).ticks).toEqual([-40, -20, 0, 20]);
  });

  it('holds whatever there is, also nothing, or the same value again and again', () => {
    const hundredths = fc.integer({ min: -1e9, max: 1e9 }).map((value) => value / 100);
    const values = fc.array(hundredths, { maxLength: 6 });
    fc.assert(
      fc.property(values, fc.boolean(), (some, withZero) => {
        const scale = niceScale(some, withZero);
        expect(scale.max).toBeGreaterThan(scale.min);
        expect(scale.ticks.length).toBeLessThanOrEqual(7);
        for (const value of some) {
          expect(shareOf(scale, value)).toBeGreaterThanOrEqual(-1e-9);
          expect(shareOf(scale, value)).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
      { numRuns: 60 },
    );
  });
});
