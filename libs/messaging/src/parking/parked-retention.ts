import type { DataSource } from 'typeorm';
import { sweep } from '../database/sweep.js';
import { SETTLED_DAYS } from './parking-limits.js';

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
  const total = await sweep(dataSource, SWEEP_SQL, [consumer, SETTLED_DAYS]);
  await dataSource.query(SWEEP_RUNS_SQL, [consumer, SETTLED_DAYS]);
  return total;
}
