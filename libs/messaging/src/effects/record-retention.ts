import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { sweep } from '../database/sweep.js';

/** How long records of calls outside and of replays stay unless told otherwise, days: longer than a dispute takes. */
export const RECORDS_DAYS_DEFAULT = 90;
/** Bounds of it, days. Less than a month would be gone before the partner's invoice comes. */
export const RECORDS_DAYS_MIN = 30;
export const RECORDS_DAYS_MAX = 3_650;

const DAY_MS = 86_400_000;

/** Ids are in the order of time, so that the oldest are found at one end of the primary key. */
const SWEEP_ATTEMPTS_SQL = `
  DELETE FROM effect_attempts WHERE id = ANY (ARRAY(
    SELECT id FROM effect_attempts WHERE id < $1 AND outcome <> 'unknown' ORDER BY id LIMIT $2))`;

const SWEEP_REPLAYS_SQL = `
  DELETE FROM outbox_replays WHERE id = ANY (ARRAY(
    SELECT id FROM outbox_replays WHERE id < $1 AND finished_at IS NOT NULL ORDER BY id LIMIT $2))`;

/**
 * Deletes records of calls to the outside, and of replays from the archive, that are older than `days`. A call whose
 * outcome is unknown stays, however old: it is what keeps the call from being made twice. So does a replay that runs.
 * @returns how many records went.
 */
export async function sweepRecords(dataSource: DataSource, days: number): Promise<number> {
  const oldest = uuidv7({ msecs: Date.now() - days * DAY_MS });
  const attempts = await sweep(dataSource, SWEEP_ATTEMPTS_SQL, [oldest]);
  return attempts + (await sweep(dataSource, SWEEP_REPLAYS_SQL, [oldest]));
}
