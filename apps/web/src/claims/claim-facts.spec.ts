import { describe, expect, it } from '@jest/globals';
import { digitsOf, minorOf, owedOf } from './claim-facts.js';

describe('what a supplier owes', () => {
  it('is one sum per currency', () => {
    expect(
      owedOf([
        { status: 'open', currency: 'TRY', claims: 1, dueMinor: 100 },
        { status: 'accepted', currency: 'TRY', claims: 2, dueMinor: 250 },
        { status: 'accepted', currency: 'EUR', claims: 1, dueMinor: 0 },
      ]),
    ).toEqual([{ currency: 'TRY', minor: 350 }]);
  });

  it('is typed as people write amounts, and nothing is rounded', () => {
    expect(minorOf('80,5', 2)).toBe(8_050);
    expect(minorOf('80.50', 2)).toBe(8_050);
    expect(minorOf(1_234, 2)).toBe(123_400);
    expect(minorOf('0.29', 2)).toBe(29);
    expect(minorOf('500', digitsOf('JPY'))).toBe(500);
    expect(minorOf('5.001', 2)).toBeNull();
    expect(minorOf('-5', 2)).toBeNull();
    expect(minorOf('', 2)).toBeNull();
    expect(minorOf('1e3', 2)).toBeNull();
  });
});
