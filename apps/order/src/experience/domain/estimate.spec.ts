import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { betaQuantile, betaShareBelow } from './beta.js';
import { estimateOf, shrunkShare } from './estimate.js';

const tally = fc
  .tuple(fc.integer({ min: 0, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([cases, share]) => ({ cases, events: Math.floor(cases * share) }));
const belief = fc.record({
  share: fc.double({ min: 0.001, max: 0.999, noNaN: true }),
  cases: fc.integer({ min: 1, max: 200 }),
});

describe('the beta distribution', () => {
  // Closed forms: Beta(1, n) is 1 − (1 − x)ⁿ, Beta(n, 1) is xⁿ, and Beta(2, 2) is 3x² − 2x³.
  it.each([
    [0.1, 1, 20, 1 - 0.9 ** 20],
    [0.95, 30, 1, 0.95 ** 30],
    [0.3, 2, 2, 3 * 0.09 - 2 * 0.027],
  ])('has below %d of Beta(%d, %d) the share that the closed form says', (x, a, b, expected) => {
    expect(betaShareBelow(x, a, b)).toBeCloseTo(expected, 10);
  });

  it('has quantiles that are its inverse', () => {
    const sizes = fc.double({ min: 0.5, max: 500, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(0.05, 0.5, 0.95), sizes, sizes, (chance, a, b) => {
        const quantile = betaQuantile(chance, a, b);
        // At the very ends the density is so high that shares in thousandths tell nothing.
        fc.pre(quantile > 1e-4 && quantile < 1 - 1e-4);
        expect(betaShareBelow(quantile, a, b)).toBeCloseTo(chance, 4);
      }),
      { numRuns: 150 },
    );
  });
});

describe('an estimate', () => {
  it('lies between the share that was seen and the belief, nearer to what was seen the more there is of it', () => {
    fc.assert(
      fc.property(tally, belief, (seen, before) => {
        const share = shrunkShare(seen, before);
        const own = seen.cases === 0 ? before.share : seen.events / seen.cases;
        expect(share).toBeGreaterThanOrEqual(Math.min(own, before.share) - 1e-12);
        expect(share).toBeLessThanOrEqual(Math.max(own, before.share) + 1e-12);
        const tenfold = shrunkShare({ cases: 10 * seen.cases, events: 10 * seen.events }, before);
        expect(Math.abs(tenfold - own)).toBeLessThanOrEqual(Math.abs(share - own) + 1e-12);
      }),
      { numRuns: 300 },
    );
  });

  it('rises with each problem and each belief, and its interval holds it', () => {
    fc.assert(
      fc.property(tally, belief, (seen, before) => {
        const estimate = estimateOf(seen, before);
        const worse = estimateOf({ cases: Math.max(seen.cases, seen.events + 1), events: seen.events + 1 }, before);
        for (const end of ['permille', 'lowPermille', 'highPermille'] as const)
          if (seen.cases > seen.events) expect(worse[end]).toBeGreaterThanOrEqual(estimate[end]);
        expect(estimate.lowPermille).toBeLessThanOrEqual(estimate.highPermille);
        const suspicious = { ...before, share: Math.min(0.999, before.share + 0.1) };
        expect(estimateOf(seen, suspicious).permille).toBeGreaterThanOrEqual(estimate.permille);
      }),
      { numRuns: 150 },
    );
  });

  it('does not exile anybody for two bad parcels, and says how little it knows', () => {
    const two = estimateOf({ cases: 2, events: 2 }, { share: 0.05, cases: 20 });
    expect(two).toMatchObject({ permille: 136, lowPermille: 40, cases: 2, events: 2, parentPermille: 50 });
    expect(two.highPermille).toBeGreaterThan(250);
  });
});
