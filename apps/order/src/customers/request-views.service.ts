import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { requestNotFound } from './customer.errors.js';
import { answersOf, type ServiceAnswer } from './domain/request-progress.js';
import { answerChunks, type RequestRow } from './request-rows.js';

/** What an erasure leaves in place, whoever it is about, and why. */
export const keptFacts = [
  { what: 'ORDER_LINES_AMOUNTS_DATES_COUNTRY', why: 'BOOKKEEPING' },
  { what: 'RETURNS_REFUNDS_CLAIMS_WITHOUT_TEXTS', why: 'BOOKKEEPING' },
  { what: 'SCORES_AND_FIGURES_WITHOUT_PERSON', why: 'NOT_PERSONAL' },
  { what: 'PROOF_OF_ERASURE', why: 'ACCOUNTABILITY' },
] as const;

/** One thing that was done with a request. */
export interface RequestLogEntry {
  readonly action: string;
  readonly actorRole: string;
  readonly actorKeyId: string | null;
  readonly at: Date;
}

/** An export or an erasure as merchants and operators see it. An erasure that is done is its own proof. */
export interface RequestView {
  readonly id: string;
  readonly kind: string;
  readonly customerId: string | null;
  readonly merchantId: string;
  readonly state: string;
  readonly requestedBy: string;
  readonly reason: string | null;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
  /** HMAC-SHA-256 of merchant and e-mail. */
  readonly emailHmac: string | null;
  readonly orders: number;
  readonly services: readonly Omit<ServiceAnswer, 'attempt'>[];
  readonly kept: typeof keptFacts | readonly [];
  readonly file: { readonly bytes: number; readonly sha256: string; readonly expiresAt: Date } | null;
  readonly log: readonly RequestLogEntry[];
}

/** Which requests. Newest first. */
export interface RequestFilter {
  readonly kind: 'export' | 'erasure';
  readonly merchantId: string | null;
  readonly customerId: string | null;
  readonly beforeId: string | null;
  readonly limit: number;
}

@Injectable()
export class RequestViews {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws requestNotFound, also for another merchant's. */
  async one(kind: 'export' | 'erasure', id: string, merchantId: string | null): Promise<RequestView> {
    return this.view(await this.row(kind, id, merchantId));
  }

  async row(kind: 'export' | 'erasure', id: string, merchantId: string | null): Promise<RequestRow> {
    const [row] = await this.dataSource.query<RequestRow[]>(
      `SELECT * FROM customer_requests WHERE id = $1 AND kind = $2 AND ($3::uuid IS NULL OR merchant_id = $3)`,
      [id, kind, merchantId],
    );
    if (!row) throw requestNotFound(id);
    return row;
  }

  async find({ kind, merchantId, customerId, beforeId, limit }: RequestFilter): Promise<RequestView[]> {
    const rows = await this.dataSource.query<RequestRow[]>(
      `SELECT * FROM customer_requests WHERE kind = $1 AND ($2::uuid IS NULL OR merchant_id = $2)
         AND ($3::uuid IS NULL OR customer_id = $3) AND ($4::uuid IS NULL OR id < $4) ORDER BY id DESC LIMIT $5`,
      [kind, merchantId, customerId, beforeId, limit],
    );
    return Promise.all(rows.map((row) => this.view(row)));
  }

  private async view(row: RequestRow): Promise<RequestView> {
    const stage = row.state === 'erasing' || row.state === 'done' ? 'erasure' : 'data';
    const answers = answersOf(await answerChunks(this.dataSource.manager, row.id, stage));
    const log = await this.dataSource.query<RequestLogEntry[]>(
      `SELECT action, actor_role AS "actorRole", actor_key_id AS "actorKeyId", at FROM customer_request_log
       WHERE request_id = $1 ORDER BY id`,
      [row.id],
    );
    return {
      ...{ id: row.id, kind: row.kind, customerId: row.customer_id, merchantId: row.merchant_id, state: row.state },
      ...{ requestedBy: row.requested_by, reason: row.reason, requestedAt: row.requested_at },
      ...{ finishedAt: row.finished_at, emailHmac: row.email_hmac, orders: row.order_ids.length },
      services: answers.map(({ service, state, answeredAt, counts, blockers }) => {
        return { service, state, answeredAt, counts, blockers };
      }),
      kept: row.kind === 'erasure' ? keptFacts : [],
      file: fileOf(row),
      log,
    };
  }
}

function fileOf({ state, file_bytes, file_sha256, expires_at }: RequestRow): RequestView['file'] {
  if (state !== 'ready' || file_bytes === null || file_sha256 === null || expires_at === null) return null;
  return { bytes: Number(file_bytes), sha256: file_sha256, expiresAt: expires_at };
}
