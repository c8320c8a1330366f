import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { compactedTopics, SKIPPED_HEADER, type Topic } from '#contracts';
import { appendedTransactions } from './appended-transactions.js';
import { RefusedEventNotFoundError, ReplayNeedsRangeError } from './outbox.errors.js';

/** Replays shown. */
const REPLAYS_SHOWN = 100;
/** Refused keys shown; one is news, a thousand are one cause. */
const REFUSED_SHOWN = 1_000;
/** Skipped events shown. */
const SKIPPED_SHOWN = 100;
/** Events that a replay adds in a second unless told otherwise: a tenth of what a relay moves. */
const REPLAY_RATE_DEFAULT = 200;

/** What to publish again. Every consumer group gets it; inbox and version guard drop what a group has. */
export interface ReplayOrder {
  /** All topics of the service when absent. */
  readonly topic?: Topic;
  /** All keys when absent. */
  readonly keys?: readonly string[];
  /** Events appended from this time on … */
  readonly from: Date;
  /** … and before this one; now when absent. */
  readonly to?: Date;
  /** On average. */
  readonly ratePerSecond?: number;
  /** Who wants it, for the record. */
  readonly requestedBy: string;
}

/** A replay and how far it is. */
export interface ArchiveReplay {
  readonly id: string;
  readonly topic: string | null;
  readonly keys: readonly string[] | null;
  readonly from: Date;
  readonly to: Date;
  readonly ratePerSecond: number;
  /** Events that were put in line so far. */
  readonly queued: number;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  /** Null while it runs. */
  readonly finishedAt: Date | null;
}

/** An ordering key whose next event the bus refuses for good (too large, for instance). Later events of it wait. */
export interface RefusedKey {
  readonly topic: string;
  readonly key: string;
  readonly keyVersion: number;
  readonly messageId: string;
  readonly type: string;
  readonly errorDetail: string;
  readonly attempts: number;
  readonly firstRefusedAt: Date;
  readonly lastRefusedAt: Date;
}

/** An event that an operator gave up, so that its key goes on. Its content is in the archive as long as its neighbours. */
export interface SkippedEvent {
  readonly messageId: string;
  readonly topic: string;
  readonly key: string;
  readonly keyVersion: number;
  readonly type: string;
  /** What the bus said. */
  readonly errorDetail: string;
  readonly reason: string;
  readonly skippedBy: string;
  readonly skippedAt: Date;
}

const SKIPPED_COLUMNS = `
  message_id AS "messageId", topic, key, key_version::int AS "keyVersion", type, error_detail AS "errorDetail", reason,
  skipped_by AS "skippedBy", skipped_at AS "skippedAt"`;

/** The row of `outbox_pending` is locked: either the relay has forgotten it as published, or it is still refused. */
const TAKE_REFUSED_SQL = `
  WITH taken AS (
    SELECT r.*, p.slot FROM outbox_refused_keys r JOIN outbox_pending p ON p.bucket = r.bucket AND p.seq = r.seq
    WHERE r.message_id = $1 FOR UPDATE
  ), listed AS (
    DELETE FROM outbox_refused_keys r USING taken WHERE r.topic = taken.topic AND r.key = taken.key
  ), marked AS (
    UPDATE outbox_archive a SET headers = (a.headers::jsonb || '{"${SKIPPED_HEADER}": "true"}')::json
    FROM taken WHERE a.slot = taken.slot AND a.seq = taken.seq
  ), forgotten AS (
    DELETE FROM outbox_pending p USING taken
    WHERE p.bucket = taken.bucket AND p.seq = taken.seq AND taken.topic = ANY ($4::text[])
  )
  INSERT INTO outbox_skips (message_id, topic, key, key_version, type, error_detail, reason, skipped_by)
  SELECT message_id, topic, key, key_version, type, error_detail, $2, $3 FROM taken
  ON CONFLICT (message_id) DO UPDATE SET reason = excluded.reason, skipped_by = excluded.skipped_by, skipped_at = now()
  RETURNING ${SKIPPED_COLUMNS}`;

