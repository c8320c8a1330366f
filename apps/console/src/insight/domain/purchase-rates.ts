/** Customers who are alike: how often they bought again, and how long they are known. */
export interface CustomerGroup {
  readonly customers: number;
  /** Orders after the first. */
  readonly repeats: number;
  /** Days since the first order. */
  readonly days: number;
}

/**
 * How often customers buy again: each at a rate of its own, rates spread over customers as a gamma distribution.
 * `shape` is infinite where nothing tells customers apart.
 */
export interface PurchaseRates {
  /** Repeat orders per customer and day, on average. */
  readonly mean: number;
  readonly shape: number;
}

/** A customer of today has been known for less than a day. */
const DAYS_MIN = 1;

const sum = (groups: readonly CustomerGroup[], value: (group: CustomerGroup) => number): number =>
  groups.reduce((total, group) => total + group.customers * value(group), 0);

const daysOf = ({ days }: CustomerGroup): number => Math.max(DAYS_MIN, days);

/**
 * Fits the negative binomial distribution of repeat buying (Ehrenberg 1959, The Pattern of Consumer Purchases, Applied
 * Statistics 8) by moments: the mean rate, and how much more repeats vary between customers than chance alone makes
 * them. Assumes that nobody leaves for good, so it says too much where many do; {@link holdOut} shows by how much.
 * @returns null without customers.
 */
export function fitPurchaseRates(groups: readonly CustomerGroup[]): PurchaseRates | null {
  const exposure = sum(groups, daysOf);
  if (exposure === 0) return null;
  const mean = sum(groups, ({ repeats }) => repeats) / exposure;
  const excess = sum(groups, (group) => (group.repeats - mean * daysOf(group)) ** 2 - mean * daysOf(group));
  const squares = sum(groups, (group) => daysOf(group) ** 2);
  return { mean, shape: excess > 0 ? (mean * mean * squares) / excess : Number.POSITIVE_INFINITY };
}

/**
 * Repeat orders to expect of one customer in the next `horizonDays`, given what it did (conditional expectation of the
 * same model: Goodhardt and Chatfield 1973): (shape + repeats) ÷ (shape ÷ mean + days) × horizon.
 */
export function expectedRepeats(rates: PurchaseRates, group: CustomerGroup, horizonDays: number): number {
  if (rates.mean === 0) return 0;
  if (!Number.isFinite(rates.shape)) return rates.mean * horizonDays;
  return ((rates.shape + group.repeats) / (rates.shape / rates.mean + daysOf(group))) * horizonDays;
}

/** Customers as they were at a past day, and what they ordered since. */
export interface HeldOutGroup extends CustomerGroup {
  /** Orders between that day and today, by each of them. */
  readonly later: number;
}

/** How well the method would have told the past. */
export interface HoldOut {
  /** Days between the past day and today. */
  readonly days: number;
  readonly customers: number;
  readonly predictedOrders: number;
  readonly actualOrders: number;
  /** (predicted − actual) ÷ actual; null when nobody ordered. */
  readonly error: number | null;
  /** Mean of |predicted − actual| over customers, in orders. */
  readonly absoluteErrorPerCustomer: number;
}

/** Predicts from the past day what was ordered since. @returns null without customers of that time. */
export function holdOut(groups: readonly HeldOutGroup[], days: number): HoldOut | null {
  const rates = fitPurchaseRates(groups);
  if (!rates) return null;
  const [customers, actual] = [groups.reduce((total, group) => total + group.customers, 0), laterOf(groups)];
  const expected = (group: HeldOutGroup): number => expectedRepeats(rates, group, days);
  const predicted = groups.reduce((total, group) => total + group.customers * expected(group), 0);
  const off = groups.reduce((total, group) => total + group.customers * Math.abs(expected(group) - group.later), 0);
  return {
    ...{ days, customers, predictedOrders: predicted, actualOrders: actual },
    error: actual === 0 ? null : (predicted - actual) / actual,
    absoluteErrorPerCustomer: off / customers,
  };
}

const laterOf = (groups: readonly HeldOutGroup[]): number =>
  groups.reduce((total, group) => total + group.customers * group.later, 0);
