/** A place on the run's PostgreSQL that belongs to one test file. */
export interface TestDatabase {
  /** For DATABASE_URL: the server. */
  readonly url: string;
  /** For DATABASE_PREFIX: unlike anybody else's. */
  readonly prefix: string;
  /** Drops every database with the prefix. */
  drop(): Promise<void>;
}

/** Names a fresh place on the run's PostgreSQL. */
export function createTestDatabase(): Promise<TestDatabase> {
  return Promise.reject(new Error('not started'));
}
