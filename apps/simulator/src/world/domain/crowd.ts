import { RatesError, readRates } from './rates.js';

/** What people do after an order has come. A rate is the share of the things concerned, 0 to 1. */
const habits = [
  /** Of the orders: goods go back, by return or by withdrawal. */
  'returns',
  /** Of the orders: the customer complains. */
  'complaints',
  /** Of the orders: the customer wants another address. */
  'addresses',
  /** Of the orders: the customer allows messages in a browser. */
  'browsers',
  /** Of the surveys: they are answered. */
  'answers',
  /** Of the claims: the supplier disputes them. */
  'disputes',
  /** Of the parcels, there and back: the carrier loses them. */
  'losses',
] as const;
type Habit = (typeof habits)[number];
export type CrowdRates = Readonly<Record<Habit, number>>;

/** Reads `returns=0.15,complaints=0.08`; nothing named means that nobody does anything. @throws RatesError */
export function parseCrowd(text: string): CrowdRates {
  const { rates, faults } = readRates(text, habits);
  if (faults.length > 0) throw new RatesError('rates of the crowd', faults);
  return rates;
}

/** Whether anybody does anything. */
export const isAstir = (rates: CrowdRates): boolean => Object.values(rates).some((rate) => rate > 0);
