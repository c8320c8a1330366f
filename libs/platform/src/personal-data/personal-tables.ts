import type { DataSource, EntityManager } from 'typeorm';
import type { PersonalDataBlocker, PersonalDataCount } from '#contracts';
import type { Blocker, PersonalTable, Retention } from './personal-data.js';

/** Orders of one statement: a customer has a few, a sweep hundreds. */
const ORDERS_MAX = 500;
/** Rows of one sweeping statement: short locks, and replicas keep up. */
const SWEEP_ROWS_MAX = 5_000;

/** Rows that have something to lose. An erased row is not touched again, so that asking twice costs and counts nothing. */
function stillPersonal({ columns, deleted, erasedWhere }: PersonalTable): string {
  const differs = Object.entries(columns).map(
    ([column, erased]) => `(${column})::text IS DISTINCT FROM (${erased})::text`,
  );
  const whatIsLeft = deleted ? 'true' : differs.length === 0 ? 'false' : `(${differs.join(' OR ')})`;
  return erasedWhere === undefined ? whatIsLeft : `${whatIsLeft} AND (${erasedWhere})`;
}

function eraseSql(table: PersonalTable, condition: string): string {
  if (table.deleted) return `DELETE FROM ${table.table} WHERE ${condition} AND ${stillPersonal(table)}`;
  const set = Object.entries({ ...table.columns, ...table.marks }).map(([column, erased]) => `${column} = ${erased}`);
  return `UPDATE ${table.table} SET ${set.join(', ')} WHERE ${condition} AND ${stillPersonal(table)}`;
}

/** Erases the rows of these orders. @returns how many had something to lose. */
export async function eraseRows(tx: EntityManager, table: PersonalTable, orderIds: readonly string[]): Promise<number> {
  let total = 0;
  if (Object.keys(table.columns).length === 0) return total;
  for (const some of inParts(orderIds)) {
    if (table.before !== undefined) await tx.query(table.before, [some]);
    const [, rows] = await tx.query<[unknown[], number]>(eraseSql(table, `(${table.ofOrders})`), [some]);
    total += rows;
  }
  return total;
}

/** How many rows of these orders have something to lose. */
export async function countRows(tx: EntityManager, table: PersonalTable, orderIds: readonly string[]): Promise<number> {
  let total = 0;
  for (const some of inParts(orderIds)) {
    const sql = `SELECT count(*)::int AS rows FROM ${table.table} WHERE (${table.ofOrders}) AND ${stillPersonal(table)}`;
    const [row] = await tx.query<{ rows: number }[]>(sql, [some]);
    total += row?.rows ?? 0;
  }
  return total;
}

/** The rows of these orders, whole but for what is withheld. */
export async function exportRows(
  tx: EntityManager,
  table: PersonalTable,
  orderIds: readonly string[],
): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for (const some of inParts(orderIds)) {
    const found = await tx.query<{ row: Record<string, unknown> }[]>(
      `SELECT to_jsonb(t) - $2::text[] AS row FROM ${table.table} t WHERE ${table.ofOrders}`,
      [some, table.withheld ?? []],
    );
    rows.push(...found.map(({ row }) => row));
  }
  return rows;
}

/** Why data of these orders cannot go yet. */
export async function blockersOf(
  tx: EntityManager,
  blockers: readonly Blocker[],
  orderIds: readonly string[],
): Promise<PersonalDataBlocker[]> {
  const found: PersonalDataBlocker[] = [];
  for (const { code, sql } of blockers)
    for (const some of inParts(orderIds)) {
      const rows = await tx.query<{ order_id: string; subject_id: string }[]>(sql, [some]);
      found.push(...rows.map((row) => ({ code, orderId: row.order_id, subjectId: row.subject_id })));
    }
  return found;
}

/**
 * Erases what is older than its days, a few thousand rows a statement.
 * @returns how many rows.
 */
export async function sweepRows(
  dataSource: DataSource,
  table: PersonalTable,
  { since, where = 'true' }: Retention,
  days: number,
): Promise<number> {
  const old = `${since} < now() - make_interval(days => $1) AND (${where})`;
  const condition = `ctid = ANY (ARRAY(
    SELECT ctid FROM ${table.table} WHERE ${old} AND ${stillPersonal(table)} LIMIT ${String(SWEEP_ROWS_MAX)}))`;
  let total = 0;
  for (;;) {
    const [, rows] = await dataSource.query<[unknown[], number]>(eraseSql(table, condition), [days]);
    total += rows;
    if (rows < SWEEP_ROWS_MAX) return total;
  }
}

/** Counts without the kinds of which there is nothing. */
export function presentCounts(counts: readonly PersonalDataCount[]): PersonalDataCount[] {
  const byKind = new Map<string, number>();
  for (const { kind, rows } of counts) byKind.set(kind, (byKind.get(kind) ?? 0) + rows);
  return [...byKind].filter(([, rows]) => rows > 0).map(([kind, rows]) => ({ kind, rows }));
}

function* inParts(orderIds: readonly string[]): Generator<readonly string[]> {
  for (let from = 0; from < orderIds.length; from += ORDERS_MAX) yield orderIds.slice(from, from + ORDERS_MAX);
}
