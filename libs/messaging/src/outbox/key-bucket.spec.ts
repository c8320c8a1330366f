import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bucketOf, fnv1a } from './key-bucket.js';

describe('the bucket of a key', () => {
  it('is frozen: these are the published test vectors of FNV-1a', () => {
    expect(['', 'a', 'foobar'].map(fnv1a)).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
    expect(bucketOf('0193f0a0-0000-7000-8000-000000000001')).toBe(37);
    expect(bucketOf('şişli')).toBe(27);
  });

  it('is a whole number from 0 to 63 for every text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (key) => {
        expect(bucketOf(key)).toBeGreaterThanOrEqual(0);
        expect(bucketOf(key)).toBeLessThan(64);
        expect(Number.isInteger(bucketOf(key))).toBe(true);
      }),
    );
  });

  it('spreads ids evenly enough: no bucket gets twice its share', () => {
    const counts = new Array<number>(64).fill(0);
    for (let index = 0; index < 64_000; index += 1) {
      const bucket = bucketOf(`0193f0a0-${index.toString(16).padStart(4, '0')}-7000-8000-0123456789ab`);
      counts[bucket] = (counts[bucket] ?? 0) + 1;
    }
    expect(Math.max(...counts)).toBeLessThan(2_000);
  });
});
