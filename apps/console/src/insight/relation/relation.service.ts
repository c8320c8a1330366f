import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { estimateOf, type Estimate } from '../domain/estimate.js';
import { spearman, type Correlation, type Pairs } from '../domain/rank-correlation.js';
import { kaplanMeier, logRank, type LogRank, type SurvivalCurve, type Watched } from '../domain/survival.js';
import type { Worded } from '../measures/measure.js';
import type { Narrowing, Period } from '../measures/measure-sql.js';
import { readFacts } from '../read-facts.js';
import { scatterOf } from './scatter.js';
import {
  GROUPS_SQL,
  LANDMARK_DAYS,
  MEDIAN_SQL,
  OPINIONS_SQL,
  pairings,
  pairsSql,
  SOON_DAYS,
  WATCHED_SQL,
  type PairingName,
} from './relation-statements.js';

/** How the customer of an order was served. */
export const serviceGroups = ['no-complaint', 'answered-fast', 'answered-slowly', 'not-answered'] as const;
export type ServiceGroup = (typeof serviceGroups)[number];

/** Customers are watched for a year; later hardly anybody is left to watch. */
const WATCHED_DAYS_MAX = 365;

export interface GroupComparison {
  readonly name: ServiceGroup;
  readonly orders: number;
  /** Share that ordered again within {@link SOON_DAYS}, of the orders that are old enough to tell. */
  readonly boughtAgain: Estimate;
  readonly nps: Estimate;
  readonly csat: Estimate;
}

export interface RelationAnswer {
  readonly warning: Worded;
  readonly soonDays: number;
  readonly landmarkDays: number;
  /** Business seconds until the first answer: who waited no longer was answered fast. Null without answers. */
  readonly fastSeconds: number | null;
  readonly correlations: readonly (Correlation & { readonly name: PairingName; readonly points: readonly Pairs[] })[];
  readonly groups: readonly GroupComparison[];
  readonly curves: readonly (SurvivalCurve & { readonly name: ServiceGroup | 'complaint' })[];
  readonly tests: readonly { readonly of: readonly [string, string]; readonly result: LogRank | null }[];
}

const warning: Worded = {
  en: 'These figures show what goes together, not what causes what. Customers who complain differ from those who do not, and hard cases take longer to answer; only an experiment could tell the rest.',
  tr: 'Bu rakamlar neyin neyle birlikte gittiğini gösterir, neyin neye yol açtığını değil. Şikâyet eden müşteri etmeyenden farklıdır, zor konuların yanıtı da daha uzun sürer; gerisini ancak bir deney söyleyebilir.',
};

interface GroupRow {
  readonly name: ServiceGroup;
  readonly orders: number;
  readonly old: number;
  readonly again: number;
}
interface OpinionRow {
  readonly name: ServiceGroup;
  readonly kind: 'nps' | 'csat';
  readonly answers: number;
  readonly good: number;
  readonly bad: number;
}
type WatchedRow = Watched & { readonly name: ServiceGroup };

/**
 * How the quality of support goes together with satisfaction and with buying again.
 *
 * Curves begin at a landmark (Anderson, Cain and Gelber 1983, J. Clin. Oncol. 1): a customer has to come back late
 * enough to complain first, so from the first day on those who complain would seem the more faithful ones.
 */
@Injectable()
export class RelationService {
  constructor(private readonly dataSource: DataSource) {}

  async relate({ from, to }: Period, { merchant, country }: Narrowing): Promise<RelationAnswer> {
    const scope = [from, to, merchant ?? null, country ?? null];
    const [median] = await this.ask<{ seconds: number | null }>(MEDIAN_SQL, scope);
    const fastSeconds = median?.seconds ?? null;
    const split = [...scope, fastSeconds ?? 0];
    const [correlations, groups, opinions, watched] = await Promise.all([
      this.correlations(scope),
      this.ask<GroupRow>(GROUPS_SQL, split),
      this.ask<OpinionRow>(OPINIONS_SQL, split),
      this.ask<WatchedRow>(WATCHED_SQL, split),
    ]);
    return {
      ...{ warning, soonDays: SOON_DAYS, landmarkDays: LANDMARK_DAYS, fastSeconds, correlations },
      groups: serviceGroups.map((name) => comparisonOf(name, groups, opinions)),
      ...survivalOf(watched.map(untilTheEnd)),
    };
  }

  private ask<Row>(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    return readFacts<Row>(this.dataSource, sql, parameters);
  }

  private correlations(scope: readonly unknown[]): Promise<RelationAnswer['correlations']> {
    const names = Object.keys(pairings) as PairingName[];
    return Promise.all(
      names.map(async (name) => {
        const pairs = await this.ask<Pairs>(pairsSql(pairings[name]), scope);
        return { name, ...spearman(pairs), points: scatterOf(pairs) };
      }),
    );
  }
}

function comparisonOf(
  name: ServiceGroup,
  groups: readonly GroupRow[],
  opinions: readonly OpinionRow[],
): GroupComparison {
  const { orders, old, again } = groups.find((row) => row.name === name) ?? { orders: 0, old: 0, again: 0 };
  const said = (kind: OpinionRow['kind']) => {
    const row = opinions.find((one) => one.name === name && one.kind === kind);
    return { cases: row?.answers ?? 0, first: row?.good ?? 0, second: row?.bad ?? 0 };
  };
  return {
    ...{ name, orders },
    boughtAgain: estimateOf('share', { cases: old, first: again, second: 0 }),
    nps: estimateOf('net-promoters', said('nps')),
    csat: estimateOf('share', said('csat')),
  };
}

/** Who had not bought by the last day that is watched has not bought. */
const untilTheEnd = (row: WatchedRow): WatchedRow =>
  row.days > WATCHED_DAYS_MAX ? { ...row, days: WATCHED_DAYS_MAX, bought: false } : row;

function survivalOf(watched: readonly WatchedRow[]): Pick<RelationAnswer, 'curves' | 'tests'> {
  const of = (...names: readonly ServiceGroup[]): WatchedRow[] => watched.filter(({ name }) => names.includes(name));
  const complained = of('answered-fast', 'answered-slowly', 'not-answered');
  const curve = (name: ServiceGroup | 'complaint', rows: readonly Watched[]) => ({ name, ...kaplanMeier(rows) });
  return {
    curves: [
      curve('no-complaint', of('no-complaint')),
      curve('complaint', complained),
      curve('answered-fast', of('answered-fast')),
      curve('answered-slowly', of('answered-slowly')),
    ],
    tests: [
      { of: ['no-complaint', 'complaint'], result: logRank(of('no-complaint'), complained) },
      { of: ['answered-fast', 'answered-slowly'], result: logRank(of('answered-fast'), of('answered-slowly')) },
    ],
  };
}
