import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readMinorUnits, readQuantity } from './numbers.js';

describe('a cost in a feed', () => {
  it.each([
    ['149.90', 'TRY', 14990],
    ['149,9', 'TRY', 14990],
    ['1.234,56', 'EUR', 123456],
    ['1,234.56', 'EUR', 123456],
    ['1 234,56', 'EUR', 123456],
    ['1.234.567', 'EUR', 123456700],
    ['0.10', 'EUR', 10],
    ['.5', 'EUR', 50],
    ['7', 'JPY', 7],
    ['7.00', 'JPY', 7],
    ['0.125', 'KWD', 125],
    ['12.5000', 'TRY', 1250],
  ])('%s %s is %i minor units', (text, currency, value) => {
    expect(readMinorUnits(text, currency)).toEqual({ value });
  });

  it.each([
    ['1,234', 'EUR', 'AMBIGUOUS_NUMBER'],
    ['1.234', 'EUR', 'AMBIGUOUS_NUMBER'],
    ['44.4415', 'EUR', 'TOO_PRECISE'],
    ['7.5', 'JPY', 'TOO_PRECISE'],
    ['-1', 'EUR', 'NEGATIVE'],
    ['12,34.56', 'EUR', 'NOT_A_NUMBER'],
    ['1,2,3', 'EUR', 'NOT_A_NUMBER'],
    ['1.2.3,4,5', 'EUR', 'NOT_A_NUMBER'],
    ['free', 'EUR', 'NOT_A_NUMBER'],
    ['99999999999999999999', 'EUR', 'TOO_LARGE'],
  ])('%s %s is refused with %s', (text, currency, fault) => {
    expect(readMinorUnits(text, currency)).toMatchObject({ fault });
  });

  it('is read exactly in every notation, to the last minor unit', () => {
    const notations = [
      (whole: string, fraction: string) => `${whole}.${fraction}`,
      (whole: string, fraction: string) => `${whole},${fraction}`,
      (whole: string, fraction: string) => `${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${fraction}`,
      (whole: string, fraction: string) => `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`,
    ];
    fc.assert(
      fc.property(fc.nat(10 ** 12), fc.constantFrom(...notations), (minor, write) => {
        const text = write(String(Math.floor(minor / 100)), String(minor % 100).padStart(2, '0'));
        expect(readMinorUnits(text, 'TRY')).toEqual({ value: minor });
      }),
    );
  });
});

describe('a quantity in a feed', () => {
  it.each([
    ['12', 12],
    ['12.0', 12],
    ['5,00', 5],
    ['200.000.000', 200_000_000],
    ['-0', 0],
  ])('%s is %i', (text, value) => {
    expect(readQuantity(text)).toEqual({ value });
  });

  it.each([
    ['2.5', 'NOT_WHOLE'],
    ['1.000', 'AMBIGUOUS_NUMBER'],
    ['-3', 'NEGATIVE'],
    ['>100', 'NOT_A_NUMBER'],
    ['1e3', 'NOT_A_NUMBER'],
    ['in stock', 'NOT_A_NUMBER'],
    ['9999999999', 'TOO_LARGE'],
  ])('%s is refused with %s', (text, fault) => {
    expect(readQuantity(text)).toMatchObject({ fault });
  });

  it('is never invented: whatever the text, the answer is a whole number in range or a reason', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const outcome = readQuantity(text);
        if ('value' in outcome) {
          expect(Number.isSafeInteger(outcome.value)).toBe(true);
          expect(outcome.value).toBeGreaterThanOrEqual(0);
        } else expect(outcome.detail).not.toBe('');
      }),
    );
  });
});
