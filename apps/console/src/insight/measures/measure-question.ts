import { IsIn, IsISO8601, IsOptional, IsString, IsUUID, Length, Matches } from 'class-validator';
import { badRequest, merchantScope, notFound, unprocessable, type Actor } from '#platform';
import { catalogue, type CatalogueEntry } from './catalogue.js';
import { dimensions, granularities, type Dimension, type Granularity } from './measure.js';
import type { Narrowing, Period } from './measure-sql.js';

/** Days of a series at most: five years. */
const DAYS_MAX = 1_830;
/** What is asked about when nobody says: the last thirty days. */
const DAYS_DEFAULT = 30;
const DAY_MS = 86_400_000;
/** Dimensions told apart at once where a measure can: supplier and SKU, for instance. */
const PAIR = 2;

const Day = (): PropertyDecorator => (target, key) => {
  IsISO8601({ strict: true })(target, key);
  Matches(/^\d{4}-\d\d-\d\d$/)(target, key);
};

/** What a figure can be narrowed to, whichever it is. */
export class ScopeQuery {
  /** Days in UTC, both included. */
  @IsOptional() @Day() from?: string;
  @IsOptional() @Day() to?: string;
  @IsOptional() @IsUUID() merchantId?: string;
  @IsOptional() @IsString() @Length(2, 2) country?: string;
}

export class MeasureQuery extends ScopeQuery {
  @IsOptional() @IsUUID() supplierId?: string;
  @IsOptional() @IsString() @Length(1, 200) sku?: string;
  @IsOptional() @IsString() @Length(1, 50) carrier?: string;
  @IsOptional() @IsString() @Length(1, 50) reason?: string;
  @IsOptional() @IsString() @Length(1, 50) type?: string;
  @IsOptional() @IsString() @Length(1, 50) cause?: string;
  @IsOptional() @IsString() @Length(1, 50) party?: string;
  @IsOptional() @IsIn(granularities) granularity?: Granularity;
  /** One dimension or two, with a comma between. */
  @IsOptional() @IsString() @Length(1, 50) groupBy?: string;
}

/** A question that can be answered. */
export interface MeasureQuestion {
  readonly entry: CatalogueEntry;
  readonly period: Period;
  readonly narrowing: Narrowing;
  readonly granularity: Granularity;
  readonly groupBy: readonly Dimension[];
}

/**
 * @throws ProblemError 404 `MEASURE_NOT_FOUND`, 400 `INVALID_PERIOD`, 403 for another merchant's figures, 422
 *   `UNKNOWN_DIMENSION` for what the measure cannot be narrowed to or told apart by.
 */
export function questionOf(actor: Actor, id: string, query: MeasureQuery, now: Date): MeasureQuestion {
  const entry = catalogue.find((candidate) => candidate.id === id);
  if (!entry) throw notFound('MEASURE_NOT_FOUND', `There is no measure ${id}. GET /v1/insight/measures lists them.`);
  const period = periodOf(query, now);
  const groupBy = groupByOf(entry, query.groupBy);
  const narrowing = narrowingOf(actor, query);
  const foreign = Object.keys(narrowing).find((name) => !entry.filters.includes(name as Dimension));
  if (foreign !== undefined) throw unknownDimension(`/query/${foreign}`, entry, entry.filters);
  return { entry, period, narrowing, groupBy, granularity: query.granularity ?? 'day' };
}

/** @throws ProblemError 400 `INVALID_PERIOD` */
export function periodOf({ from, to }: ScopeQuery, now: Date): Period {
  const last = to ?? dayOf(now.getTime());
  const first = from ?? dayOf(Date.parse(last) - (DAYS_DEFAULT - 1) * DAY_MS);
  const days = (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
  if (!(days >= 1 && days <= DAYS_MAX)) {
    const detail = `from must not be after to, and no more than ${String(DAYS_MAX)} days lie between.`;
    throw badRequest('INVALID_PERIOD', detail);
  }
  return { from: first, to: last };
}

const dayOf = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10);

/** What the query narrows to; a merchant's key narrows to its merchant. */
export function narrowingOf(actor: Actor, query: MeasureQuery): Narrowing {
  const merchant = merchantScope(actor, query.merchantId) ?? undefined;
  const { supplierId: supplier, sku, carrier, country, reason, type, cause, party } = query;
  const all = { merchant, supplier, sku, carrier, country, reason, type, cause, party };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function groupByOf(entry: CatalogueEntry, text: string | undefined): Dimension[] {
  if (text === undefined) return [];
  const names = [...new Set(text.split(','))];
  const known = names.filter((name): name is Dimension => dimensions.some((dimension) => dimension === name));
  const isFine = known.length === names.length && known.every((name) => entry.groupBy.includes(name));
  if (!isFine || known.length > (entry.pairs ? PAIR : 1))
    throw unknownDimension('/query/groupBy', entry, entry.groupBy);
  return known;
}

const unknownDimension = (pointer: string, { id }: CatalogueEntry, allowed: readonly Dimension[]): Error =>
  unprocessable('UNKNOWN_DIMENSION', `The measure ${id} does not have this dimension.`, [
    { pointer, code: 'UNKNOWN_DIMENSION', detail: `It has: ${allowed.length === 0 ? 'none' : allowed.join(', ')}.` },
  ]);
