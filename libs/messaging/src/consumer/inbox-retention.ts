import type { DataSource } from 'typeorm';
import { sweep } from '../database/sweep.js';
import { INBOX_DAYS } from './consumer-limits.js';

const SWEEP_SQL = `
  DELETE FROM inbox WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM inbox WHERE consumer = $1 AND handled_at < now() - $2 * interval '1 day' LIMIT $3))`;

/**
 * Deletes inbox rows that are older than any redelivery. Safe even for an older one: the key's version is kept
 * for ever and drops it.
 * @returns how many rows went.
 */
export function sweepInbox(dataSource: DataSource, consumer: string): Promise<number> {
  return sweep(dataSource, SWEEP_SQL, [consumer, INBOX_DAYS]);
}
