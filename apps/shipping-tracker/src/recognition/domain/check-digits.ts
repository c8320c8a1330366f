/** Whether a check digit fits the characters before it. */
export type CheckDigit = (serial: string, digit: string) => boolean;

/** Digits count as they are; letters as UPS counts them: their ASCII code less 3, last digit. */
const valueOf = (sign: string): number => (/\d/.test(sign) ? Number(sign) : (sign.charCodeAt(0) - 3) % 10);

/**
 * Modulo 10 with a weight for every second character.
 * @param even weight of characters 0, 2, 4, …
 * @param odd weight of the others
 * @param from where counting starts: most forms from the left, USPS IMpb N from the right
 */
export function modulo10(even: number, odd: number, from: 'left' | 'right' = 'left'): CheckDigit {
  return (serial, digit) => {
    const signs = from === 'left' ? Array.from(serial) : Array.from(serial).reverse();
    const sum = signs.reduce((total, sign, index) => total + valueOf(sign) * (index % 2 === 0 ? even : odd), 0);
    return (10 - (sum % 10)) % 10 === Number(digit);
  };
}

/** DHL Express: the remainder of the whole serial number by 7. */
export const modulo7: CheckDigit = (serial, digit) => Number(BigInt(serial) % 7n) === Number(digit);

/** FedEx: the weighted sum by 11, and what of it is 10 counts as 0. */
export function weighted11(weights: readonly number[]): CheckDigit {
  return (serial, digit) => (weightedSum(serial, weights) % 11) % 10 === Number(digit);
}

/** UPU S10: 11 less the remainder by 11; 10 counts as 0, 11 as 5. */
export const s10: CheckDigit = (serial, digit) => {
  const rest = 11 - (weightedSum(serial, [8, 6, 4, 2, 3, 5, 9, 7]) % 11);
  return (rest === 10 ? 0 : rest === 11 ? 5 : rest) === Number(digit);
};

const weightedSum = (serial: string, weights: readonly number[]): number =>
  weights.reduce((total, weight, index) => total + weight * Number(serial[index] ?? 0), 0);
