import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { DataSource } from 'typeorm';
import { LEASE_MARGIN_MS, LEASE_MS, LEASE_RENEW_MS } from './relay-limits.js';

/** Renews what is ours and takes what nobody holds, on the database's clock alone. */
const CLAIM_SQL = `
  UPDATE outbox_buckets
  SET owner = $1,
      epoch = CASE WHEN owner = $1 THEN epoch ELSE epoch + 1 END,
      expires_at = clock_timestamp() + $2 * interval '1 millisecond'
  WHERE bucket IN (
    SELECT bucket FROM outbox_buckets
    WHERE owner = $1 OR expires_at < clock_timestamp()
    ORDER BY bucket
    FOR UPDATE SKIP LOCKED)
  RETURNING bucket`;

/**
 * Which buckets this relay may publish. A lease keeps two relays from doing the same work; it cannot fence the
 * broker against a relay that slept through its lease, so consumers guard versions per key as well.
 */
export class BucketLeases {
  private readonly owner = `${hostname()}:${process.pid}:${randomUUID()}`;
  private owned: readonly number[] = [];
  private trustedUntil = 0;
  private renewAt = 0;

  constructor(private readonly dataSource: DataSource) {}

  /** Buckets that are ours now; renews the leases when that is due. */
  async current(): Promise<readonly number[]> {
    const asked = performance.now();
    if (asked >= this.renewAt) {
      // typeorm answers an UPDATE with [rows, count].
      const [rows] = await this.dataSource.query<[{ bucket: number }[], number]>(CLAIM_SQL, [this.owner, LEASE_MS]);
      this.owned = rows.map((row) => row.bucket);
      this.trustedUntil = asked + LEASE_MS - LEASE_MARGIN_MS;
      this.renewAt = asked + LEASE_RENEW_MS;
    }
    return performance.now() < this.trustedUntil ? this.owned : [];
  }

  /** Gives everything back, so that the next relay need not wait for the leases to run out. */
  async release(): Promise<void> {
    this.owned = [];
    this.trustedUntil = 0;
    this.renewAt = 0;
    await this.dataSource.query(`UPDATE outbox_buckets SET expires_at = '-infinity', owner = NULL WHERE owner = $1`, [
      this.owner,
    ]);
  }
}
