import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { databaseUrl } from './database-name.js';

/** How long a service waits for a PostgreSQL that is still starting or being restarted. */
const SERVER_WAIT_MS = 30_000;
const SERVER_RETRY_MS = 250;
/** One connection attempt. */
const CONNECT_TIMEOUT_MS = 5_000;
/** Advisory lock under which databases are created; any fixed number will do. */
const CREATE_LOCK = 7_301_001;

const DATABASE_MISSING = '3D000';
/** Starting, stopping, recovering, too many connections; and what the network says. */
const waitCodes = new Set([
  '57P03',
  '57P01',
  '53300',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/**
 * Makes sure that a service's database exists. Several starters at the same time create it once.
 * Waits up to 30 seconds for the server.
 */
export async function ensureDatabase(serverUrl: string, database: string): Promise<void> {
  const own = await connectWhenUp(databaseUrl(serverUrl, database));
  if (own) {
    await own.end();
    return;
  }
  const admin = await connectWhenUp(serverUrl);
  if (!admin) throw new Error('The database that DATABASE_URL names does not exist.');
  try {
    await admin.query('SELECT pg_advisory_lock($1)', [CREATE_LOCK]);
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0)
      await admin.query(`CREATE DATABASE ${admin.escapeIdentifier(database)} TEMPLATE template0 ENCODING 'UTF8'`);
  } finally {
    // Ending the session gives the lock back.
    await admin.end();
  }
}

/** Null when the server answers but the database does not exist. */
async function connectWhenUp(connectionString: string): Promise<pg.Client | null> {
  const deadline = Date.now() + SERVER_WAIT_MS;
  for (;;) {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
    // A connection that breaks while idle must not end the process.
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      const code = codeOf(error);
      if (code === DATABASE_MISSING) return null;
      if (!waitCodes.has(code) || Date.now() > deadline) throw error;
    }
    await delay(SERVER_RETRY_MS);
  }
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
