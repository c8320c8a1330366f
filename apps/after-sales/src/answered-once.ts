import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { badRequest, conflict, unprocessable } from '#platform';

const KEY = /^[\x21-\x7e]{1,255}$/;

/** A request that may come again. */
export interface KeyedRequest {
  readonly merchantId: string;
  /** The Idempotency-Key header. */
  readonly key: string | undefined;
  /** All that the answer depends on: what is asked, of what. */
  readonly request: object;
}

export interface Answered<T> {
  readonly answer: T;
  readonly replayed: boolean;
}

/**
 * Answers a request once; the same key and request again get the first answer. The key is held until the transaction
 * ends and is gone with it: a crash leaves none in flight for ever.
 * @throws 400 without a key, 409 while the same key is being answered, 422 when it was used for another request.
 */
export async function answeredOnce<T extends object>(
  tx: EntityManager,
  { merchantId, key, request }: KeyedRequest,
  work: () => Promise<T>,
): Promise<Answered<T>> {
  if (key === undefined || !KEY.test(key))
    throw badRequest('IDEMPOTENCY_KEY_MISSING', 'Send an Idempotency-Key header of 1 to 255 visible characters.');
  const hash = createHash('sha256').update(canonical(request)).digest();
  const [lock] = await tx.query<{ free: boolean }[]>(
    `SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS free`,
    [`idempotency ${merchantId} ${key}`],
  );
  if (lock?.free !== true)
    throw conflict('IDEMPOTENCY_KEY_IN_FLIGHT', 'A request with this Idempotency-Key is being answered: try again.');
  const [known] = await tx.query<{ request_hash: Buffer; response: T }[]>(
    `SELECT request_hash, response FROM idempotency_keys WHERE merchant_id = $1 AND key = $2`,
    [merchantId, key],
  );
  if (known && !known.request_hash.equals(hash))
    throw unprocessable('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for another request.');
  if (known) return { answer: known.response, replayed: true };
  const answer = await work();
  await tx.query(`INSERT INTO idempotency_keys (merchant_id, key, request_hash, response) VALUES ($1, $2, $3, $4)`, [
    ...[merchantId, key, hash, JSON.stringify(answer)],
  ]);
  return { answer, replayed: false };
}

/** The same facts in another order of fields are the same request. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, field: unknown) =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );
}
