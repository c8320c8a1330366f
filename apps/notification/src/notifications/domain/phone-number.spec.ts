import { describe, expect, it } from '@jest/globals';
import { toE164 } from './phone-number.js';

describe('a number as people write it', () => {
  it.each([
    ['+90 (532) 123 45 67', null, '+905321234567'],
    ['0532 123 45 67', 'TR', '+905321234567'],
    ['532 123 45 67', 'TR', '+905321234567'],
    ['0049 151 23456789', 'TR', '+4915123456789'],
    ['0151/234-567-89', 'DE', '+4915123456789'],
    ['+49 (0)151 23456789', null, '+4915123456789'],
    ['(415) 867-5309', 'US', '+14158675309'],
    ['1 415 867 5309', 'US', '+14158675309'],
    ['347 123 4567', 'IT', '+393471234567'],
  ])('%s in %s is %s', (written, country, number) => {
    expect(toE164(written, country)).toBe(number);
  });

  it.each([
    ['0532 123 45 67', null],
    ['0532 123 45 67', 'XX'],
    ['ask my wife', 'TR'],
    ['+90 532 123 45 67 ext. 3', 'TR'],
    ['+1234567890123456', null],
    ['123', 'TR'],
    ['', 'TR'],
    [null, 'TR'],
  ])('%s in %s is nobody’s', (written, country) => {
    expect(toE164(written, country)).toBeNull();
  });
});
