import { describe, expect, it } from '@jest/globals';
import { Rng } from './rng.js';

const draws = (rng: Rng, count: number): number[] => Array.from({ length: count }, () => rng.next());

describe('repeatable randomness', () => {
  it('gives the same numbers for the same stream', () => {
    expect(draws(Rng.of('seed', 'po', 7), 50)).toEqual(draws(Rng.of('seed', 'po', 7), 50));
  });

  it('gives other numbers for another seed, another stream and another cut of the same letters', () => {
    const base = draws(Rng.of('seed', 'ab', 'c'), 5);
    expect(draws(Rng.of('seed', 'a', 'bc'), 5)).not.toEqual(base);
    expect(draws(Rng.of('seed2', 'ab', 'c'), 5)).not.toEqual(base);
  });

  it('does not depend on what other streams drew in between', () => {
    const alone = Rng.of('seed', 'one');
    const expected = draws(alone, 4);
    const mixed = Rng.of('seed', 'one');
    const other = Rng.of('seed', 'two');
    const seen = [mixed.next(), other.next(), mixed.next(), other.next(), mixed.next(), mixed.next()];
    expect([seen[0], seen[2], seen[4], seen[5]]).toEqual(expected);
  });

  it('spreads evenly: each tenth holds a tenth, also over streams that differ by one digit', () => {
    const tenths = new Array<number>(10).fill(0);
    for (let stream = 0; stream < 20_000; stream++) {
      const tenth = Math.floor(Rng.of('seed', stream).next() * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 2_000)).toBeLessThan(200);
  });

  it('keeps integers inside both ends and reaches them', () => {
    const rng = Rng.of('bounds');
    const seen = new Set(Array.from({ length: 200 }, () => rng.int(3, 5)));
    expect([...seen].sort()).toEqual([3, 4, 5]);
  });

  it('shuffles without losing anything and leaves the original alone', () => {
    const original = [1, 2, 3, 4, 5, 6];
    const shuffled = Rng.of('cards').shuffled(original);
    expect([...shuffled].sort()).toEqual(original);
    expect(original).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('refuses to pick from nothing', () => {
    expect(() => Rng.of('none').pick([])).toThrow(RangeError);
  });
});
