import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Topic } from '#contracts';
import { ReplayNeedsRangeError } from './outbox.errors.js';

/** Replays shown. */
const REPLAYS_SHOWN = 100;
/** Refused keys shown; one is news, a thousand are one cause. */
const REFUSED_SHOWN = 1_000;
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
