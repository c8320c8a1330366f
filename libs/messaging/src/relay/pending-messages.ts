import type { DataSource } from 'typeorm';
import type { WireMessage } from '#contracts';
import { JoinedCalls } from '../concurrency/joined-calls.js';
import { BUCKET_BATCH_MAX, PRODUCE_BATCH_MAX } from './relay-limits.js';

/** A committed event that is not yet on the bus. */
export interface PendingMessage {
  readonly id: string;
  readonly bucket: number;
  readonly message: WireMessage;
}

interface PendingRow {
  id: string;
  bucket: number;
  topic: string;
  key: string;
  key_version: string;
  value: Buffer;
  headers: Record<string, string>;
}

/**
 * By `seq`, which per key grows with the version: whatever is cut off at the end, of each key the first ones are
 * read. Reading each bucket from its own index range keeps one long backlog from hiding the others.
 */
const READ_SQL = `
  SELECT m.id, m.bucket, m.topic, m.key, m.key_version, m.value, m.headers
  FROM unnest($1::smallint[]) AS b(bucket)
  CROSS JOIN LATERAL (
    SELECT * FROM outbox_messages o
    WHERE o.bucket = b.bucket AND o.topic || ' ' || o.key <> ALL ($2::text[])
    ORDER BY o.seq LIMIT ${BUCKET_BATCH_MAX}) AS m
  ORDER BY m.seq LIMIT ${PRODUCE_BATCH_MAX}`;

/** Reads and settles the outbox table. */
export class PendingMessages {
  private readonly deletes: JoinedCalls<string, null>;

  constructor(private readonly dataSource: DataSource) {
    this.deletes = new JoinedCalls(async (ids) => {
      await dataSource.query('DELETE FROM outbox_messages WHERE id = ANY ($1::uuid[])', [ids]);
      return ids.map(() => null);
    });
  }

  /**
   * The next messages of `buckets`, per key from the first one without gap.
   * @param exceptKeys `<topic> <key>` of keys that may not move now.
   */
  async read(buckets: readonly number[], exceptKeys: readonly string[]): Promise<PendingMessage[]> {
    if (buckets.length === 0) return [];
    const rows = await this.dataSource.query<PendingRow[]>(READ_SQL, [buckets, exceptKeys]);
    return rows.map((row) => ({
      id: row.id,
      bucket: row.bucket,
      message: {
        topic: row.topic,
        key: row.key,
        value: row.value,
        headers: { ...row.headers, ce_keyversion: row.key_version },
      },
    }));
  }

  /** Forgets published messages; calls at the same time share one statement. */
  async acknowledge(ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.deletes.run(ids);
  }

  /** The newest committed event's place in the table, null when nothing is pending. */
  async newest(): Promise<string | null> {
    const [row] = await this.dataSource.query<{ seq: string | null }[]>('SELECT max(seq) AS seq FROM outbox_messages');
    return row?.seq ?? null;
  }

  /** Whether anything up to `seq` is still pending. */
  async anyUpTo(seq: string): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>('SELECT 1 FROM outbox_messages WHERE seq <= $1 LIMIT 1', [seq]);
    return rows.length > 0;
  }
}
