import type { NaiveCases } from './naive-cases.js';
import { NaiveCosts } from './naive-costs.js';
import type { Case } from './naive-world.js';

/** Each measure worked out the naive way, by its id. */
export const naiveMeasures: Readonly<Record<string, (world: NaiveCases) => NaiveMeasure>> = {
  orders: (world) => ({ cases: world.ofPurchases(() => ({})), value: counted }),
  revenue: (world) => ({
    cases: world.ofPurchases(({ placed: { data } }) => ({ currency: data.currency, first: data.totalMinor })),
    value: (cases) => total(cases, 'first'),
  }),
  'average-basket': (world) => ({
    cases: world.ofPurchases(({ placed: { data } }) => ({ currency: data.currency, first: data.totalMinor })),
    value: quotient,
  }),
  'repeat-purchase-rate': (world) => ({
    cases: world.ofPurchases(({ nth, again }) => (nth === 1 ? { first: again ? 1 : 0 } : null)),
    value: quotient,
  }),
  'returning-order-share': (world) => ({
    cases: world.ofPurchases(({ nth }) => (nth === null ? null : { first: nth > 1 ? 1 : 0 })),
    value: quotient,
  }),
  'customer-lifetime-value-historic': (world) => ({ cases: world.customers(), value: quotient }),
  'complaint-rate': (world) => {
    const ids = new Set(world.complained());
    return {
      cases: world.ofPurchases(({ placed }) => ({ first: ids.has(placed.data.orderId) ? 1 : 0 })),
      value: quotient,
    };
  },
  complaints: (world) => ({ cases: world.ofComplaints(null), value: counted }),
  'first-answer-time-median': (world) => ({ cases: world.ofComplaints('first'), value: quantile(0.5) }),
  'first-answer-time-p90': (world) => ({ cases: world.ofComplaints('first'), value: quantile(0.9) }),
  'solution-time-median': (world) => ({ cases: world.ofComplaints('solution'), value: quantile(0.5) }),
  'solution-time-p90': (world) => ({ cases: world.ofComplaints('solution'), value: quantile(0.9) }),
  csat: (world) => ({
    cases: world.ofSurveys('csat', (score) => ({ first: score >= 4 ? 1 : 0, second: 0 })),
    value: quotient,
  }),
  nps: (world) => ({
    cases: world.ofSurveys('nps', (score) => ({ first: score >= 9 ? 1 : 0, second: score <= 6 ? 1 : 0 })),
    value: (cases) => (100 * (total(cases, 'first') - total(cases, 'second'))) / total(cases, 'weight'),
  }),
  ces: (world) => ({ cases: world.ofSurveys('ces', (score) => ({ first: score, second: 0 })), value: quotient }),
  'return-rate': (world) => ({ cases: new NaiveCosts(world).ofReturns(), value: quotient }),
  'on-time-delivery': (world) => ({ cases: world.ofParcels(), value: quotient }),
  'cost-to-serve': (world) => ({ cases: new NaiveCosts(world).ofCosts(), value: quotient, sharesCases: true }),
  'claim-recovery': (world) => ({ cases: world.ofClaims(), value: quotient }),
};

export interface NaiveMeasure {
  readonly cases: readonly Case[];
  readonly value: (cases: readonly Case[]) => number;
  /** Every currency is divided by the cases of all. */
  readonly sharesCases?: true;
}

const total = (cases: readonly Case[], field: 'weight' | 'first' | 'second'): number =>
  cases.reduce((sum, one) => sum + one[field], 0);
const counted = (cases: readonly Case[]): number => total(cases, 'weight');
const quotient = (cases: readonly Case[]): number => total(cases, 'first') / total(cases, 'weight');

/** Between two neighbours in proportion, as spreadsheets do. */
const quantile =
  (share: number) =>
  (cases: readonly Case[]): number => {
    const sorted = cases.map(({ first }) => first).sort((a, b) => a - b);
    const at = share * (sorted.length - 1);
    const [low, high] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
    return low + (high - low) * (at - Math.floor(at));
  };

/** Value and count per currency, `null` where a measure has none. Without cases there is no value. */
export function naiveValues(
  { value, sharesCases }: NaiveMeasure,
  cases: readonly Case[],
): Record<string, { value: number | null; count: number }> {
  const currencies = [...new Set(cases.map(({ currency }) => String(currency)))];
  const all = total(cases, 'weight');
  return Object.fromEntries(
    currencies.map((currency): [string, { value: number | null; count: number }] => {
      const own = cases.filter((one) => String(one.currency) === currency);
      const count = sharesCases ? all : total(own, 'weight');
      if (count === 0) return [currency, { value: null, count }];
      return [currency, { value: sharesCases ? total(own, 'first') / all : value(own), count }];
    }),
  );
}
