import 'reflect-metadata';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, isUUID, Length, Max, Min } from 'class-validator';
import { textFault } from '../http/json-guard.js';
import { badRequest } from '../problems/problem.error.js';

/** Rows in a page when nobody says otherwise: a screen and a half. */
export const PAGE_LIMIT_DEFAULT = 50;
/** Rows in a page at most: keeps an answer under about 1 MiB. */
export const PAGE_LIMIT_MAX = 200;

/** The query of a list. Extend it for filters: unknown query parameters are refused. */
export class PageQuery {
  @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(PAGE_LIMIT_MAX) limit?: number;
  /** The `next` of the page before. */
  @IsOptional() @IsString() @Length(1, 1000) after?: string;
}

/** One page of a list. */
export interface Page<T> {
  readonly items: T[];
  /** Opaque; hand it in as `after` for the next page. Null on the last one. */
  readonly next: string | null;
}

/** Rows to read for a query: hand it to {@link pageOf}, and read one more than this. */
export const limitOf = (query: PageQuery): number => query.limit ?? PAGE_LIMIT_DEFAULT;

/**
 * Makes a page of rows. Read `limit + 1` rows: the one too many says that there is a next page.
 * @param cursorOf the sort values of a row, in the order of the sort; the next page starts after them.
 */
export function pageOf<T>(rows: readonly T[], limit: number, cursorOf: (row: T) => string[]): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null };
}

/** Writes sort values as an opaque cursor. */
export function encodeCursor(values: readonly string[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/** What a sort value may be; what a database would refuse must not reach it. */
const fits = {
  id: (value: string) => isUUID(value),
  time: (value: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) && !Number.isNaN(Date.parse(value)),
  count: (value: string) => /^\d{1,18}$/.test(value),
  text: (value: string) => textFault(value) === null,
} as const;
type CursorPart = keyof typeof fits;

type CursorOf<Parts extends readonly CursorPart[]> = { readonly [Index in keyof Parts]: string };

/**
 * Reads a cursor; null when there is none.
 * @param parts what the sort values of this list are, in the order of the sort.
 * @throws ProblemError 400 `INVALID_CURSOR` for anything that {@link encodeCursor} did not write for such a list.
 */
export function decodeCursor<const Parts extends readonly CursorPart[]>(
  after: string | undefined,
  ...parts: Parts
): CursorOf<Parts> | null {
  if (after === undefined || after === '') return null;
  const values = parse(after);
  const isOurs =
    Array.isArray(values) &&
    values.length === parts.length &&
    parts.every((part, index) => typeof values[index] === 'string' && fits[part](values[index]));
  if (!isOurs) throw invalidCursor();
  return values as unknown as CursorOf<Parts>;
}

/** For a list that reads its cursors itself. */
export const invalidCursor = (): Error =>
  badRequest('INVALID_CURSOR', 'after is not a cursor of this list.', [
    { pointer: '/query/after', code: 'INVALID_CURSOR', detail: 'Hand in the next of the page before, unchanged.' },
  ]);

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