const REPLAY_COLUMNS = `
  id, topic, keys, from_time AS "from", to_time AS "to", rate_per_second AS "ratePerSecond", queued::int AS queued,
  requested_by AS "requestedBy", requested_at AS "requestedAt", finished_at AS "finishedAt"`;

/** What a service has published lately, and what operators can do with it. */
export class OutboxArchive {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Publishes archived events again, with the ids and versions that they had. The relays of the service do it, in
   * the order of appending; it survives restarts. Of a compacted topic only the newest event of each key goes out,
   * and only while it is still the newest: an older state must not become the last record.
   * @throws ReplayNeedsRangeError when `to` is not after `from`.
   */
  async replay(order: ReplayOrder): Promise<ArchiveReplay> {
    const to = order.to ?? new Date();
    if (to.getTime() <= order.from.getTime()) throw new ReplayNeedsRangeError();
    const [replay] = await this.dataSource.query<ArchiveReplay[]>(
      `INSERT INTO outbox_replays (id, topic, keys, from_time, to_time, rate_per_second, requested_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${REPLAY_COLUMNS}`,
      [
        uuidv7(),
        order.topic ?? null,
        order.keys ?? null,
        order.from,
        to,
        order.ratePerSecond ?? REPLAY_RATE_DEFAULT,
        order.requestedBy,
      ],
    );
    if (!replay) throw new Error('The replay was not written');
    return replay;
  }

  /** Newest first. */
  replays(): Promise<ArchiveReplay[]> {
    return this.dataSource.query<ArchiveReplay[]>(
      `SELECT ${REPLAY_COLUMNS} FROM outbox_replays ORDER BY requested_at DESC, id DESC LIMIT ${REPLAYS_SHOWN}`,
    );
  }

  /**
   * Gives up an event that the bus refuses, so that its key goes on with the next one. In its place consumers get a
   * message with its id and version and without its content, which no handler sees: the versions of the key stay
   * gapless, and nobody parks what follows. Of a compacted topic nothing is published, the state before it stays the
   * newest. What the event said reaches nobody: tell it again in a smaller one.
   * @throws RefusedEventNotFoundError
   */
  async skipRefused(messageId: string, by: { reason: string; skippedBy: string }): Promise<SkippedEvent> {
    return this.dataSource.transaction(async (tx) => {
      const parameters = [messageId, by.reason, by.skippedBy, compactedTopics];
      const [skipped] = await tx.query<SkippedEvent[]>(TAKE_REFUSED_SQL, parameters);
      if (!skipped) throw new RefusedEventNotFoundError(messageId);
      // Wakes the relay at the commit.
      if (tx.queryRunner) appendedTransactions.add(tx.queryRunner);
      return skipped;
    });
  }

  /** What was given up, newest first. */
  skipped(): Promise<SkippedEvent[]> {
    return this.dataSource.query<SkippedEvent[]>(
      `SELECT ${SKIPPED_COLUMNS} FROM outbox_skips ORDER BY skipped_at DESC, message_id LIMIT ${SKIPPED_SHOWN}`,
    );
  }

  /** Keys that stand still because the bus refuses their next event, oldest first, whichever process met them. */
  refusedKeys(): Promise<RefusedKey[]> {
    return this.dataSource.query<RefusedKey[]>(
      `SELECT r.topic, r.key, r.key_version::int AS "keyVersion", r.message_id AS "messageId", r.type,
              r.error_detail AS "errorDetail", r.attempts, r.first_refused_at AS "firstRefusedAt",
              r.last_refused_at AS "lastRefusedAt"
       FROM outbox_refused_keys r JOIN outbox_pending p ON p.bucket = r.bucket AND p.seq = r.seq
       ORDER BY r.first_refused_at, r.topic, r.key LIMIT ${REFUSED_SHOWN}`,
    );
  }
}
