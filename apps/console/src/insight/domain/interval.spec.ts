import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bonettPrice, normalMean, wilson } from './interval.js';

describe("Wilson's interval of a share", () => {
  // Newcombe (1998), Statistics in Medicine 17, table I.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is as published', (hits, cases, low, high) => {
    expect(wilson(hits, cases)?.low).toBeCloseTo(low, 4);
    expect(wilson(hits, cases)?.high).toBeCloseTo(high, 4);
  });

  it('holds the share, stays within 0 and 1, and there is none of nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.nat(1000), (cases, permille) => {
        const hits = Math.floor((cases * permille) / 1000);
        const { low, high } = wilson(hits, cases)!;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low - 1e-12).toBeLessThanOrEqual(hits / cases);
        expect(high + 1e-12).toBeGreaterThanOrEqual(hits / cases);
      }),
    );
    expect(wilson(0, 0)).toBeNull();
    expect(wilson(5, 4)).toBeNull();
  });
});

describe('the interval of a mean', () => {
  it('comes from the sum and the sum of squares', () => {
    // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, sample variance 32 ÷ 7.
    const { low, high } = normalMean(8, 40, 232)!;
    const half = 1.96 * Math.sqrt(32 / 7 / 8);
    expect(low).toBeCloseTo(5 - half, 3);
    expect(high).toBeCloseTo(5 + half, 3);
  });

  it('is none of a single value', () => {
    expect(normalMean(1, 5, 25)).toBeNull();
  });
});

describe('the interval of promoters minus detractors', () => {
  it('has a width even when all say the same, and stays within its scale', () => {
    const { low, high } = bonettPrice(10, 0, 10)!;
    expect(low).toBeLessThan(0.9);
    expect(high).toBe(1);
  });

  it('lies around nothing when both are as many', () => {
    const { low, high } = bonettPrice(7, 7, 20)!;
    expect(low).toBeCloseTo(-high, 12);
  });

  it('is as the formula of the paper says', () => {
    // Promoters 50, detractors 20, answers 100: (51 − 21) ÷ 102 ± 1.96 √((72 ÷ 102 − (30 ÷ 102)²) ÷ 102).
    const middle = 30 / 102;
    const half = 1.959964 * Math.sqrt((72 / 102 - middle ** 2) / 102);
    expect(bonettPrice(50, 20, 100)?.low).toBeCloseTo(middle - half, 6);
    expect(bonettPrice(50, 20, 100)?.high).toBeCloseTo(middle + half, 6);
  });
});
