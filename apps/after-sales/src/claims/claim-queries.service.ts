import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { KnownLine } from '../orders/domain/known-order.js';
import { claimNotFound } from './claim.errors.js';
import type { ClaimRow, ClaimScope } from './claim-rows.js';
import type { ClaimStatus } from './domain/claim-state.js';

interface PhotoRow {
  claim_id: string;
  sha256: string;
  type: string;
  width: number;
  height: number;
}

interface CreditRow {
  claim_id: string;
  number: string;
  amount_minor: string;
  credited_at: Date;
}

/** A claim, and of its order what a person calls it by. */
interface ShownRow extends ClaimRow {
  readonly external_id: string;
  readonly order_lines: readonly KnownLine[];
}

/** Nulls: any. */
export interface ClaimFilter {
  readonly merchantId: string | null;
  readonly supplierId: string | null;
  readonly orderId: string | null;
  readonly returnId: string | null;
  readonly status: ClaimStatus | null;
  readonly limit: number;
}

/** Of one status and currency: how many there are, and what is owed for them. */
export interface ClaimCount {
  readonly status: ClaimStatus;
  readonly currency: string;
  readonly claims: number;
  /** Minor units that no credit note has made up for. */
  readonly dueMinor: number;
}

export type ClaimView = ReturnType<typeof viewOf>;

/** Claims as the outside sees them. */
@Injectable()
export class ClaimQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws claimNotFound, also for one of somebody else. */
  async one({ claimId, merchantId, supplierId }: ClaimScope, tx = this.dataSource.manager): Promise<ClaimView> {
    const any = { orderId: null, returnId: null, status: null, limit: 1 };
    const [view] = await this.select({ ...any, merchantId, supplierId }, 'AND c.id = $6', [claimId], tx);
    if (!view) throw claimNotFound(claimId);
    return view;
  }

  /** Newest first. */
  find(filter: ClaimFilter, beforeId: string | null): Promise<ClaimView[]> {
    return this.select(filter, 'AND ($6::uuid IS NULL OR c.id < $6) ORDER BY c.id DESC', [beforeId]);
  }

  /** What is not over, the one first that has waited longest for its supplier. */
  due(filter: ClaimFilter, after: readonly [answerBy: string, id: string] | null): Promise<ClaimView[]> {
    return this.select(
      filter,
      `AND c.status IN ('open', 'accepted', 'disputed')
       AND ($6::timestamptz IS NULL OR (c.answer_by, c.id) > ($6, $7)) ORDER BY c.answer_by, c.id`,
      [after?.[0] ?? null, after?.[1] ?? null],
    );
  }

  /** What suppliers owe, by status. */
  counts(merchantId: string | null, supplierId: string | null): Promise<ClaimCount[]> {
    return this.dataSource.query<ClaimCount[]>(
      `SELECT status, currency, count(*)::int AS claims, sum(amount_minor - credited_minor)::float8 AS "dueMinor"
       FROM claims WHERE status IN ('open', 'accepted', 'disputed') AND ($1::uuid IS NULL OR merchant_id = $1)
         AND ($2::uuid IS NULL OR supplier_id = $2) GROUP BY status, currency ORDER BY status, currency`,
      [merchantId, supplierId],
    );
  }

  private async select(
    { merchantId, supplierId, orderId, returnId, status, limit }: ClaimFilter,
    order: string,
    parameters: readonly unknown[],
    tx: EntityManager = this.dataSource.manager,
  ): Promise<ClaimView[]> {
    const rows = await tx.query<ShownRow[]>(
      `SELECT c.*, o.external_id, o.lines AS order_lines FROM claims c JOIN orders o USING (order_id)
       WHERE ($1::uuid IS NULL OR c.merchant_id = $1) AND ($2::uuid IS NULL OR c.supplier_id = $2)
         AND ($3::uuid IS NULL OR c.order_id = $3) AND ($4::text IS NULL OR c.status = $4)
         AND ($5::uuid IS NULL OR c.return_id = $5) ${order} LIMIT ${String(limit)}`,
      [merchantId, supplierId, orderId, status, returnId, ...parameters],
    );
    const ids = rows.map((row) => row.id);
    const photos = await tx.query<PhotoRow[]>(
      `SELECT claim_id, sha256, type, width, height FROM claim_photos WHERE claim_id = ANY ($1::uuid[]) ORDER BY added_at`,
      [ids],
    );
    const credits = await tx.query<CreditRow[]>(
      `SELECT claim_id, number, amount_minor, credited_at FROM credit_notes WHERE claim_id = ANY ($1::uuid[])
       ORDER BY credited_at`,
      [ids],
    );
    return rows.map((row) => viewOf(row, photos, credits));
  }
}

const viewOf = (row: ShownRow, photos: readonly PhotoRow[], credits: readonly CreditRow[]) => ({
  id: row.id,
  number: row.number,
  merchantId: row.merchant_id,
  orderId: row.order_id,
  externalId: row.external_id,
  supplierId: row.supplier_id,
  purchaseOrderId: row.purchase_order_id,
  type: row.type,
  returnId: row.return_id,
  complaintId: row.complaint_id,
  status: row.status,
  decision: row.decision,
  note: row.note,
  currency: row.currency,
  amountMinor: Number(row.amount_minor),
  creditedMinor: Number(row.credited_minor),
  reminders: row.reminders,
  answerBy: row.answer_by.toISOString(),
  openedAt: row.opened_at.toISOString(),
  lines: row.lines.map((line) => ({
    ...line,
    title: row.order_lines.find(({ lineId }) => lineId === line.orderLineId)?.title ?? line.sku,
  })),
  photos: photos
    .filter(({ claim_id }) => claim_id === row.id)
    .map(({ sha256, type, width, height }) => ({ sha256, type, width, height })),
  creditNotes: credits
    .filter(({ claim_id }) => claim_id === row.id)
    .map(({ number, amount_minor, credited_at }) => ({
      ...{ number, amountMinor: Number(amount_minor), creditedAt: credited_at.toISOString() },
    })),
});
