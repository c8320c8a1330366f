import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { minorUnits, perUnit } from './decimal-money.js';

describe('amounts of stores', () => {
  it.each([
    ['89.99', 'USD', 8999],
    ['0.1', 'EUR', 10],
    ['1284', 'TRY', 128400],
    ['1284', 'JPY', 1284],
    ['1.234', 'KWD', 1234],
    ['2.675', 'USD', 268],
    ['2.6749', 'USD', 267],
    ['1.999', 'USD', 200],
    [13.5, 'USD', 1350],
    ['-0.00', 'USD', 0],
    ['90071992547409.91', 'USD', Number.MAX_SAFE_INTEGER],
  ])('%s %s is %d minor units', (amount, currency, minor) => {
    expect(minorUnits(amount, currency)).toBe(minor);
  });

  it.each(['', 'free', '1,50', '-1.00', '1e3', 'NaN', '99999999999999999.00'])('%s is refused', (amount) => {
    expect(() => minorUnits(amount, 'USD')).toThrow('BAD_AMOUNT');
  });

  it('are exact for every amount with two decimals', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (minor) => {
        const text = `${String(Math.floor(minor / 100))}.${String(minor % 100).padStart(2, '0')}`;
        expect(minorUnits(text, 'USD')).toBe(minor);
      }),
    );
  });

  it('are shared among units to the nearest minor unit', () => {
    expect([perUnit(600, 2), perUnit(1000, 3), perUnit(1001, 2), perUnit(0, 5)]).toEqual([300, 333, 501, 0]);
  });
});
