import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Estimate } from '../domain/estimate.js';
import {
  expectedRepeats,
  fitPurchaseRates,
  holdOut,
  type CustomerGroup,
  type HeldOutGroup,
  type HoldOut,
  type PurchaseRates,
} from '../domain/purchase-rates.js';
import type { MeasureQuestion } from './measure-question.js';
import { periodStarts } from './measure-sql.js';
import { HOLD_OUT_DAYS, HORIZON_DAYS } from './predicted-lifetime-value.js';

/** Customers of one first period and currency, with what they have brought. */
interface ValuedGroup extends CustomerGroup {
  readonly period: string;
  readonly isAsked: boolean;
  readonly currency: string;
  readonly netMinor: number;
}

/** Customers from whose behaviour the error is worked out: all of few, one in sixteen of many. */
const SAMPLED_FROM = 50_000;
/** Pseudonyms are evenly spread: below this is one in sixteen, and an index finds them. */
const ONE_IN_SIXTEEN = '10000000-0000-0000-0000-000000000000';

export interface PredictedValue {
  readonly totals: readonly (Estimate & { readonly currency: string })[];
  readonly series: readonly (Estimate & { readonly currency: string; readonly period: string })[];
  readonly holdOut: HoldOut | null;
}

/** What customers are expected to bring; see {@link fitPurchaseRates}. */
@Injectable()
export class PredictedValueService {
  constructor(private readonly dataSource: DataSource) {}

  async predict(question: MeasureQuestion): Promise<PredictedValue> {
    const groups = await this.groups(question);
    const rates = fitPurchaseRates(groups);
    const asked = groups.filter(({ isAsked }) => isAsked);
    const customers = groups.reduce((total, group) => total + group.customers, 0);
    const currencies = [...new Set(asked.map(({ currency }) => currency))].sort();
    return {
      totals: currencies.map((currency) => ({ currency, ...valueOf(rates, inCurrency(asked, currency)) })),
      series: currencies.flatMap((currency) => seriesOf(rates, inCurrency(asked, currency), currency)),
      holdOut: holdOut(await this.heldOut(question, customers > SAMPLED_FROM), HOLD_OUT_DAYS),
    };
  }

  private groups({ period: { from, to }, narrowing, granularity }: MeasureQuestion): Promise<ValuedGroup[]> {
    return this.dataSource.query<ValuedGroup[]>(
      `SELECT ${periodStarts[granularity]}::text AS period, day BETWEEN $1 AND $2 AS "isAsked", currency,
              orders - 1 AS repeats, current_date - day AS days, count(*)::int AS customers,
              sum(value_minor - refunded_minor)::float8 AS "netMinor"
       FROM customer_facts WHERE ($3::uuid IS NULL OR merchant_id = $3) AND ($4::text IS NULL OR country = $4)
       GROUP BY day, currency, orders`,
      [from, to, narrowing.merchant ?? null, narrowing.country ?? null],
    );
  }

  /** Customers as they were at the beginning of the hold-out, and how often they have ordered since. */
  private heldOut({ narrowing }: MeasureQuestion, isSampled: boolean): Promise<HeldOutGroup[]> {
    const sample = isSampled ? `AND person < '${ONE_IN_SIXTEEN}'` : '';
    return this.dataSource.query<HeldOutGroup[]>(
      `SELECT repeats, days, later, count(*)::int AS customers FROM (
         SELECT (count(*) FILTER (WHERE placed_at < cut) - 1)::int AS repeats, extract(day FROM cut - min(placed_at))::int AS days,
                (count(*) FILTER (WHERE placed_at >= cut))::int AS later
         FROM order_facts, (SELECT now() - $1 * interval '1 day' AS cut) AS c
         WHERE nth IS NOT NULL AND ($2::uuid IS NULL OR merchant_id = $2) AND ($3::text IS NULL OR country = $3) ${sample}
         GROUP BY person, cut HAVING min(placed_at) < cut) AS persons
       GROUP BY 1, 2, 3`,
      [HOLD_OUT_DAYS, narrowing.merchant ?? null, narrowing.country ?? null],
    );
  }
}

const inCurrency = (groups: readonly ValuedGroup[], currency: string): ValuedGroup[] =>
  groups.filter((group) => group.currency === currency);

function seriesOf(rates: PurchaseRates | null, groups: readonly ValuedGroup[], currency: string) {
  const periodNames = [...new Set(groups.map(({ period }) => period))].sort();
  return periodNames.map((period) => ({
    ...{ period, currency },
    ...valueOf(
      rates,
      groups.filter((group) => group.period === period),
    ),
  }));
}

function valueOf(rates: PurchaseRates | null, groups: readonly ValuedGroup[]): Estimate {
  const count = groups.reduce((total, { customers }) => total + customers, 0);
  if (!rates || count === 0) return { value: null, count: 0, interval: null };
  const orders = groups.reduce((total, { customers, repeats }) => total + customers * (repeats + 1), 0);
  const net = groups.reduce((total, { netMinor }) => total + netMinor, 0);
  const expected = groups.reduce(
    (total, group) => total + group.customers * expectedRepeats(rates, group, HORIZON_DAYS),
    0,
  );
  return { value: (expected / count) * (net / orders), count, interval: null };
}
