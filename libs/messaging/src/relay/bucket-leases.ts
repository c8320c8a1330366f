import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { DataSource } from 'typeorm';
import { BUCKETS } from '../outbox/key-bucket.js';
import type { HeldBucket } from './pending-messages.js';
import { LEASE_BELIEVED_MS, LEASE_MARGIN_MS, LEASE_MS } from './relay-limits.js';

/**
 * One round trip, on the database's clock alone: say that this relay lives, count who else does, give back what it
 * has too much, renew what it keeps and take what nobody holds up to its fair share.
 *
 * A relay whose own connection is gone from the database is dead at once; one whose connection cannot be seen is
 * dead when its lease is over. A lease renewed a moment ago is believed in any case: its connection may be younger
 * than what this statement sees of others. After waiting for a row, PostgreSQL checks the conditions on it again,
 * with the row as it is then and everything else as it was at the start: so they ask the row only, and neither a
 * renewal nor a take-over undoes what another relay did meanwhile.
 */
const RENEW_SQL = `
  WITH me AS (
    INSERT INTO outbox_relays (relay, backend_pid, expires_at)
    VALUES ($1, $4, clock_timestamp() + $2 * interval '1 millisecond')
    ON CONFLICT (relay) DO UPDATE SET backend_pid = excluded.backend_pid, expires_at = excluded.expires_at
  ), live AS MATERIALIZED (
    SELECT relay FROM outbox_relays
    WHERE expires_at > clock_timestamp()
      AND (backend_pid IS NULL OR backend_pid IN (SELECT pid FROM pg_stat_activity))
    UNION SELECT $1
  ), given AS (
    UPDATE outbox_buckets SET owner = NULL, backend_pid = NULL, expires_at = '-infinity'
    WHERE owner = $1 AND bucket = ANY ($3::smallint[])
  ), free AS (
    SELECT bucket FROM outbox_buckets
    WHERE owner IS DISTINCT FROM $1
      AND (expires_at < clock_timestamp()
        OR (expires_at < clock_timestamp() + ($2 - ${LEASE_BELIEVED_MS}) * interval '1 millisecond'
          AND backend_pid NOT IN (SELECT pid FROM pg_stat_activity)))
    ORDER BY bucket
    LIMIT greatest(0, ceil(${BUCKETS}.0 / (SELECT count(*) FROM live))::int
      - (SELECT count(*)::int FROM outbox_buckets WHERE owner = $1 AND bucket <> ALL ($3::smallint[])))
    FOR UPDATE SKIP LOCKED
  ), held AS (
    UPDATE outbox_buckets
    SET owner = $1,
        epoch = CASE WHEN owner = $1 THEN epoch ELSE epoch + 1 END,
        backend_pid = $4,
        expires_at = clock_timestamp() + $2 * interval '1 millisecond'
    WHERE (owner = $1 AND bucket <> ALL ($3::smallint[])) OR bucket IN (SELECT bucket FROM free)
    RETURNING bucket, epoch
  )
  SELECT (SELECT count(*)::int FROM live) AS relays, held.bucket, held.epoch
  FROM (VALUES (1)) AS always (one) LEFT JOIN held ON true ORDER BY held.bucket`;

interface RenewalRow {
  relays: number;
  bucket: number | null;
  epoch: string | null;
}

/**
 * Which buckets this relay may publish; all live relays share them evenly. A lease keeps two relays from doing the
 * same work; it cannot fence the broker against a relay that slept through its lease, so consumers guard versions
 * per key as well.
 */
export class BucketLeases {
  /** This relay's name in the tables, unlike any other's. */
  readonly owner = `${hostname()}:${process.pid}:${randomUUID()}`;
  private epochs: ReadonlyMap<number, string> = new Map();
  private leaving: ReadonlySet<number> = new Set();
  private trustedUntil = 0;
  private relays = 1;

  constructor(private readonly dataSource: DataSource) {}

  /** Buckets to publish from now. Those that are to be given back are not among them. */
  current(): HeldBucket[] {
    if (performance.now() >= this.trustedUntil) return [];
    return [...this.epochs]
      .filter(([bucket]) => !this.leaving.has(bucket))
      .map(([bucket, epoch]) => ({ bucket, epoch }));
  }

  /** Whether the lease of that epoch is still ours. */
  holds(bucket: number, epoch: string): boolean {
    return performance.now() < this.trustedUntil && this.epochs.get(bucket) === epoch;
  }

  /** Whether other relays are at work too. */
  get shared(): boolean {
    return this.relays > 1;
  }

  /** Whether buckets wait to be given back until their last publish has ended. */
  get overShare(): boolean {
    return this.leaving.size > 0;
  }

  /**
   * Renews, and moves towards the fair share.
   * @param busy whether a bucket still has messages on their way; only others are given back.
   * @param backendPid process of the database that serves this relay's own connection, null without one.
   */
  async renew(busy: (bucket: number) => boolean, backendPid: number | null): Promise<void> {
    const asked = performance.now();
    const given = [...this.leaving].filter((bucket) => !busy(bucket));
    // Not ours from this moment: what a read that is under way brings of them is for the next owner to publish.
    this.epochs = new Map([...this.epochs].filter(([bucket]) => !given.includes(bucket)));
    const rows = await this.dataSource.query<RenewalRow[]>(RENEW_SQL, [this.owner, LEASE_MS, given, backendPid]);
    const held = rows.flatMap(({ bucket, epoch }) => (bucket === null || epoch === null ? [] : [{ bucket, epoch }]));
    this.relays = rows[0]?.relays ?? 1;
    this.epochs = new Map(held.map(({ bucket, epoch }) => [bucket, epoch]));
    this.leaving = new Set(surplusOf(held, this.relays, busy));
    this.trustedUntil = asked + LEASE_MS - LEASE_MARGIN_MS;
  }

  /** Gives everything back, so that the next relay need not wait for the leases to run out. */
  async release(): Promise<void> {
    this.epochs = new Map();
    this.leaving = new Set();
    this.trustedUntil = 0;
    await this.dataSource.query(
      `WITH gone AS (DELETE FROM outbox_relays WHERE relay = $1)
       UPDATE outbox_buckets SET expires_at = '-infinity', owner = NULL WHERE owner = $1`,
      [this.owner],
    );
  }
}

/** What one of `relays` has above its share, idle buckets first. */
function surplusOf(held: readonly HeldBucket[], relays: number, busy: (bucket: number) => boolean): number[] {
  const surplus = Math.max(0, held.length - Math.ceil(BUCKETS / relays));
  const buckets = held.map(({ bucket }) => bucket);
  return [...buckets.filter((bucket) => !busy(bucket)), ...buckets.filter(busy)].slice(0, surplus);
}
