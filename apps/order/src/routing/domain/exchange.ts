import { minorUnitDigits } from './minor-unit-digits.js';

/** What one unit of `from` was worth in `to` on a day. */
export interface ExchangeRate {
  readonly from: string;
  readonly to: string;
  /** Decimal with a point, above zero. */
  readonly rate: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly source: string;
}

const DAY_MS = 86_400_000;
/** Digits after the point that rates are reckoned with. */
const RATE_DIGITS = 12;

/**
 * The newest rate of a pair that is not of the future and not too old; undefined when nobody gave one. A rate of the
 * other direction does not count: between banks the two differ, and nobody gave this one.
 */
export function rateFor(
  rates: readonly ExchangeRate[],
  pair: { from: string; to: string },
  at: string,
  ageMaxDays: number,
): ExchangeRate | undefined {
  const today = at.slice(0, 10);
  const oldest = new Date(Date.parse(`${today}T00:00:00Z`) - ageMaxDays * DAY_MS).toISOString().slice(0, 10);
  return rates
    .filter(({ from, to, date }) => from === pair.from && to === pair.to && date <= today && date >= oldest)
    .reduce<ExchangeRate | undefined>(
      (best, rate) => (best === undefined || rate.date > best.date ? rate : best),
      undefined,
    );
}

/** Minor units of one currency as minor units of the other, rounded half up; no floating point touches them. */
export function exchanged(amountMinor: number, { from, to, rate }: ExchangeRate): number {
  const [whole = '0', fraction = ''] = rate.split('.');
  const scaled = BigInt(whole + fraction.slice(0, RATE_DIGITS).padEnd(RATE_DIGITS, '0'));
  const shift = RATE_DIGITS + minorUnitDigits(from) - minorUnitDigits(to);
  const product = BigInt(amountMinor) * scaled;
  if (shift <= 0) return Number(product * 10n ** BigInt(-shift));
  const unit = 10n ** BigInt(shift);
  return Number((product + unit / 2n) / unit);
}
