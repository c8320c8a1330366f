import type { Column, Dimension, FactSource, Granularity, Measure } from './measure.js';

/** Days, both included, `YYYY-MM-DD`. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export type Narrowing = Readonly<Partial<Record<Dimension, string>>>;

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** Kinds whose parts add up over days, so that a day is worked out once. */
const additive = new Set(['count', 'sum', 'share', 'mean', 'ratio', 'net-promoters']);

/** First day of the period of a `day`, by integer arithmetic, which costs nothing: 2001 began on a Monday. */
export const periodStarts: Readonly<Record<Granularity, string>> = {
  day: 'day',
  week: `(day - ((day - DATE '2001-01-01') % 7))`,
  month: `date_trunc('month', day::timestamp)::date`,
};

const uuids: ReadonlySet<Dimension> = new Set(['merchant', 'supplier']);

/** The conditions of a question on a source. @throws never: what the source lacks is refused before. */
class Conditions {
  readonly parameters: unknown[] = [];
  private readonly parts: string[] = [];
  readonly range: string;

  constructor({ from, to }: Period, narrowing: Narrowing, source: FactSource, where: string | undefined) {
    this.range = `day BETWEEN ${this.next(from)}::date AND ${this.next(to)}::date`;
    this.parts.push(this.range);
    if (where !== undefined) this.parts.push(where);
    for (const [name, value] of Object.entries(narrowing)) {
      const column = source.columns[name as Dimension];
      if (column) this.parts.push(this.equals(name as Dimension, column, value));
    }
  }

  get sql(): string {
    return this.parts.join(' AND ');
  }

  private equals(dimension: Dimension, { sql, isList }: Column, value: string): string {
    const parameter = `${this.next(value)}::${uuids.has(dimension) ? 'uuid' : 'text'}`;
    return isList ? `${parameter} = ANY(${sql})` : `${sql} = ${parameter}`;
  }

  private next(value: unknown): string {
    return `$${String(this.parameters.push(value))}`;
  }
}

const sums = ({ statistic, parts = {} }: Measure): string =>
  [
    `coalesce(${statistic.cases}, 0)::float8 AS cases`,
    `coalesce(${statistic.first ?? '0'}, 0)::float8 AS first`,
    `coalesce(${statistic.second ?? '0'}, 0)::float8 AS second`,
    ...Object.entries(parts).map(([name, sql]) => `coalesce(${sql}, 0)::float8 AS "${name}"`),
  ].join(', ');

/** What {@link sums} calls its columns. */
const namesOf = ({ parts = {} }: Measure): string[] => ['cases', 'first', 'second', ...Object.keys(parts)];

const currencyOf = ({ perCurrency }: Measure): string => (perCurrency ? 'currency' : 'NULL::text');

/** Row per period and currency, in this order, and one per currency with `period` null: the total. */
export function seriesStatement(
  measure: Measure,
  period: Period,
  narrowing: Narrowing,
  granularity: Granularity,
): Statement {
  const where = new Conditions(period, narrowing, measure.source, measure.statistic.where);
  const from = measure.source.from.replaceAll('{range}', where.range);
  const sets = 'GROUP BY GROUPING SETS ((period, currency), (currency))';
  const names = namesOf(measure);
  const sql = additive.has(measure.statistic.kind)
    ? `WITH daily AS MATERIALIZED (
         SELECT day, ${currencyOf(measure)} AS currency, ${sums(measure)} FROM ${from} WHERE ${where.sql} GROUP BY 1, 2
       )
       SELECT (period)::text, currency, ${names.map((name) => `sum("${name}") AS "${name}"`).join(', ')}
       FROM (SELECT *, ${periodStarts[granularity]} AS period FROM daily) AS d ${sets} ORDER BY period, currency`
    : `SELECT (period)::text, currency, ${sums(measure)}
       FROM (SELECT *, ${periodStarts[granularity]} AS period, ${currencyOf(measure)} AS currency
             FROM ${from} WHERE ${where.sql}) AS d ${sets} ORDER BY period, currency`;
  return { sql, parameters: where.parameters };
}

/** Row per group and currency, `keys` as a list in the order of `groupBy`, the largest first. */
export function groupsStatement(
  measure: Measure,
  period: Period,
  narrowing: Narrowing,
  groupBy: readonly Dimension[],
  limit: number,
): Statement {
  const where = new Conditions(period, narrowing, measure.source, measure.statistic.where);
  const from = measure.source.from.replaceAll('{range}', where.range);
  const keys = groupBy.map((dimension, index) => keyOf(measure.source.columns[dimension], index));
  const selected = keys.map(({ column, name }) => `${column} AS ${name}`);
  const facts = `(SELECT *, ${[...selected, `${currencyOf(measure)} AS of_currency`].join(', ')}
                  FROM ${from} WHERE ${where.sql}) AS f`;
  const groups =
    additive.has(measure.statistic.kind) && keys.some(({ isList }) => isList)
      ? byListFirst(measure, keys, facts)
      : byElement(measure, keys, facts);
  return {
    sql: `SELECT * FROM (${groups}) AS g
          WHERE cases <> 0 OR first <> 0 ORDER BY cases DESC, keys, currency LIMIT ${String(limit)}`,
    parameters: where.parameters,
  };
}

/** A column that is grouped by. */
interface Key {
  readonly column: string;
  /** Its value, or list of values, in a row of facts. */
  readonly name: string;
  /** One value of it. */
  readonly value: string;
  readonly isList: boolean;
}

function keyOf(column: Column | undefined, index: number): Key {
  if (!column) throw new Error('A dimension that the source lacks was not refused.');
  const name = `key_${String(index)}`;
  const isList = column.isList ?? false;
  return { column: column.sql, name, value: isList ? `value_${String(index)}` : name, isList };
}

const elements = (keys: readonly Key[]): string =>
  keys.map(({ name, value, isList }) => (isList ? `CROSS JOIN LATERAL unnest(${name}) AS ${value}` : '')).join(' ');

const keyList = (keys: readonly Key[]): string =>
  `ARRAY[${keys.map(({ value }) => `${value}::text`).join(', ')}]::text[] AS keys`;

const grouping = (names: readonly string[]): string => `GROUP BY ${[...names, 'of_currency'].join(', ')}`;

const byElement = (measure: Measure, keys: readonly Key[], facts: string): string =>
  `SELECT ${keyList(keys)}, of_currency AS currency, ${sums(measure)}
   FROM ${facts} ${elements(keys)} ${grouping(keys.map(({ value }) => value))}`;

/** Few lists are in many orders: each is taken apart once, not once per order. Only sums can be put together again. */
const byListFirst = (measure: Measure, keys: readonly Key[], facts: string): string =>
  `SELECT ${keyList(keys)}, of_currency AS currency, ${namesOf(measure)
    .map((name) => `sum("${name}") AS "${name}"`)
    .join(', ')}
   FROM (SELECT ${[...keys.map(({ name }) => name), 'of_currency'].join(', ')}, ${sums(measure)}
         FROM ${facts} ${grouping(keys.map(({ name }) => name))}) AS l ${elements(keys)}
   ${grouping(keys.map(({ value }) => value))}`;
