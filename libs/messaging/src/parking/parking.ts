import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { WireMessage } from '#contracts';
import { backoffMs } from '../concurrency/backoff.js';
import type { ParkedClass, ParkedMessage } from './parked-message.js';
import { parkedMessageOf, type ParkedRow } from './parked-row.js';
import { GAP_TRIES_MAX, REPLAY_BASE_MS, REPLAY_MAX_MS } from './parking-limits.js';

/** Why a message is set aside. */
export interface ParkingReason {
  readonly errorClass: ParkedClass;
  readonly code: string;
  readonly detail: string;
}

const PARK_SQL = `
  INSERT INTO parked_messages (id, consumer, topic, key, key_version, message_id, type, headers, value,
    state, error_class, error_code, error_detail, attempts, next_attempt_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, now() + $15 * interval '1 millisecond')
  ON CONFLICT (consumer, message_id) DO NOTHING`;

/** Sets a message aside. Doing it twice changes nothing. */
export async function park(
  tx: EntityManager,
  consumer: string,
  message: WireMessage,
  reason: ParkingReason,
): Promise<void> {
  const { topic, key, value, headers } = message;
  const tried = reason.errorClass === 'behind' ? 0 : 1;
  const { state, delayMs } = nextStep(reason.errorClass, tried);
  await tx.query(PARK_SQL, [
    ...[uuidv7(), consumer, topic, key, keyVersionOf(message), messageIdOf(message), headers['ce_type'] ?? null],
    ...[JSON.stringify(headers), value, state, reason.errorClass, reason.code, reason.detail, tried, delayMs],
  ]);
}

const DUE_SQL = `
  SELECT * FROM (
    SELECT DISTINCT ON (topic, key) id, state, next_attempt_at FROM parked_messages
    WHERE consumer = $1 AND state IN ('waiting', 'dead')
    ORDER BY topic, key, COALESCE(key_version, 0), id) AS first_of_key
  WHERE state = 'waiting' AND next_attempt_at <= now()
  ORDER BY next_attempt_at LIMIT $2`;

/** Ids of messages to try now: of each key the first one only. */
export async function dueParked(tx: EntityManager, consumer: string, limit: number): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(DUE_SQL, [consumer, limit]);
  return rows.map((row) => row.id);
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
    `UPDATE parked_messages SET state = 'replayed', settled_at = now(), attempts = attempts + 1 WHERE id = $1`,
    [id],
  );
}

/** Writes down a failed attempt. Counted here and not when it succeeds, so that the pauses do grow. */
export async function markFailed(tx: EntityManager, parked: ParkedMessage, reason: ParkingReason): Promise<void> {
  const attempts = parked.attempts + 1;
  const { state, delayMs } = nextStep(reason.errorClass, attempts);
  await tx.query(
    `UPDATE parked_messages SET attempts = $2, state = $3, error_class = $4, error_code = $5, error_detail = $6,
       next_attempt_at = now() + $7 * interval '1 millisecond'
     WHERE id = $1 AND state = 'waiting' AND attempts = $8`,
    [parked.id, attempts, state, reason.errorClass, reason.code, reason.detail, delayMs, parked.attempts],
  );
}

/** What is in `parked` as it was on the wire. */
export function wireMessageOf({ topic, key, value, headers }: ParkedMessage): WireMessage {
  return { topic, key, value, headers };
}

/** An outage never makes a message dead, however long it lasts; a gap does, because nobody may be coming. */
function nextStep(errorClass: ParkedClass, attempts: number): { state: 'waiting' | 'dead'; delayMs: number } {
  if (errorClass === 'poison') return { state: 'dead', delayMs: 0 };
  if (errorClass === 'behind') return { state: 'waiting', delayMs: 0 };
  if (errorClass === 'gap' && attempts >= GAP_TRIES_MAX) return { state: 'dead', delayMs: 0 };
  return { state: 'waiting', delayMs: backoffMs(attempts, { baseMs: REPLAY_BASE_MS, maxMs: REPLAY_MAX_MS }) };
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
