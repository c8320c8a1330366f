import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { WireMessage } from '#contracts';
import { hasBaseline } from '../consumer/consumer-baselines.js';
import type { ParkedClass, ParkedMessage } from './parked-message.js';
import { parkedMessageOf, type ParkedRow } from './parked-row.js';
import { makeSureOfRoom, type ParkingRoom } from './parking-room.js';
import { nextStep, type Failure, type ParkingPolicy, type ParkingStep } from './parking-rules.js';

/** A consumer's place for messages set aside. */
export interface ParkingPlace {
  readonly consumer: string;
  readonly limits: ParkingRoom;
}

/** Why a message is set aside. */
export interface ParkingReason {
  readonly errorClass: ParkedClass;
  readonly code: string;
  readonly detail: string;
}

/** A skipped or released version counts as seen, or the next one would be a gap. */
export const SEEN_SQL = `
  INSERT INTO consumer_key_heads AS h (consumer, topic, key, version) VALUES ($1, $2, $3, $4)
  ON CONFLICT (consumer, topic, key) DO UPDATE SET version = GREATEST(h.version, excluded.version)`;

const PARK_SQL = `
  INSERT INTO parked_messages (id, consumer, topic, key, key_version, message_id, type, merchant_id, headers, value,
    error_class, error_code, error_detail, attempts, state, holds_key, gap_accepted, next_attempt_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
    now() + $18 * interval '1 millisecond')
  ON CONFLICT (consumer, message_id) DO NOTHING`;

/**
 * Sets a message aside. Doing it twice changes nothing.
 * @throws ParkingFullError when its key or its merchant has no room; nothing was written then.
 */
export async function park(
  tx: EntityManager,
  { consumer, limits }: ParkingPlace,
  message: WireMessage,
  reason: ParkingReason,
  policy: ParkingPolicy,
): Promise<void> {
  const { topic, key, value, headers } = message;
  const version = keyVersionOf(message);
  const messageId = messageIdOf(message);
  const merchantId = headers['ce_merchantid'] ?? null;
  await makeSureOfRoom(tx, { consumer, topic, key, merchantId, messageId }, limits);
  const attempts = reason.errorClass === 'behind' ? 0 : 1;
  await inTransaction(tx, async (inner) => {
    const step = await stepOf(inner, { consumer, topic, key, version }, { ...reason, attempts, policy });
    await inner.query(PARK_SQL, [
      ...[uuidv7(), consumer, topic, key, version, messageId, headers['ce_type'] ?? null, merchantId],
      ...[JSON.stringify(headers), value, reason.errorClass, reason.code, reason.detail, attempts],
      ...[step.state, step.holdsKey, step.gapAccepted, step.delayMs],
    ]);
  });
}

/** A version that counts as seen: the next one of the key may come, or everything up to it is given up. */
interface KeyPosition {
  readonly consumer: string;
  readonly topic: string;
  readonly key: string;
  /** Null when the header was unreadable. */
  readonly version: number | null;
}

/** Decides the next step, and when that lets the key go on, counts the version as seen. */
async function stepOf(
  tx: EntityManager,
  position: KeyPosition,
  failure: Omit<Failure, 'isNext'>,
): Promise<ParkingStep> {
  const isFailure = failure.errorClass === 'poison' || failure.errorClass === 'retryable';
  if (failure.policy === 'hold' || !isFailure) return nextStep({ ...failure, isNext: true });
  const step = nextStep({ ...failure, isNext: await isNextOfKey(tx, position) });
  if (!step.holdsKey && position.version !== null) {
    await tx.query(SEEN_SQL, [position.consumer, position.topic, position.key, position.version]);
  }
  return step;
}

/** Locks the key's head, so that the answer stays true until the transaction ends. */
async function isNextOfKey(tx: EntityManager, { consumer, topic, key, version }: KeyPosition): Promise<boolean> {
  if (version === null) return true;
  const [head] = await tx.query<{ version: string }[]>(
    'SELECT version FROM consumer_key_heads WHERE consumer = $1 AND topic = $2 AND key = $3 FOR UPDATE',
    [consumer, topic, key],
  );
  if (head || version === 1) return Number(head?.version ?? 0) >= version - 1;
  return hasBaseline(tx, consumer, topic);
}

