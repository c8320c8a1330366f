import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readGtin } from './gtin.js';

describe('reading a GTIN', () => {
  it.each(['4006381333931', '036000291452', '96385074', '10012345678902', '4006-3813-3393-1'])('takes %s', (text) => {
    expect(readGtin(text)).toEqual({ gtin: text.replace(/-/g, '') });
  });

  it.each([
    ['4006381333930', 'GTIN_CHECK_DIGIT'],
    ['4.00638E+12', 'GTIN_SCIENTIFIC_NOTATION'],
    ['4,00638e12', 'GTIN_SCIENTIFIC_NOTATION'],
    ['36000291452', 'GTIN_LENGTH'],
    ['400638133393X', 'GTIN_NOT_DIGITS'],
  ])('refuses %s with %s', (text, fault) => {
    expect(readGtin(text)).toMatchObject({ fault });
  });

  it('notices every single wrong digit', () => {
    fc.assert(
      fc.property(fc.nat(12), fc.integer({ min: 1, max: 9 }), (position, shift) => {
        const digits = Array.from('4006381333931', Number);
        digits[position] = ((digits[position] ?? 0) + shift) % 10;
        return 'fault' in readGtin(digits.join(''));
      }),
    );
  });
});
