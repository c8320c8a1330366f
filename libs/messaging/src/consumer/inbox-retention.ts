import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { INBOX_DAYS, INBOX_SWEEP_MS, INBOX_SWEEP_ROWS_MAX } from './consumer-limits.js';

const SWEEP_SQL = `
  DELETE FROM inbox WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM inbox WHERE consumer = $1 AND handled_at < now() - $2 * interval '1 day' LIMIT $3))`;

/**
 * Deletes inbox rows that are older than any redelivery. Safe even for an older one: the key's version is kept
 * for ever and drops it.
 * @returns how many rows went.
 */
export async function sweepInbox(dataSource: DataSource, consumer: string): Promise<number> {
  let total = 0;
  for (;;) {
    const [, deleted] = await dataSource.query<[unknown[], number]>(SWEEP_SQL, [
      consumer,
      INBOX_DAYS,
      INBOX_SWEEP_ROWS_MAX,
    ]);
    total += deleted;
    if (deleted < INBOX_SWEEP_ROWS_MAX) return total;
  }
}

/** Sweeps each hour. @returns a function that ends it. */
export function sweepInboxRegularly(dataSource: DataSource, consumer: string): () => void {
  const logger = new Logger('Inbox');
  const timer = setInterval(() => {
    sweepInbox(dataSource, consumer).catch((error: unknown) => {
      logger.warn(`Inbox was not swept: ${error instanceof Error ? error.message : String(error)}`);
    });
  }, INBOX_SWEEP_MS);
  timer.unref();
  return () => clearInterval(timer);
}
