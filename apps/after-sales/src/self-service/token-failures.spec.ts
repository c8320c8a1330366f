import { describe, expect, it } from '@jest/globals';
import { TokenFailures } from './token-failures.js';

describe('wrong tokens', () => {
  it('of one address are counted for a minute, those of others do not matter', () => {
    const failures = new TokenFailures(2);
    failures.note('a', 0);
    expect(failures.waitSeconds('a', 1_000)).toBe(0);
    failures.note('a', 2_000);
    expect(failures.waitSeconds('a', 3_000)).toBe(57);
    expect(failures.waitSeconds('b', 3_000)).toBe(0);
    expect(failures.waitSeconds('a', 60_000)).toBe(0);
  });
});
