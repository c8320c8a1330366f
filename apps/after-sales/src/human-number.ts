import { randomInt } from 'node:crypto';

/** Without 0, 1, I, L, O and U: nothing that is misread, and no words. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 30^7 are 2 × 10^10 numbers: two of a million are the same with a chance of 1 in 40,000, and then one is refused. */
const LENGTH = 7;

/** A number that people read to each other: `R-7Q2M4KX`. It is no secret and gives no access. */
export function humanNumber(prefix: 'R' | 'C' | 'T' | 'I'): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]);
  return `${prefix}-${letters.join('')}`;
}
