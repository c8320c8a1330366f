import { describe, expect, it } from '@jest/globals';
import { pauseAsked } from './retry-after.js';

describe('how long a carrier wants to be left alone', () => {
  const now = new Date('2026-11-22T12:00:00Z');

  it.each([
    ['120', 120],
    [' 7 ', 7],
    ['0', 1],
    ['86400', 3_600],
    ['Sun, 22 Nov 2026 12:02:30 GMT', 150],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 1],
    ['Sun, 22 Nov 2027 12:00:00 GMT', 3_600],
    [undefined, 60],
    ['', 60],
    ['soon', 60],
    ['-5', 60],
  ])('%p comes to %p seconds', (header, seconds) => {
    expect(pauseAsked(header, now)).toBe(seconds);
  });
});
