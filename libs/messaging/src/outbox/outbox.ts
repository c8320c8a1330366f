import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { type Envelope, eventInfo, toWire, UnreadableMessageError, validData } from '#contracts';
import { preparedQuery, type PreparedStatement } from '../database/prepared-query.js';
import { crashPoint } from '../faults/crash-point.js';
import { messageContext } from '../tracing/message-context.js';
import { activeTraceparent } from '../tracing/trace-context.js';
import { appendedTransactions } from './appended-transactions.js';
import type { EventDraft } from './event-draft.js';
import { bucketOf } from './key-bucket.js';
import { InvalidEventDraftError, OutboxOutsideTransactionError } from './outbox.errors.js';

/**
 * One statement: the upsert on the key heads is both the lock that orders writers of a key and the source of
 * gapless versions. Keys arrive sorted, so that two writers never lock the same two keys in opposite order.
 * `seq` is given after all heads are locked: per key it grows with the version.
 */
const APPEND: PreparedStatement = {
  name: 'kervan_append',
  text: `
  WITH heads AS (
    INSERT INTO outbox_key_heads AS h (topic, key, version)
    SELECT k.topic, k.key, k.events
    FROM unnest($1::text[], $2::text[], $3::int[]) WITH ORDINALITY AS k(topic, key, events, position)
    ORDER BY k.position
    ON CONFLICT (topic, key) DO UPDATE SET version = h.version + excluded.version
    RETURNING h.topic, h.key, h.version
  )
  INSERT INTO outbox_messages (id, topic, key, key_version, bucket, value, headers)
  SELECT m.id, m.topic, m.key, heads.version - m.followers, m.bucket, m.value, m.headers
  FROM unnest($4::uuid[], $5::text[], $6::text[], $7::int[], $8::smallint[], $9::bytea[], $10::jsonb[])
    WITH ORDINALITY AS m(id, topic, key, followers, bucket, value, headers, position)
  JOIN heads ON heads.topic = m.topic AND heads.key = m.key
  ORDER BY m.position
  RETURNING id, key_version`,
};

/** Overwritten by the version that the database gives; the relay writes it into the header. */
const VERSION_NOT_GIVEN_YET = 0;

/** Writes events into the transaction of the change that they tell of; the relay publishes them after commit. */
@Injectable()
export class Outbox {
  /** @param producer name of the service. */
  constructor(private readonly producer: string) {}

  /**
   * Appends events. Versions per (topic, key) are gapless and in the order of `drafts`. The key stays locked
   * until the transaction ends: append late, and once, where many transactions share a key.
   * @returns the envelopes as consumers will see them.
   * @throws OutboxOutsideTransactionError, InvalidEventDraftError
   */
  async append(tx: EntityManager, drafts: readonly EventDraft[]): Promise<Envelope[]> {
    const { queryRunner } = tx;
    if (!queryRunner?.isTransactionActive) throw new OutboxOutsideTransactionError();
    if (drafts.length === 0) return [];

    const envelopes = this.envelopesOf(drafts);
    const rows = await preparedQuery<{ id: string; key_version: string }>(tx, APPEND, parametersOf(envelopes));
    appendedTransactions.add(queryRunner);
    crashPoint('outbox.appended');

    const versions = new Map(rows.map((row) => [row.id, Number(row.key_version)]));
    return envelopes.map((envelope) => ({
      ...envelope,
      keyVersion: versions.get(envelope.id) ?? VERSION_NOT_GIVEN_YET,
    }));
  }

  private envelopesOf(drafts: readonly EventDraft[]): Envelope[] {
    const cause = messageContext.getStore();
    const ids = drafts.map(() => uuidv7());
    const common = {
      occurredAt: new Date().toISOString(),
      producer: this.producer,
      correlationId: cause?.correlationId ?? ids[0] ?? uuidv7(),
      causationId: cause?.messageId ?? null,
      traceparent: activeTraceparent() ?? cause?.traceparent ?? null,
    };
    return drafts.map((item, index) => {
      const { type, version, topic } = eventInfo(item.eventClass);
      const { merchantId, key } = item;
      const identity = { id: ids[index] ?? uuidv7(), type, version, topic, merchantId, key };
      return { ...identity, keyVersion: VERSION_NOT_GIVEN_YET, ...common, data: checkedData(item, type) };
    });
  }
}

function checkedData(item: EventDraft, type: string): object {
  try {
    return validData(item.eventClass, item.data);
  } catch (error) {
    if (error instanceof UnreadableMessageError) throw new InvalidEventDraftError(type, error.detail, error);
    throw error;
  }
}

function parametersOf(envelopes: readonly Envelope[]): unknown[] {
  const keys = countByKey(envelopes);
  const left = new Map(keys.map((entry) => [entry.name, entry.events]));
  const rows = envelopes.map((envelope) => {
    const name = nameOf(envelope);
    const followers = (left.get(name) ?? 1) - 1;
    left.set(name, followers);
    const { value, headers } = toWire(envelope);
    return { envelope, followers, value, headers: JSON.stringify(headers) };
  });
  return [
    keys.map((entry) => entry.topic),
    keys.map((entry) => entry.key),
    keys.map((entry) => entry.events),
    rows.map((row) => row.envelope.id),
    rows.map((row) => row.envelope.topic),
    rows.map((row) => row.envelope.key),
    rows.map((row) => row.followers),
    rows.map((row) => bucketOf(row.envelope.key)),
    rows.map((row) => row.value),
    rows.map((row) => row.headers),
  ];
}

const nameOf = (at: { topic: string; key: string }): string => `${at.topic} ${at.key}`;

function countByKey(envelopes: readonly Envelope[]): { name: string; topic: string; key: string; events: number }[] {
  const counts = new Map<string, { name: string; topic: string; key: string; events: number }>();
  for (const { topic, key } of envelopes) {
    const name = nameOf({ topic, key });
    const entry = counts.get(name) ?? { name, topic, key, events: 0 };
    entry.events += 1;
    counts.set(name, entry);
  }
  // Code unit order, not a locale's: every process must sort alike.
  return [...counts.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
