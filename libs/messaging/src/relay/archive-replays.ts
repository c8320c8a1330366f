import type { DataSource, EntityManager } from 'typeorm';
import { compactedTopics, SKIPPED_HEADER } from '#contracts';
import { Loop } from '../concurrency/loop.js';
import { ARCHIVE_SLOT_HOURS, ARCHIVE_SLOTS } from '../outbox/archive-slots.js';
import { POLL_MS, REPLAY_STEP_MS, REPLAY_WINDOW, RETRY_BASE_MS, RETRY_MAX_MS } from './relay-limits.js';

/** The oldest replay that is not in another process's hands, and how many events its rate allows by now. */
const CLAIM_SQL = `
  SELECT id, cursor_seq,
    LEAST(rate_per_second,
      floor(rate_per_second * EXTRACT(EPOCH FROM clock_timestamp() - requested_at)) - queued)::int AS room
  FROM outbox_replays WHERE finished_at IS NULL ORDER BY requested_at, id LIMIT 1
  FOR UPDATE SKIP LOCKED`;

/**
 * Puts the next archived events in line again: their pending rows only, the payload stays where it is. What is
 * pending anyway stays as it is. Goes through the archive by place, a bounded piece at a time, whatever matches.
 */
const QUEUE_SQL = `
  WITH replay AS (
    SELECT *, ARRAY(
      SELECT DISTINCT (floor(date_part('epoch', at) / ${ARCHIVE_SLOT_HOURS * 3_600}))::bigint % ${ARCHIVE_SLOTS}
      FROM generate_series(GREATEST(from_time, now() - interval '${ARCHIVE_SLOTS * ARCHIVE_SLOT_HOURS} hours'),
        to_time + interval '${ARCHIVE_SLOT_HOURS} hours', interval '${ARCHIVE_SLOT_HOURS} hours') AS at)::smallint[]
      AS slots
    FROM outbox_replays WHERE id = $1
  ), piece AS (
    SELECT a.bucket, a.slot, a.seq, a.topic, a.key, a.key_version, a.appended_at, a.headers
    FROM replay CROSS JOIN LATERAL (
      SELECT * FROM outbox_archive WHERE slot = ANY (replay.slots) AND seq > $2::bigint ORDER BY seq LIMIT $4) AS a
  ), found AS MATERIALIZED (
    SELECT piece.* FROM piece, replay
    WHERE piece.appended_at >= replay.from_time AND piece.appended_at < replay.to_time
      AND (replay.topic IS NULL OR piece.topic = replay.topic)
      AND (replay.keys IS NULL OR piece.key = ANY (replay.keys))
      AND (piece.topic <> ALL ($5::text[]) OR (piece.headers->>'${SKIPPED_HEADER}' IS NULL AND piece.key_version = (
        SELECT version FROM outbox_key_heads h WHERE h.topic = piece.topic AND h.key = piece.key)))
    ORDER BY piece.seq LIMIT $3
  ), queued AS (
    INSERT INTO outbox_pending (bucket, slot, seq, key_hash)
    SELECT bucket, slot, seq, hashtextextended(topic || ' ' || key, 0) FROM found
    ON CONFLICT DO NOTHING
  )
  SELECT (SELECT count(*)::int FROM found) AS found, (SELECT max(seq) FROM found) AS last_found,
         (SELECT max(seq) FROM piece) AS last_seen`;

interface QueueRow {
  found: number;
  last_found: string | null;
  last_seen: string | null;
}

/** Carries out what operators asked the archive to publish again. */
export class ArchiveReplays {
  private readonly loop: Loop;

  /** @param onQueued some events are pending now. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly onQueued: () => void,
  ) {
    const backoff = { baseMs: RETRY_BASE_MS, maxMs: RETRY_MAX_MS };
    this.loop = new Loop('replay from the archive', backoff, () => this.step());
  }

  start(): void {
    this.loop.start();
  }

  stop(): Promise<void> {
    return this.loop.stop();
  }

  /** @returns how long to wait before the next step, milliseconds. */
  private async step(): Promise<number> {
    const queued = await this.dataSource.transaction(async (tx) => {
      const [replay] = await tx.query<{ id: string; cursor_seq: string; room: number }[]>(CLAIM_SQL);
      if (!replay) return null;
      return replay.room > 0 ? this.queueNext(tx, replay) : 0;
    });
    if (queued === null) return POLL_MS;
    if (queued > 0) this.onQueued();
    return REPLAY_STEP_MS;
  }

  private async queueNext(
    tx: EntityManager,
    replay: { id: string; cursor_seq: string; room: number },
  ): Promise<number> {
    const parameters = [replay.id, replay.cursor_seq, replay.room, REPLAY_WINDOW, compactedTopics];
    const [row] = await tx.query<QueueRow[]>(QUEUE_SQL, parameters);
    const found = row?.found ?? 0;
    // A full batch may have left some of the piece; else the whole piece was looked through.
    const cursor = found === replay.room ? row?.last_found : row?.last_seen;
    await tx.query(
      `UPDATE outbox_replays SET queued = queued + $2, cursor_seq = COALESCE($3, cursor_seq),
         finished_at = CASE WHEN $3::bigint IS NULL THEN now() END
       WHERE id = $1`,
      [replay.id, found, cursor ?? null],
    );
    return found;
  }
}