/** Of each key the first that holds it, and every released one; not those whose run has no turn yet. */
const DUE_SQL = `
  WITH first_of_key AS (
    SELECT DISTINCT ON (topic, key) id, state, next_attempt_at, replay_id, replay_outcome FROM parked_messages
    WHERE consumer = $1 AND state IN ('waiting', 'dead') AND holds_key
    ORDER BY topic, key, COALESCE(key_version, 0), id
  ), candidates AS (
    SELECT * FROM first_of_key
    UNION ALL
    SELECT id, state, next_attempt_at, replay_id, replay_outcome FROM parked_messages
    WHERE consumer = $1 AND state IN ('waiting', 'dead') AND NOT holds_key
  )
  SELECT c.id, r.id AS "replayId" FROM candidates c
  LEFT JOIN parked_replays r ON r.id = c.replay_id AND c.replay_outcome IS NULL
  WHERE c.state = 'waiting' AND c.next_attempt_at <= now() AND (r.id IS NULL OR r.next_at <= now())
  ORDER BY c.next_attempt_at, c.id LIMIT $2`;

/** A parked message that may be tried now. */
export interface DueMessage {
  readonly id: string;
  /** The run that it must keep pace with, or null when it comes by itself. */
  readonly replayId: string | null;
}

/** Messages to try now: of each key the first one only. */
export function dueParked(tx: EntityManager, consumer: string, limit: number): Promise<DueMessage[]> {
  return tx.query<DueMessage[]>(DUE_SQL, [consumer, limit]);
}

/** Locks a waiting message for this transaction; null when it is settled or another process has it. */
export async function claimParked(tx: EntityManager, id: string): Promise<ParkedMessage | null> {
  const [row] = await tx.query<ParkedRow[]>(
    `SELECT * FROM parked_messages WHERE id = $1 AND state = 'waiting' FOR UPDATE SKIP LOCKED`,
    [id],
  );
  return row ? parkedMessageOf(row) : null;
}

/** Settles a message whose effects are in `tx`. */
export async function markReplayed(tx: EntityManager, id: string): Promise<void> {
  await tx.query(
    `UPDATE parked_messages SET state = 'replayed', settled_at = now(), attempts = attempts + 1,
       replay_outcome = CASE WHEN replay_id IS NOT NULL THEN 'replayed' END
     WHERE id = $1`,
    [id],
  );
}

const FAILED_SQL = `
  UPDATE parked_messages SET attempts = $2, state = $3, error_class = $4, error_code = $5, error_detail = $6,
    holds_key = $7, gap_accepted = gap_accepted OR $8, next_attempt_at = now() + $9 * interval '1 millisecond',
    replay_outcome = CASE WHEN replay_id IS NOT NULL THEN 'failed' END
  WHERE id = $1 AND state = 'waiting' AND attempts = $10`;

/** What the run would have done with the rest of the key waits for the failed one now. */
const HELD_SQL = `
  UPDATE parked_messages SET replay_outcome = 'held'
  WHERE replay_id = $1 AND consumer = $2 AND topic = $3 AND key = $4 AND id <> $5 AND holds_key
    AND state = 'waiting' AND replay_outcome IS NULL`;

/** Writes down a failed attempt. Counted here and not when it succeeds, so that the pauses do grow. */
export async function markFailed(
  tx: EntityManager,
  parked: ParkedMessage,
  reason: ParkingReason,
  policy: ParkingPolicy,
): Promise<void> {
  const { id, consumer, topic, key, keyVersion: version, replayId } = parked;
  const attempts = parked.attempts + 1;
  await inTransaction(tx, async (inner) => {
    // Once released, for ever: its version counts as seen.
    const step = parked.holdsKey
      ? await stepOf(inner, { consumer, topic, key, version }, { ...reason, attempts, policy })
      : nextStep({ ...reason, attempts, policy: 'release', isNext: true });
    await inner.query(FAILED_SQL, [
      ...[id, attempts, step.state, reason.errorClass, reason.code, reason.detail],
      ...[step.holdsKey, step.gapAccepted, step.delayMs, parked.attempts],
    ]);
    if (replayId !== null && step.holdsKey) await inner.query(HELD_SQL, [replayId, consumer, topic, key, id]);
  });
}

/** What is in `parked` as it was on the wire. */
export function wireMessageOf({ topic, key, value, headers }: ParkedMessage): WireMessage {
  return { topic, key, value, headers };
}

/** In the caller's transaction where there is one. */
function inTransaction(tx: EntityManager, work: (tx: EntityManager) => Promise<void>): Promise<void> {
  return tx.queryRunner?.isTransactionActive === true ? work(tx) : tx.transaction(work);
}

function keyVersionOf({ headers }: WireMessage): number | null {
  const version = Number(headers['ce_keyversion'] ?? Number.NaN);
  return Number.isSafeInteger(version) && version > 0 ? version : null;
}

/** Without a readable id, the bytes are the identity: the same broken message parks once. */
function messageIdOf({ topic, key, value, headers }: WireMessage): string {
  const id = headers['ce_id'];
  if (id !== undefined && id !== '' && id.length <= 200) return id;
  const hash = createHash('sha256')
    .update(JSON.stringify([topic, key, headers]))
    .update(value)
    .digest('hex');
  return `sha256:${hash}`;
}
