import { bonettPrice, normalMean, wilson, type Interval } from './interval.js';

/** How a measure's value comes from what is counted and added up. */
export type StatisticKind = 'count' | 'sum' | 'share' | 'mean' | 'ratio' | 'quantile' | 'net-promoters';

/** What the database counts and adds up: `cases` counted, `first` and `second` by the kind of statistic. */
export interface Sums {
  readonly cases: number;
  /** Sum, hits, quantile or promoters. */
  readonly first: number;
  /** Sum of squares or detractors. */
  readonly second: number;
}

/** A value with what it rests on. */
export interface Estimate {
  /** Null: there is nothing that it could be worked out from. */
  readonly value: number | null;
  /** How many cases it rests on. */
  readonly count: number;
  /** Null where the value is no estimate, or rests on too little. */
  readonly interval: Interval | null;
}

const nothing: Estimate = { value: null, count: 0, interval: null };

const estimators: Readonly<Record<StatisticKind, (sums: Sums) => Estimate>> = {
  count: ({ cases }) => ({ value: cases, count: cases, interval: null }),
  sum: ({ cases, first }) => ({ value: first, count: cases, interval: null }),
  share: ({ cases, first }) =>
    cases === 0 ? nothing : { value: first / cases, count: cases, interval: wilson(first, cases) },
  mean: ({ cases, first, second }) =>
    cases === 0 ? nothing : { value: first / cases, count: cases, interval: normalMean(cases, first, second) },
  ratio: ({ cases, first }) => (cases === 0 ? nothing : { value: first / cases, count: cases, interval: null }),
  quantile: ({ cases, first }) => (cases === 0 ? nothing : { value: first, count: cases, interval: null }),
  'net-promoters': ({ cases, first, second }) => {
    if (cases === 0) return nothing;
    const interval = bonettPrice(first, second, cases);
    const inPoints = interval && { ...interval, low: interval.low * 100, high: interval.high * 100 };
    return { value: (100 * (first - second)) / cases, count: cases, interval: inPoints };
  },
};

/** The value, its count and, where it is an estimate, its interval. */
export const estimateOf = (kind: StatisticKind, sums: Sums): Estimate => estimators[kind](sums);
