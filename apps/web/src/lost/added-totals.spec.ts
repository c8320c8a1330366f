import { describe, expect, it } from '@jest/globals';
import { addedTotals } from './added-totals.js';

describe('the sums of several answers', () => {
  it('add up, also where an answer knows a reason that the others do not', () => {
    const first = { lines: 3, units: 5, wonByPrice: 2, wonBySpeed: 1, wonByFreshness: 0, byReason: { DEARER: 3 } };
    const second = {
      ...{ lines: 2, units: 2, wonByPrice: 0, wonBySpeed: 0, wonByFreshness: 1 },
      byReason: { DEARER: 1, FEED_TOO_OLD: 1 },
    };
    expect(addedTotals([first, second])).toEqual({
      ...{ lines: 5, units: 7, wonByPrice: 2, wonBySpeed: 1, wonByFreshness: 1 },
      byReason: { DEARER: 4, FEED_TOO_OLD: 1 },
    });
  });
});
