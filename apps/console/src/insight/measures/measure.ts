import type { StatisticKind } from '../domain/estimate.js';

/** What a measure can be narrowed to and told apart by. */
export const dimensions = [
  'merchant',
  'supplier',
  'sku',
  'carrier',
  'country',
  'reason',
  'type',
  'cause',
  'party',
] as const;
export type Dimension = (typeof dimensions)[number];

export const granularities = ['day', 'week', 'month'] as const;
export type Granularity = (typeof granularities)[number];

/** A text in each language of the page. */
export interface Worded {
  readonly en: string;
  readonly tr: string;
}

/**
 * What a value is: a number of things, minor units of the currency beside it, a share from 0 to 1, seconds of business
 * time, a mark on the survey's scale, points from -100 to 100.
 */
export type MeasureUnit = 'count' | 'money' | 'share' | 'seconds' | 'mark' | 'points';

/** Where a dimension is found. A list stands for each of its values: an order of two suppliers counts for both. */
export interface Column {
  readonly sql: string;
  readonly isList?: true;
}

/** A table of facts, its day and its dimensions. */
export interface FactSource {
  /** `{range}` stands for the condition on the day, where the table is a query that should read no more. */
  readonly from: string;
  readonly columns: Readonly<Partial<Record<Dimension, Column>>>;
}

/** How the database counts and adds up; `where` narrows all of it. */
export interface Statistic {
  readonly kind: StatisticKind;
  readonly cases: string;
  readonly first?: string;
  readonly second?: string;
  readonly where?: string;
}

/** Facts of another table that belong to the cases of this one, for a dimension that only they have. */
export interface Hits {
  readonly dimension: Dimension;
  readonly source: FactSource;
  readonly first: string;
}

/** A measure as the catalogue shows it. */
export interface MeasureDescription {
  readonly id: string;
  readonly unit: MeasureUnit;
  readonly title: Worded;
  readonly definition: Worded;
  /** What decides to which day a case belongs. */
  readonly dated: Worded;
  /** How the interval is worked out; null where the value is a count of all there is and no estimate. */
  readonly interval: Worded | null;
  /** Values are apart for each currency, and never added up. */
  readonly perCurrency: boolean;
  /** Whether less is better, more is better, or neither. */
  readonly better: 'more' | 'less' | null;
}

export interface Measure extends MeasureDescription {
  readonly source: FactSource;
  readonly statistic: Statistic;
  readonly hits?: Hits;
  /** Sums that the value is made of, by name. */
  readonly parts?: Readonly<Record<string, string>>;
  /** Cases have no currency of their own: each currency is divided by all of them. */
  readonly sharesCases?: true;
}
