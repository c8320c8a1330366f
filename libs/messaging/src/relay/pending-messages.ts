import type { DataSource } from 'typeorm';
import { SKIPPED_HEADER, type WireMessage } from '#contracts';
import { groupBy } from '../concurrency/group-by.js';
import { preparedOnPool, type PreparedStatement } from '../database/prepared-query.js';
import { BUCKET_BATCH_MIN, READ_MAX } from './relay-limits.js';

/** A committed event that is not yet on the bus. */
export interface PendingMessage {
  readonly bucket: number;
  /** Place in the outbox: per key it grows with the version. Unique in the service. */
  readonly seq: string;
  /** Epoch of the lease under which it was read; it may be published and forgotten only under that one. */
  readonly epoch: string;
  /** Of topic and key, by the database. */
  readonly keyHash: string;
  readonly message: WireMessage;
}

/** A bucket and the epoch of its lease. */
export interface HeldBucket {
  readonly bucket: number;
  readonly epoch: string;
}

interface PendingRow {
  bucket: number;
  seq: string;
  key_hash: string;
  topic: string;
  key: string;
  key_version: string;
  headers: Record<string, string>;
  value: string;
}

/**
 * By `seq`, which per key grows with the version: whatever is cut off at the end, of each key the first ones are
 * read. Reading each bucket from its own index range keeps one long backlog from hiding the others. The inner
 * LIMIT keeps the archive's look-up a look-up, whatever the statistics say.
 */
const READ: PreparedStatement = {
  name: 'kervan_relay_read',
  text: `
  SELECT p.bucket, p.seq, p.key_hash, a.topic, a.key, a.key_version, a.headers, a.value
  FROM (
    SELECT o.* FROM unnest($1::smallint[]) AS b(bucket)
    CROSS JOIN LATERAL (
      SELECT * FROM outbox_pending
      WHERE bucket = b.bucket AND seq <> ALL ($2::bigint[]) AND key_hash <> ALL ($3::bigint[])
      ORDER BY seq LIMIT $4) AS o
    ORDER BY o.seq LIMIT ${READ_MAX}) AS p
  CROSS JOIN LATERAL (SELECT * FROM outbox_archive WHERE slot = p.slot AND seq = p.seq LIMIT 1) AS a
  ORDER BY p.seq`,
};

/** Nothing is forgotten on the word of a relay whose lease went to another one meanwhile. */
const ACKNOWLEDGE: PreparedStatement = {
  name: 'kervan_relay_acknowledge',
  text: `
  DELETE FROM outbox_pending AS p
  USING unnest($1::smallint[], $2::bigint[], $3::bigint[]) AS done(bucket, seq, epoch)
  JOIN outbox_buckets AS b ON b.bucket = done.bucket AND b.epoch = done.epoch AND b.owner = $4
  WHERE p.bucket = done.bucket AND p.seq = done.seq`,
};

/** Reads and settles the table of what is not on the bus. */
export class PendingMessages {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The next messages of `buckets`, per key from the first one without gap.
   * @param known `seq` of messages that are on their way already.
   * @param heldKeys hashes of keys that may not move now.
   * @returns `more` when a limit cut something off.
   */
  async read(
    buckets: readonly HeldBucket[],
    known: readonly string[],
    heldKeys: readonly string[],
  ): Promise<{ messages: PendingMessage[]; more: boolean }> {
    if (buckets.length === 0) return { messages: [], more: false };
    const epochs = new Map(buckets.map(({ bucket, epoch }) => [bucket, epoch]));
    const perBucket = Math.max(BUCKET_BATCH_MIN, Math.ceil((2 * READ_MAX) / buckets.length));
    const rows = await preparedOnPool<PendingRow>(this.dataSource, READ, [
      [...epochs.keys()],
      known,
      heldKeys,
      perBucket,
    ]);
    const messages = rows.map((row) => pendingOf(row, epochs.get(row.bucket) ?? ''));
    const ofBucket = groupBy(messages, ({ bucket }) => bucket);
    return {
      messages,
      more: rows.length === READ_MAX || [...ofBucket.values()].some(({ length }) => length === perBucket),
    };
  }

  /** Forgets published messages, as far as `owner` still holds the lease under which each was read. */
  async acknowledge(messages: readonly PendingMessage[], owner: string): Promise<void> {
    if (messages.length === 0) return;
    await preparedOnPool(this.dataSource, ACKNOWLEDGE, [
      messages.map(({ bucket }) => bucket),
      messages.map(({ seq }) => seq),
      messages.map(({ epoch }) => epoch),
      owner,
    ]);
  }

  /** The newest committed event's place in the table, null when nothing is pending. */
  async newest(): Promise<string | null> {
    const [row] = await this.dataSource.query<{ seq: string | null }[]>('SELECT max(seq) AS seq FROM outbox_pending');
    return row?.seq ?? null;
  }

  /** Whether anything up to `seq` is still pending. */
  async anyUpTo(seq: string): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>('SELECT 1 FROM outbox_pending WHERE seq <= $1 LIMIT 1', [seq]);
    return rows.length > 0;
  }
}

/** The archive keeps what an operator gave up; consumers get its version only. */
const NO_DATA = '{}';

function pendingOf(row: PendingRow, epoch: string): PendingMessage {
  return {
    bucket: row.bucket,
    seq: row.seq,
    epoch,
    keyHash: row.key_hash,
    message: {
      topic: row.topic,
      key: row.key,
      value: Buffer.from(row.headers[SKIPPED_HEADER] === undefined ? row.value : NO_DATA),
      headers: { ...row.headers, ce_keyversion: row.key_version },
    },
  };
}
