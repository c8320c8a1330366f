/** Measures that a shop is run by, and how support goes together with them. */

export interface Worded {
  en: string;
  tr: string;
}

export type MeasureUnit = 'count' | 'money' | 'share' | 'seconds' | 'mark' | 'points';

export type MeasureDimension =
  'merchant' | 'supplier' | 'sku' | 'carrier' | 'country' | 'reason' | 'type' | 'cause' | 'party';

export interface MeasureDescription {
  id: string;
  unit: MeasureUnit;
  title: Worded;
  definition: Worded;
  dated: Worded;
  interval: Worded;
  perCurrency: boolean;
  better: 'more' | 'less' | null;
  filters: MeasureDimension[];
  groupBy: MeasureDimension[];
  /** Two of them at once can be asked for. */
  pairs: boolean;
}

export interface Interval {
  low: number;
  high: number;
  level: number;
  method: string;
}

/** A value with what it rests on. */
export interface Estimate {
  /** Null: there is nothing that it could be worked out from. */
  value: number | null;
  count: number;
  interval: Interval | null;
}

export interface MeasureValue extends Estimate {
  currency: string | null;
  /** Sums that the value is made of, in minor units. */
  parts: Record<string, number> | null;
}

export interface MeasurePoint extends MeasureValue {
  period: string;
}

export interface MeasureGroup extends MeasureValue {
  key: Partial<Record<MeasureDimension, string | null>>;
}

export interface HoldOut {
  days: number;
  customers: number;
  predictedOrders: number;
  actualOrders: number;
  error: number | null;
  absoluteErrorPerCustomer: number;
}

export type Granularity = 'day' | 'week' | 'month';

export interface MeasureAnswer {
  measure: MeasureDescription;
  from: string;
  to: string;
  granularity: Granularity;
  totals: MeasureValue[];
  series: MeasurePoint[];
  groups: MeasureGroup[];
  more: boolean;
  holdOut: HoldOut | null;
}

export type ServiceGroup = 'no-complaint' | 'answered-fast' | 'answered-slowly' | 'not-answered';

export interface PairCount {
  /** Minutes of waiting. */
  x: number;
  y: number;
  count: number;
}

export interface CorrelationAnswer {
  name: 'first-answer-csat' | 'solution-csat' | 'first-answer-nps' | 'first-answer-again';
  pairs: number;
  rho: number | null;
  interval: Interval | null;
  points: PairCount[];
}

export interface SurvivalPoint {
  day: number;
  share: number;
  low: number;
  high: number;
  atRisk: number;
}

export interface SurvivalCurve {
  name: ServiceGroup | 'complaint';
  customers: number;
  bought: number;
  points: SurvivalPoint[];
}

export interface ServiceGroupFigures {
  name: ServiceGroup;
  orders: number;
  boughtAgain: Estimate;
  nps: Estimate;
  csat: Estimate;
}

export interface Relation {
  from: string;
  to: string;
  warning: Worded;
  soonDays: number;
  landmarkDays: number;
  fastSeconds: number | null;
  correlations: CorrelationAnswer[];
  groups: ServiceGroupFigures[];
  curves: SurvivalCurve[];
  tests: { of: SurvivalCurve['name'][]; result: { chiSquare: number; p: number } | null }[];
}
