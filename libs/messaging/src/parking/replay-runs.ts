import type { EntityManager } from 'typeorm';
import { v7 as uuidv7, validate as isUuid } from 'uuid';
import { ParkedReplayNotFoundError } from './parked.errors.js';
import { REPLAY_RUNS_SHOWN_MAX } from './parking-limits.js';
import { goes, type PlannedReplay } from './replay-plan.js';

/** How far a replay is. The counts of its outcomes and `left` add up to `total`. */
export interface ReplayRun {
  readonly id: string;
  readonly ratePerSecond: number;
  readonly requestedAt: Date;
  /** Messages that it took. Those settled long ago may be purged: the counts then add up to less. */
  readonly total: number;
  readonly replayed: number;
  /** Failed again, and waiting for their next try or a person. */
  readonly failed: number;
  /** Behind one of their key that failed again. */
  readonly held: number;
  readonly skipped: number;
  readonly left: number;
  readonly finishedAt: Date | null;
}

/** A run that was asked for. */
export interface StartedRun {
  /** Null when there was nothing to take. */
  readonly id: string | null;
  /** How many messages it took. */
  readonly scheduled: number;
}

/**
 * A dead gap that an operator replays is let through without the missing versions: waiting for them ended when
 * it became dead.
 */
const START_SQL = `
  WITH run AS (
    INSERT INTO parked_replays (id, consumer, rate_per_second, total)
    VALUES ($2, $1, $3, cardinality($4::uuid[])) RETURNING id
  )
  UPDATE parked_messages p
  SET state = 'waiting', gap_accepted = p.gap_accepted OR (p.error_class = 'gap' AND p.state = 'dead'),
      next_attempt_at = now(), replay_id = run.id, replay_outcome = NULL
  FROM run WHERE p.id = ANY ($4::uuid[]) AND p.consumer = $1 AND p.state IN ('waiting', 'dead')
  RETURNING p.id`;

/**
 * Makes a run of a plan; none when nothing of it goes.
 */
export async function startRun(
  tx: EntityManager,
  consumer: string,
  plan: readonly PlannedReplay[],
  ratePerSecond: number,
): Promise<StartedRun> {
  const ids = plan.filter(goes).map((planned) => planned.id);
  if (ids.length === 0) return { id: null, scheduled: 0 };
  const id = uuidv7();
  const [rows] = await tx.query<[{ id: string }[], number]>(START_SQL, [consumer, id, ratePerSecond, ids]);
  return { id, scheduled: rows.length };
}

/**
 * A turn is due each 1/rate of a second, and at most those of one second are made up for: after a restart, or in
 * several processes, a run is as slow as it was asked to be.
 */
const TURN_SQL = `
  UPDATE parked_replays
  SET next_at = GREATEST(next_at, now() - interval '1 second') + interval '1 second' / rate_per_second
  WHERE id = $1 AND next_at <= now() RETURNING id`;

/** Takes a turn of a run; false when none is due. A crash afterwards costs the turn, not the message. */
export async function takeTurn(tx: EntityManager, replayId: string): Promise<boolean> {
  const [rows] = await tx.query<[unknown[], number]>(TURN_SQL, [replayId]);
  return rows.length > 0;
}

const RUNS_SQL = (where: string): string => `
  SELECT r.id, r.rate_per_second AS "ratePerSecond", r.requested_at AS "requestedAt", r.total,
    count(*) FILTER (WHERE p.replay_outcome = 'replayed')::int AS replayed,
    count(*) FILTER (WHERE p.replay_outcome = 'failed')::int AS failed,
    count(*) FILTER (WHERE p.replay_outcome = 'held')::int AS held,
    count(*) FILTER (WHERE p.replay_outcome = 'skipped')::int AS skipped,
    count(*) FILTER (WHERE p.id IS NOT NULL AND p.replay_outcome IS NULL)::int AS left,
    CASE WHEN count(*) FILTER (WHERE p.id IS NOT NULL AND p.replay_outcome IS NULL) = 0
      THEN COALESCE(max(p.settled_at), r.requested_at) END AS "finishedAt"
  FROM parked_replays r LEFT JOIN parked_messages p ON p.replay_id = r.id
  WHERE r.consumer = $1 AND ${where}
  GROUP BY r.id ORDER BY r.id DESC LIMIT ${REPLAY_RUNS_SHOWN_MAX}`;

/** The newest runs first, at most 20. */
export function recentRuns(tx: EntityManager, consumer: string): Promise<ReplayRun[]> {
  return tx.query<ReplayRun[]>(RUNS_SQL('TRUE'), [consumer]);
}

/** @throws ParkedReplayNotFoundError */
export async function runOf(tx: EntityManager, consumer: string, id: string): Promise<ReplayRun> {
  if (!isUuid(id)) throw new ParkedReplayNotFoundError(id);
  const [run] = await tx.query<ReplayRun[]>(RUNS_SQL('r.id = $2'), [consumer, id]);
  if (!run) throw new ParkedReplayNotFoundError(id);
  return run;
}
