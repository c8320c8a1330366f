import { setTimeout as delay } from 'node:timers/promises';
import { Client, type QueryResultRow } from 'pg';

const RETRY_MS = 250;
/** A database that was killed is back long before. */
const BACK_WITHIN_MS = 90_000;
const STATEMENT_MS = 30_000;

/** A checker's eye on one service's database. It survives that the server is killed: it asks again. */
export class Database {
  private client: Client | null = null;

  /** @param url asked for at each connection. */
  constructor(private readonly url: () => string) {}

  /** For questions and for changes that may be made twice. */
  async rows<Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    const deadline = Date.now() + BACK_WITHIN_MS;
    for (;;) {
      try {
        const client = await this.connected();
        return (await client.query<Row>(sql, [...values])).rows;
      } catch (error) {
        await this.end();
        if (Date.now() > deadline || isMistake(error)) throw error;
        await delay(RETRY_MS);
      }
    }
  }

  async end(): Promise<void> {
    const { client } = this;
    this.client = null;
    await client?.end().catch(() => undefined);
  }

  private async connected(): Promise<Client> {
    if (this.client) return this.client;
    const client = new Client({
      connectionString: this.url(),
      connectionTimeoutMillis: 5_000,
      query_timeout: STATEMENT_MS,
    });
    client.on('error', () => undefined);
    await client.connect();
    this.client = client;
    return client;
  }
}

/** Classes 42 and 22: the question itself is wrong. */
const isMistake = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(42|22)/.test(error.code);
