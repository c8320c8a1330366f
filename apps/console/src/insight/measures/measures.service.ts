import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { estimateOf, type Estimate, type Sums } from '../domain/estimate.js';
import type { HoldOut } from '../domain/purchase-rates.js';
import { readFacts } from '../read-facts.js';
import { measures } from './catalogue.js';
import type { Dimension, Measure } from './measure.js';
import type { MeasureQuestion } from './measure-question.js';
import { groupsStatement, seriesStatement, type Statement } from './measure-sql.js';
import { PredictedValueService } from './predicted-value.service.js';

/** Groups that are told apart in one answer; whoever needs more narrows the question. */
const GROUPS_MAX = 200;

interface Valued extends Estimate {
  /** Null where the value is no money. */
  readonly currency: string | null;
  /** Sums that the value is made of, in minor units; null where it is not made of any. */
  readonly parts: Readonly<Record<string, number>> | null;
}

export interface MeasureAnswer {
  /** One per currency; one without when the measure knows none, or nothing happened. */
  readonly totals: readonly Valued[];
  /** First days of the periods in which anything happened, ascending. */
  readonly series: readonly (Valued & { readonly period: string })[];
  /** The largest first. */
  readonly groups: readonly (Valued & { readonly key: Readonly<Partial<Record<Dimension, string | null>>> })[];
  /** There are more groups than are told. */
  readonly more: boolean;
  /** Of a prediction: how wrong it would have been. */
  readonly holdOut: HoldOut | null;
}

interface Row extends Sums {
  readonly currency: string | null;
  readonly parts: Readonly<Record<string, number>>;
}
type SeriesRow = Row & { readonly period: string | null };
type GroupRow = Row & { readonly keys: readonly (string | null)[] };

@Injectable()
export class MeasuresService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly predicted: PredictedValueService,
  ) {}

  async answer(question: MeasureQuestion): Promise<MeasureAnswer> {
    const measure = measures.get(question.entry.id);
    if (!measure) return this.predict(question);
    const { period, narrowing, granularity, groupBy } = question;
    const [rows, groups] = await Promise.all([
      this.read<SeriesRow>(measure, seriesStatement(measure, period, narrowing, granularity)),
      groupBy.length === 0 ? [] : this.groups(measure, question),
    ]);
    const value = valuesOf(measure);
    const totals = value(rows.filter((row) => row.period === null));
    return {
      totals: totals.length > 0 ? totals : [{ ...estimateOf(measure.statistic.kind, nothing), ...noMoney }],
      series: value(rows.filter(isPoint)),
      groups: groups.slice(0, GROUPS_MAX),
      more: groups.length > GROUPS_MAX,
      holdOut: null,
    };
  }

  private async predict(question: MeasureQuestion): Promise<MeasureAnswer> {
    const { totals, series, holdOut } = await this.predicted.predict(question);
    return {
      totals: totals.length > 0 ? totals.map(withoutParts) : [{ ...estimateOf('mean', nothing), ...noMoney }],
      series: series.map(withoutParts),
      ...{ groups: [], more: false, holdOut },
    };
  }

  private async groups(measure: Measure, question: MeasureQuestion): Promise<MeasureAnswer['groups']> {
    const { groupBy } = question;
    const { hits } = measure;
    const rows =
      hits && groupBy.includes(hits.dimension)
        ? await this.hitGroups(measure, hits, question)
        : await this.read<GroupRow>(measure, this.groupsOf(measure, question, groupBy));
    return valuesOf(measure)(rows).map(({ keys, ...row }) => ({
      ...row,
      key: Object.fromEntries(groupBy.map((dimension, index) => [dimension, keys[index] ?? null])),
    }));
  }

  /** What happened by the dimension of another table, over the cases of this one by the dimensions that it has. */
  private async hitGroups(
    measure: Measure,
    { dimension, source, first }: NonNullable<Measure['hits']>,
    question: MeasureQuestion,
  ): Promise<GroupRow[]> {
    const { groupBy } = question;
    const rest = groupBy.filter((name) => name !== dimension);
    const happened: Measure = { ...measure, source, statistic: { kind: 'sum', cases: first, first } };
    const [hitRows, caseRows] = await Promise.all([
      this.read<GroupRow>(happened, this.groupsOf(happened, question, groupBy)),
      this.read<GroupRow>(measure, this.groupsOf(measure, question, rest)),
    ]);
    const casesOf = new Map(caseRows.map((row) => [JSON.stringify(row.keys), row.cases]));
    return hitRows.map((row) => {
      const keys = row.keys.filter((_, index) => groupBy[index] !== dimension);
      return { ...row, cases: casesOf.get(JSON.stringify(keys)) ?? 0 };
    });
  }

  private groupsOf(measure: Measure, { period, narrowing }: MeasureQuestion, by: readonly Dimension[]): Statement {
    return groupsStatement(measure, period, narrowing, by, GROUPS_MAX + 1);
  }

  private async read<R extends Row>(measure: Measure, { sql, parameters }: Statement): Promise<R[]> {
    const names = Object.keys(measure.parts ?? {});
    const rows = await readFacts<R & Record<string, number>>(this.dataSource, sql, parameters);
    return rows.map((row) => {
      const others = Object.entries(row).filter(([name]) => !names.includes(name));
      return { ...Object.fromEntries(others), parts: Object.fromEntries(names.map((name) => [name, row[name]])) } as R;
    });
  }
}

/** Whether it is a period in which anything happened. */
const isPoint = (row: SeriesRow): row is SeriesRow & { period: string } =>
  row.period !== null && (row.cases !== 0 || row.first !== 0);

const nothing: Sums = { cases: 0, first: 0, second: 0 };
const noMoney = { currency: null, parts: null } as const;
const withoutParts = <T extends object>(value: T): T & { parts: null } => ({ ...value, parts: null });

/** Rows with their values in place of their sums. */
const valuesOf =
  (measure: Measure) =>
  <R extends Row>(rows: readonly R[]): (Omit<R, keyof Row> & Valued)[] => {
    const allCases = measure.sharesCases ? sharedCases(rows) : undefined;
    return rows.map((row) => {
      const { cases, first, second, currency, parts, ...place } = row;
      const estimate = estimateOf(measure.statistic.kind, { cases: allCases?.(row) ?? cases, first, second });
      return { ...place, ...estimate, currency, parts: measure.parts ? parts : null };
    });
  };

/** Cases of a row's place in all currencies together. */
function sharedCases(rows: readonly Row[]): (row: Row) => number {
  const placeOf = ({ period, keys }: Partial<SeriesRow & GroupRow>): string => JSON.stringify([period, keys]);
  const cases = new Map<string, number>();
  for (const row of rows) cases.set(placeOf(row), (cases.get(placeOf(row)) ?? 0) + row.cases);
  return (row) => cases.get(placeOf(row)) ?? 0;
}
