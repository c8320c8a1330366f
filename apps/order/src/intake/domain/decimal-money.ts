import { minorUnitDigits } from '../../routing/domain/minor-unit-digits.js';
import { UnmappableOrderError } from './unmappable-order.error.js';

const DECIMAL = /^(-?)(\d{1,18})(?:\.(\d{1,18}))?$/;

/**
 * A decimal amount as minor units, exactly: no floating point touches it. What is finer than the currency's minor
 * unit is rounded half up.
 * @throws UnmappableOrderError for anything that is not a plain amount of zero or more.
 */
export function minorUnits(amount: string | number, currency: string): number {
  const match = DECIMAL.exec(String(amount).trim());
  if (!match) throw bad(amount);
  const [, sign, whole = '0', fraction = ''] = match;
  const digits = minorUnitDigits(currency);
  const kept = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  const minor = Number(kept + (Number(fraction[digits] ?? '0') >= 5 ? 1n : 0n));
  if (!Number.isSafeInteger(minor) || (sign === '-' && minor !== 0)) throw bad(amount);
  return minor;
}

/** The price of one unit when the store tells that of all of them, rounded half up. */
export function perUnit(totalMinor: number, quantity: number): number {
  const rest = totalMinor % quantity;
  return (totalMinor - rest) / quantity + (rest * 2 >= quantity ? 1 : 0);
}

const bad = (amount: unknown): UnmappableOrderError =>
  new UnmappableOrderError('BAD_AMOUNT', `${String(amount).slice(0, 40)} is not an amount of money`);
