import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';

/**
 * How a call to the outside ended. `unknown`: nobody knows, it may have had its effect (this is written before the
 * call and stays when the process dies during it). `done`: it had. `refused`: it was judged and turned down.
 * `transient`: it had none, later perhaps. `not_made`: the breaker turned it away. `repeated`: it was unknown, and
 * the same key was sent again.
 */
export type EffectOutcome = 'unknown' | 'done' | 'refused' | 'transient' | 'not_made' | 'repeated';

/** What is about to be done outside. */
export interface EffectIntent {
  /** Of which sort, for instance `mail`. */
  readonly kind: string;
  /** What of ours it is about: an id. */
  readonly subject: string;
  /** The same at every attempt: by it the partner knows a repetition, or can be asked. */
  readonly idempotencyKey: string;
  /** What will be said, hashed; absent when it is made at the call. */
  readonly payload?: string;
}

/** What came of it. `detail` must hold no personal data. */
export interface EffectResult {
  readonly outcome: EffectOutcome;
  readonly status?: number | null;
  readonly detail?: string | null;
}

/**
 * Puts a call on record. Commit before making it: whoever finds the row without a result knows that the call may
 * have happened. Earlier attempts of the same key without a result become `repeated`: ask about them first where
 * the partner can be asked ({@link unknownAmong}).
 * @returns the attempt's id.
 */
export async function beginEffect(tx: EntityManager, intent: EffectIntent): Promise<string> {
  const { kind, subject, idempotencyKey, payload } = intent;
  const id = uuidv7();
  await tx.query(
    `WITH open AS (
       UPDATE effect_attempts SET outcome = 'repeated', ended_at = COALESCE(ended_at, now())
       WHERE kind = $2 AND idempotency_key = $4 AND outcome = 'unknown')
     INSERT INTO effect_attempts (id, kind, subject, idempotency_key, payload_hash) VALUES ($1, $2, $3, $4, $5)`,
    [id, kind, subject, idempotencyKey, payload === undefined ? null : hashOf(payload)],
  );
  return id;
}

/** Writes down what came of one attempt. */
export async function endEffect(tx: EntityManager, attemptId: string, result: EffectResult): Promise<void> {
  const { outcome, status = null, detail = null } = result;
  await tx.query('UPDATE effect_attempts SET ended_at = now(), outcome = $2, status = $3, detail = $4 WHERE id = $1', [
    ...[attemptId, outcome, status, detail],
  ]);
}

/** Gives every attempt of a key without a result this one: the partner was asked, or the effect is given up. */
export async function settleEffect(
  tx: EntityManager,
  { kind, idempotencyKey }: Pick<EffectIntent, 'kind' | 'idempotencyKey'>,
  { outcome, status = null, detail = null }: EffectResult,
): Promise<void> {
  await tx.query(
    `UPDATE effect_attempts SET ended_at = now(), outcome = $3, status = $4, detail = $5
     WHERE kind = $1 AND idempotency_key = $2 AND outcome = 'unknown'`,
    [kind, idempotencyKey, outcome, status, detail],
  );
}

/** One attempt, as it is on record. */
export interface EffectAttempt {
  readonly startedAt: Date;
  /** Null: nobody knows what came of it. */
  readonly endedAt: Date | null;
  readonly outcome: EffectOutcome;
  /** HTTP status, where there was one. */
  readonly status: number | null;
  readonly detail: string | null;
}

/** Every attempt of one key, the first one first; those that the retention has thrown away are gone. */
export async function effectAttempts(
  tx: EntityManager,
  kind: string,
  idempotencyKey: string,
): Promise<EffectAttempt[]> {
  return tx.query<EffectAttempt[]>(
    `SELECT started_at AS "startedAt", ended_at AS "endedAt", outcome, status, detail FROM effect_attempts
     WHERE kind = $1 AND idempotency_key = $2 ORDER BY started_at, id`,
    [kind, idempotencyKey],
  );
}

/** Of these keys those with an attempt that may have had its effect. */
export async function unknownAmong(
  tx: EntityManager,
  kind: string,
  idempotencyKeys: readonly string[],
): Promise<ReadonlySet<string>> {
  if (idempotencyKeys.length === 0) return new Set();
  const rows = await tx.query<{ idempotency_key: string }[]>(
    `SELECT DISTINCT idempotency_key FROM effect_attempts
     WHERE kind = $1 AND idempotency_key = ANY ($2::text[]) AND outcome = 'unknown'`,
    [kind, [...idempotencyKeys]],
  );
  return new Set(rows.map((row) => row.idempotency_key));
}

const hashOf = (payload: string): string => createHash('sha256').update(payload).digest('hex');
