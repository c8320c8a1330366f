import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { spearman } from './rank-correlation.js';

const pairs = (xs: readonly number[], ys: readonly number[]) => xs.map((x, index) => ({ x, y: ys[index]!, count: 1 }));

describe("Spearman's correlation", () => {
  it('is as in the textbook', () => {
    const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
    const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
    expect(spearman(pairs(iq, hours)).rho).toBeCloseTo(-29 / 165, 9);
  });

  it('sees only the order: any growing scale gives the same', () => {
    const values = fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { minLength: 12, maxLength: 40 });
    fc.assert(
      fc.property(values, (points) => {
        const plain = points.map(([x, y]) => ({ x, y, count: 1 }));
        const stretched = points.map(([x, y]) => ({ x: x ** 3, y: Math.exp(y), count: 1 }));
        const [a, b] = [spearman(plain).rho, spearman(stretched).rho];
        if (a === null || b === null) expect(a).toBe(b);
        else expect(a).toBeCloseTo(b, 9);
      }),
      { numRuns: 50 },
    );
  });

  it('counts many alike as many', () => {
    const some = pairs([1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 6, 5]);
    const twice = some.map((one) => ({ ...one, count: 2 }));
    expect(spearman(twice).rho).toBeCloseTo(spearman([...some, ...some]).rho!, 12);
  });

  it('has an interval around it, narrower with more pairs', () => {
    const few = spearman(pairs([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [2, 1, 4, 3, 6, 5, 8, 7, 10, 9]));
    const many = spearman(few.rho === null ? [] : [1, 2, 3, 4, 5].map((x) => ({ x, y: (x * 2) % 5, count: 100 })));
    expect(few.interval!.low).toBeLessThan(few.rho!);
    expect(few.interval!.high).toBeGreaterThan(few.rho!);
    expect(many.interval!.high - many.interval!.low).toBeLessThan(few.interval!.high - few.interval!.low);
  });

  it('says nothing of a few pairs, or where one side never changes', () => {
    expect(spearman(pairs([1, 2, 3], [1, 2, 3]))).toEqual({ pairs: 3, rho: null, interval: null });
    expect(spearman([{ x: 1, y: 5, count: 40 }])).toMatchObject({ pairs: 40, rho: null });
  });
});
