import type { DataSource, EntityManager } from 'typeorm';

/** A statement of the hot path. PostgreSQL plans it once per connection instead of at each call. */
export interface PreparedStatement {
  /** Unique in the service's database connections. */
  readonly name: string;
  readonly text: string;
}

/** What this needs of pg's client, and of its pool. */
interface PgQueryable {
  query(query: { name: string; text: string; values: unknown[] }): Promise<{ rows: unknown[]; rowCount: number }>;
}

/**
 * Runs a prepared statement on the transaction's own connection. typeorm cannot prepare; measured on a busy
 * machine, planning these statements anew costs as much as running them.
 */
export async function preparedQuery<Row>(
  tx: EntityManager,
  { name, text }: PreparedStatement,
  values: unknown[],
): Promise<Row[]> {
  if (!tx.queryRunner) return tx.query<Row[]>(text, values);
  const client = (await tx.queryRunner.connect()) as PgQueryable;
  const { rows } = await client.query({ name, text, values });
  return rows as Row[];
}

/** Runs a prepared statement by itself, on whichever connection of the pool is free. */
export async function preparedOnPool<Row>(
  dataSource: DataSource,
  { name, text }: PreparedStatement,
  values: unknown[],
): Promise<Row[]> {
  const { master: pool } = dataSource.driver as unknown as { master: PgQueryable };
  const { rows } = await pool.query({ name, text, values });
  return rows as Row[];
}
