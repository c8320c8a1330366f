import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { keyNameOf, type Refusal } from './publish-outcome.js';
import type { PendingMessage } from './pending-messages.js';
import { RETRY_BASE_MS, RETRY_MAX_MS } from './relay-limits.js';
import { RetrySchedule } from './retry-schedule.js';

const RECORD_SQL = `
  INSERT INTO outbox_refused_keys (topic, key, bucket, seq, key_version, message_id, type, error_detail, attempts)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1)
  ON CONFLICT (topic, key) DO UPDATE
  SET seq = excluded.seq, key_version = excluded.key_version, message_id = excluded.message_id, type = excluded.type,
      error_detail = excluded.error_detail, attempts = outbox_refused_keys.attempts + 1, last_refused_at = now()`;

/** Keys that stand still because the bus refuses their next record: tried again with pauses, listed in a table. */
export class RefusedKeys {
  private readonly logger = new Logger('Outbox');
  private readonly schedule = new RetrySchedule<string>({ baseMs: RETRY_BASE_MS, maxMs: RETRY_MAX_MS });
  private readonly hashes = new Map<string, string>();
  /** Names that have a row in the table, as far as this process knows. */
  private listed = new Set<string>();

  constructor(private readonly dataSource: DataSource) {}

  /** Learns what other relays listed, so that a success here takes it off the list. */
  async load(): Promise<void> {
    const rows = await this.dataSource.query<{ topic: string; key: string }[]>(
      'SELECT topic, key FROM outbox_refused_keys',
    );
    this.listed = new Set([...rows.map(({ topic, key }) => `${topic} ${key}`), ...this.hashes.keys()]);
  }

  /** Hashes of the keys that have to wait now. */
  held(): string[] {
    return this.schedule.held().flatMap((name) => this.hashes.get(name) ?? []);
  }

  /** Milliseconds until the next key may be tried, at most `maxMs`. */
  nextWithin(maxMs: number): number {
    return this.schedule.nextWithin(maxMs);
  }

  refused(name: string, { pending, error }: Refusal): void {
    const attempts = this.schedule.failed(name);
    this.hashes.set(name, pending.keyHash);
    this.listed.add(name);
    const { topic, key, headers } = pending.message;
    this.logger.error(
      `The bus refuses the next record of ${name}, which waits (attempt ${attempts}): ${error.message}`,
    );
    this.write(RECORD_SQL, [
      topic,
      key,
      pending.bucket,
      pending.seq,
      headers['ce_keyversion'],
      headers['ce_id'],
      headers['ce_type'] ?? '',
      error.message,
    ]);
  }

  /** Whatever of these was refused before no longer is. */
  published(messages: readonly PendingMessage[]): void {
    if (this.listed.size === 0) return;
    for (const pending of messages) {
      const name = keyNameOf(pending);
      if (!this.listed.delete(name)) continue;
      this.schedule.succeeded(name);
      this.hashes.delete(name);
      const { topic, key } = pending.message;
      this.write('DELETE FROM outbox_refused_keys WHERE topic = $1 AND key = $2', [topic, key]);
    }
  }

  /** The list informs people; the next attempt writes it again, so nothing waits for it. */
  private write(sql: string, parameters: unknown[]): void {
    this.dataSource.query(sql, parameters).catch((error: unknown) => {
      this.logger.warn(`The list of refused keys was not written: ${String(error)}`);
    });
  }
}
