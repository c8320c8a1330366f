import type { EntityManager } from 'typeorm';

/** A statement of the hot path. PostgreSQL plans it once per connection instead of at each call. */
export interface PreparedStatement {
  /** Unique in the service's database connections. */
  readonly name: string;
  readonly text: string;
}

/** What this needs of pg's client. */
interface PgClient {
  query(query: { name: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
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
  const client = (await tx.queryRunner.connect()) as PgClient;
  const { rows } = await client.query({ name, text, values });
  return rows as Row[];
}
