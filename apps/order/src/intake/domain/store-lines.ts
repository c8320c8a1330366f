import { UnmappableOrderError } from './unmappable-order.error.js';

/** Lines of one order and units of one line at most: more is not an order but a fault. */
const LINES_MAX = 500;
const QUANTITY_MAX = 100_000;
/** A unit's weight at most: ten tonnes. */
const WEIGHT_MAX_GRAMS = 10_000_000;

/**
 * Whole units; null when there are none, because the line was taken off or refunded.
 * @throws UnmappableOrderError for what is not a count.
 */
export function unitsOf(quantity: string | number | null): number | null {
  const units = Number(quantity ?? 0);
  if (!Number.isSafeInteger(units) || units > QUANTITY_MAX) {
    throw new UnmappableOrderError('BAD_QUANTITY', `${String(quantity)} is not a quantity`);
  }
  return units > 0 ? units : null;
}

/** What a unit weighs, in grams; null when the store does not say or says nonsense: a weight never stops an order. */
export function weightOf(grams: string | number | null): number | null {
  const weight = Math.round(Number(grams ?? 0));
  return weight > 0 && weight <= WEIGHT_MAX_GRAMS ? weight : null;
}

export function assertLineCount(count: number): void {
  if (count > LINES_MAX) {
    throw new UnmappableOrderError('TOO_MANY_LINES', `${String(count)} lines, at most ${String(LINES_MAX)}`);
  }
}

/** The time that a store wrote, or null. */
export function timeOf(text: string | null): Date | null {
  if (text === null) return null;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? null : time;
}

/** @throws UnmappableOrderError when there is no order in it. */
export function orderIdOf(id: string | null): string {
  if (id === null || !/^[\w#./:-]{1,200}$/.test(id)) throw new UnmappableOrderError('NOT_AN_ORDER', 'it has no id');
  return id;
}

export function currencyOf(currency: string | null): string {
  if (currency === null || !/^[A-Z]{3}$/.test(currency)) {
    throw new UnmappableOrderError('BAD_CURRENCY', `${String(currency)} is not a currency`);
  }
  return currency;
}
