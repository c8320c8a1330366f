import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { CustomerDataAnswered } from '#contracts';
import type { AnswerChunk } from './domain/request-progress.js';

export type RequestState = 'collecting' | 'ready' | 'expired' | 'checking' | 'previewed' | 'erasing' | 'done';

/** A row of `customer_requests`. */
export interface RequestRow {
  readonly id: string;
  readonly kind: 'export' | 'erasure';
  readonly customer_id: string | null;
  readonly merchant_id: string;
  readonly state: RequestState;
  readonly requested_by: 'customer' | 'merchant' | 'retention';
  readonly reason: string | null;
  readonly order_ids: string[];
  readonly email_hmac: string | null;
  readonly attempt: number;
  readonly asked_at: Date;
  /** On whose page it was asked for; null: a merchant or the retention asked. */
  readonly order_id: string | null;
  /** Of the link for one use; null once it was used. */
  readonly link_sha256: Buffer | null;
  readonly public_key: string | null;
  readonly private_key: string | null;
  readonly file_bytes: string | null;
  readonly file_sha256: string | null;
  readonly requested_at: Date;
  readonly finished_at: Date | null;
  readonly expires_at: Date | null;
}

/** Who does something; null: nobody, it was time. */
export interface Doer {
  readonly role: string;
  readonly keyId: string | null;
}

export const byItself: Doer = { role: 'system', keyId: null };
/** On the page of an order; the page asks for no key. */
export const byCustomer: Doer = { role: 'customer', keyId: null };

export type NewRequest = Pick<
  RequestRow,
  'kind' | 'customer_id' | 'merchant_id' | 'state' | 'requested_by' | 'reason' | 'order_ids' | 'email_hmac'
> &
  Partial<Pick<RequestRow, 'public_key' | 'private_key' | 'order_id'>>;

export async function insertRequest(tx: EntityManager, request: NewRequest): Promise<RequestRow> {
  const { kind, customer_id, merchant_id, state, requested_by, reason, order_ids, email_hmac } = request;
  const [row] = await tx.query<[RequestRow]>(
    `INSERT INTO customer_requests (id, kind, customer_id, merchant_id, state, requested_by, reason, order_ids,
       email_hmac, public_key, private_key, order_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING *`,
    [
      ...[uuidv7(), kind, customer_id, merchant_id, state, requested_by, reason, order_ids, email_hmac],
      ...[request.public_key ?? null, request.private_key ?? null, request.order_id ?? null],
    ],
  );
  return row;
}

/** Locked until the transaction ends. */
export async function holdRequest(
  tx: EntityManager,
  id: string,
  merchantId: string | null = null,
): Promise<RequestRow | undefined> {
  const [row] = await tx.query<RequestRow[]>(
    `SELECT * FROM customer_requests WHERE id = $1 AND ($2::uuid IS NULL OR merchant_id = $2) FOR UPDATE`,
    [id, merchantId],
  );
  return row;
}

export async function logRequest(tx: EntityManager, id: string, action: string, { role, keyId }: Doer): Promise<void> {
  await tx.query(
    `INSERT INTO customer_request_log (id, request_id, action, actor_role, actor_key_id) VALUES ($1, $2, $3, $4, $5)`,
    [uuidv7(), id, action, role, keyId],
  );
}

/** Data that a service handed in, or what it says it erased. The same again changes nothing. */
export async function keepAnswer(
  tx: EntityManager,
  stage: 'data' | 'erasure',
  answer: Partial<CustomerDataAnswered> & Pick<CustomerDataAnswered, 'requestId' | 'service' | 'counts'>,
): Promise<void> {
  const { requestId, service, attempt = 1, chunk = 0, chunks = 1, counts, blockers = [], sealed = null } = answer;
  await tx.query(
    `INSERT INTO customer_answers (request_id, stage, service, attempt, chunk, chunks, counts, blockers, sealed)
     SELECT id, $2, $3, $4, $5, $6, $7, $8, $9 FROM customer_requests WHERE id = $1 ON CONFLICT DO NOTHING`,
    [
      ...[requestId, stage, service, attempt, chunk, chunks],
      ...[JSON.stringify(counts), JSON.stringify(blockers), sealed],
    ],
  );
}

export async function answerChunks(
  tx: EntityManager,
  requestId: string,
  stage: 'data' | 'erasure',
): Promise<AnswerChunk[]> {
  return tx.query<AnswerChunk[]>(
    `SELECT service, attempt, chunk, chunks, counts, blockers, answered_at AS "answeredAt" FROM customer_answers
     WHERE request_id = $1 AND stage = $2 ORDER BY service, attempt, chunk`,
    [requestId, stage],
  );
}
