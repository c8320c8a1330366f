import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { SETTLED_DAYS, SETTLED_SWEEP_MS, SETTLED_SWEEP_ROWS_MAX } from './parking-limits.js';

const SWEEP_SQL = `
  DELETE FROM parked_messages WHERE id = ANY (ARRAY(
    SELECT id FROM parked_messages WHERE consumer = $1 AND settled_at < now() - $2 * interval '1 day' LIMIT $3))`;

const SWEEP_RUNS_SQL = `
  DELETE FROM parked_replays r
  WHERE consumer = $1 AND requested_at < now() - $2 * interval '1 day'
    AND NOT EXISTS (SELECT FROM parked_messages p WHERE p.replay_id = r.id)`;

/**
 * Deletes settled messages that nobody asks about any more. A late duplicate of one is still dropped: the key's
 * version is kept for ever. Unsettled messages stay, however old.
 * @returns how many messages went.
 */
export async function sweepSettled(dataSource: DataSource, consumer: string): Promise<number> {
  let total = 0;
  for (;;) {
    const parameters = [consumer, SETTLED_DAYS, SETTLED_SWEEP_ROWS_MAX];
    const [, deleted] = await dataSource.query<[unknown[], number]>(SWEEP_SQL, parameters);
    total += deleted;
    if (deleted < SETTLED_SWEEP_ROWS_MAX) break;
  }
  await dataSource.query(SWEEP_RUNS_SQL, [consumer, SETTLED_DAYS]);
  return total;
}

/** Sweeps each hour. @returns a function that ends it. */
export function sweepSettledRegularly(dataSource: DataSource, consumer: string): () => void {
  const logger = new Logger('Parking');
  const timer = setInterval(() => {
    sweepSettled(dataSource, consumer).catch((error: unknown) => {
      logger.warn(`Settled messages were not swept: ${error instanceof Error ? error.message : String(error)}`);
    });
  }, SETTLED_SWEEP_MS);
  timer.unref();
  return () => clearInterval(timer);
}
