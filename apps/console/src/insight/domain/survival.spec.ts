import { describe, expect, it } from '@jest/globals';
import { kaplanMeier, logRank, type Watched } from './survival.js';

const seen = (bought: readonly number[], left: readonly number[]): Watched[] => [
  ...bought.map((days) => ({ days, bought: true, count: 1 })),
  ...left.map((days) => ({ days, bought: false, count: 1 })),
];

/** Freireich et al. (1963), the remission times by which every textbook shows the method. */
const treated = seen([6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]);
const placebo = seen([1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23], []);

describe('the curve until the next purchase', () => {
  it('is as in the textbook', () => {
    const { points, customers, bought } = kaplanMeier(treated);
    expect([customers, bought]).toEqual([21, 9]);
    expect(points.map(({ day, share }) => [day, Math.round(share * 1000) / 1000])).toEqual([
      ...[
        [6, 0.857],
        [7, 0.807],
        [10, 0.753],
        [13, 0.69],
        [16, 0.627],
        [22, 0.538],
        [23, 0.448],
      ],
    ]);
    expect(points.map(({ atRisk }) => atRisk)).toEqual([21, 17, 15, 12, 11, 7, 6]);
  });

  it('lies within its range, which lies within 0 and 1', () => {
    for (const { share, low, high } of kaplanMeier(treated).points) {
      expect(low).toBeGreaterThan(0);
      expect(low).toBeLessThan(share);
      expect(high).toBeGreaterThan(share);
      expect(high).toBeLessThan(1);
    }
  });

  it('counts many alike as many', () => {
    const twice = treated.map((one) => ({ ...one, count: 2 }));
    const shares = (watched: readonly Watched[]) => kaplanMeier(watched).points.map(({ share }) => share);
    expect(shares(twice)).toEqual(shares([...treated, ...treated]));
  });

  it('is empty of nobody, and ends at nothing when everybody bought', () => {
    expect(kaplanMeier([])).toEqual({ customers: 0, bought: 0, points: [] });
    expect(kaplanMeier(placebo).points.at(-1)).toMatchObject({ share: 0, low: 0, high: 0 });
  });
});

describe('the test of two curves', () => {
  it('is as in the textbook', () => {
    const { chiSquare, p } = logRank(treated, placebo)!;
    expect(chiSquare).toBeCloseTo(16.79, 2);
    expect(p).toBeCloseTo(0.0000417, 6);
  });

  it('finds nothing between a curve and itself, and says nothing where nobody bought', () => {
    expect(logRank(treated, treated)).toMatchObject({ chiSquare: 0 });
    expect(logRank(treated, treated)?.p).toBeCloseTo(1, 6);
    expect(logRank(seen([], [3]), seen([], [5]))).toBeNull();
  });
});
