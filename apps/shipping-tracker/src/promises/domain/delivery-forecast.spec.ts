import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chanceBy, DAYS_MAX, forecast, type Experience } from './delivery-forecast.js';

const none: Experience = { supplierLane: new Map(), lane: new Map(), carrier: new Map() };
const counts = () =>
  fc
    .array(fc.tuple(fc.integer({ min: 0, max: DAYS_MAX }), fc.integer({ min: 1, max: 200 })), { maxLength: 8 })
    .map((pairs) => new Map(pairs));
const experiences = () => fc.record({ supplierLane: counts(), lane: counts(), carrier: counts() });

describe('the expected delivery', () => {
  it('without experience is a guess that says so', () => {
    expect(forecast(none, 0)).toEqual({ earliestDays: 2, likelyDays: 3, latestDays: 7, basis: 'prior', samples: 0 });
  });

  it('learns: ten deliveries outweigh the guess, a hundred decide, one odd one changes little', () => {
    const next = { ...none, supplierLane: new Map([[1, 100]]) };
    expect(forecast(next, 0)).toMatchObject({ likelyDays: 1, basis: 'supplier_lane', samples: 100 });
    expect(forecast({ ...none, carrier: new Map([[30, 1]]) }, 0).likelyDays).toBeLessThanOrEqual(4);
    expect(forecast({ ...none, carrier: new Map([[30, 1]]) }, 0).basis).toBe('prior');
  });

  it('takes the nearest experience there is enough of', () => {
    const lane = new Map([[2, 50]]);
    expect(forecast({ ...none, lane, carrier: new Map([[9, 500]]) }, 0)).toMatchObject({
      basis: 'lane',
      likelyDays: 2,
    });
  });

  it('is never in the past, in order, and only moves back while nothing arrives', () => {
    fc.assert(
      fc.property(experiences(), fc.integer({ min: 0, max: 60 }), (experience, elapsed) => {
        const { earliestDays, likelyDays, latestDays } = forecast(experience, elapsed);
        expect(earliestDays).toBeGreaterThanOrEqual(Math.min(elapsed, DAYS_MAX));
        expect([earliestDays, likelyDays, latestDays]).toEqual(
          [earliestDays, likelyDays, latestDays].sort((a, b) => a - b),
        );
        expect(forecast(experience, elapsed + 1).latestDays).toBeGreaterThanOrEqual(latestDays);
      }),
      { numRuns: 200 },
    );
  });

  it('says a chance that grows with the days, is between nothing and all, and fits the quantiles', () => {
    fc.assert(
      fc.property(experiences(), fc.integer({ min: 0, max: 30 }), (experience, elapsed) => {
        const { latestDays } = forecast(experience, elapsed);
        expect(chanceBy(experience, elapsed, latestDays)).toBeGreaterThanOrEqual(0.9 - 1e-9);
        expect(chanceBy(experience, elapsed, latestDays - 1)).toBeLessThan(0.9);
        expect(chanceBy(experience, elapsed, DAYS_MAX)).toBeCloseTo(1, 9);
      }),
      { numRuns: 200 },
    );
  });
});
