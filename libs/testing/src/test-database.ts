import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** The environment variable that names the run's PostgreSQL; set it yourself to use one of your own. */
export const TEST_DATABASE_URL = 'TEST_DATABASE_URL';

/** A place on the run's PostgreSQL that belongs to one test file. */
export interface TestDatabase {
  /** For DATABASE_URL: the server. */
  readonly url: string;
  /** For DATABASE_PREFIX: unlike anybody else's. */
  readonly prefix: string;
  /** Drops every database with the prefix. */
  drop(): Promise<void>;
}

/**
 * Names a fresh place on the run's PostgreSQL: services started with its `url` and `prefix` make their
 * databases there.
 * @throws Error outside of the tiers that have a PostgreSQL (integration, e2e).
 */
export function createTestDatabase(): Promise<TestDatabase> {
  const url = process.env[TEST_DATABASE_URL];
  if (!url)
    return Promise.reject(new Error('This tier has no PostgreSQL: name the file *.int-spec.ts or *.e2e-spec.ts'));
  const prefix = `t${randomBytes(5).toString('hex')}_`;
  return Promise.resolve({ url, prefix, drop: () => dropDatabases(url, prefix) });
}

async function dropDatabases(url: string, prefix: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
      [prefix],
    );
    for (const { datname } of rows)
      await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(datname)} WITH (FORCE)`);
  } finally {
    await client.end();
  }
}
