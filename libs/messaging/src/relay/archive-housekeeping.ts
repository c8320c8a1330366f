import type { DataSource, EntityManager } from 'typeorm';
import { Loop } from '../concurrency/loop.js';
import { ARCHIVE_SLOT_HOURS, ARCHIVE_SLOTS } from '../outbox/archive-slots.js';
import { HOUSEKEEPING_LOCK_MS, HOUSEKEEPING_MS, RETRY_BASE_MS, RETRY_MAX_MS } from './relay-limits.js';

/** Advisory lock under which one of a service's processes keeps house; any fixed number will do. */
const HOUSEKEEPING_LOCK = 7_301_010;

/** Slots none of whose events may still be wanted, by the database's clock. */
const PAST_SLOTS_SQL = `
  SELECT slot FROM generate_series(0, ${ARCHIVE_SLOTS - 1}) AS slot
  WHERE slot NOT IN (
    SELECT (floor(date_part('epoch', at) / ${ARCHIVE_SLOT_HOURS * 3_600}))::bigint % ${ARCHIVE_SLOTS}
    FROM generate_series(
      now() - $1 * interval '1 hour', now() + interval '${2 * ARCHIVE_SLOT_HOURS} hours',
      interval '${ARCHIVE_SLOT_HOURS} hours') AS at)
  ORDER BY slot`;

/** Empties the archive's oldest slots as wholes, and forgets relays that died. */
export class ArchiveHousekeeping {
  private readonly loop: Loop;

  /** @param hours how long published events stay at the least. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly hours: number,
  ) {
    this.loop = new Loop('keep house in the outbox', { baseMs: RETRY_BASE_MS, maxMs: RETRY_MAX_MS }, async () => {
      await this.keepHouse();
      return HOUSEKEEPING_MS;
    });
  }

  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /**
   * One round. When another process is at it, there is nothing to do.
   * @returns the slots that were emptied.
   */
  async keepHouse(): Promise<number[]> {
    const past = await this.dataSource.query<{ slot: number }[]>(PAST_SLOTS_SQL, [this.hours]);
    const emptied: number[] = [];
    for (const { slot } of past)
      if (await this.dataSource.transaction((tx) => this.emptied(tx, slot))) emptied.push(slot);
    await this.dataSource.query(`DELETE FROM outbox_relays WHERE expires_at < clock_timestamp() - interval '1 hour'`);
    return emptied;
  }

  private async emptied(tx: EntityManager, slot: number): Promise<boolean> {
    const table = `outbox_archive_${slot}`;
    if (!(await any(tx, `SELECT 1 FROM ${table} LIMIT 1`))) return false;
    const [lock] = await tx.query<{ got: boolean }[]>('SELECT pg_try_advisory_xact_lock($1) AS got', [
      HOUSEKEEPING_LOCK,
    ]);
    if (!lock?.got) return false;
    await tx.query(`SET LOCAL lock_timeout = ${HOUSEKEEPING_LOCK_MS}`);
    // From here nobody appends to this slot: what is not pending now never will be.
    await tx.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    // After a long stop the ring may have come round: then the slot holds young events too, and old ones stay longer.
    const young = `
      SELECT 1 FROM (SELECT appended_at FROM ${table} ORDER BY seq DESC LIMIT 1) AS newest
      WHERE appended_at > now() - $1 * interval '1 hour'`;
    if (await any(tx, young, [this.hours])) return false;
    if (await any(tx, 'SELECT 1 FROM outbox_pending WHERE slot = $1 LIMIT 1', [slot])) return false;
    await tx.query(`TRUNCATE ${table}`);
    return true;
  }
}

async function any(tx: EntityManager, sql: string, parameters: unknown[] = []): Promise<boolean> {
  return (await tx.query<unknown[]>(sql, parameters)).length > 0;
}
