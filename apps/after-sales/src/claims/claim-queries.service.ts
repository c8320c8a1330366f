import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
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

/** Nulls: any. */
export interface ClaimFilter {
  readonly id: string | null;
  readonly merchantId: string | null;
  readonly supplierId: string | null;
  readonly orderId: string | null;
  readonly status: ClaimStatus | null;
  readonly beforeId: string | null;
  readonly limit: number;
}

export type ClaimView = ReturnType<typeof viewOf>;

/** Claims as the outside sees them. */
@Injectable()
export class ClaimQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws claimNotFound, also for one of somebody else. */
  async one({ claimId, merchantId, supplierId }: ClaimScope, tx = this.dataSource.manager): Promise<ClaimView> {
    const any = { orderId: null, status: null, beforeId: null, limit: 1 };
    const [view] = await this.find({ ...any, id: claimId, merchantId, supplierId }, tx);
    if (!view) throw claimNotFound(claimId);
    return view;
  }

  /** Newest first. */
  async find(filter: ClaimFilter, tx: EntityManager = this.dataSource.manager): Promise<ClaimView[]> {
    const { id, merchantId, supplierId, orderId, status, beforeId, limit } = filter;
    const rows = await tx.query<ClaimRow[]>(
      `SELECT * FROM claims
       WHERE ($1::uuid IS NULL OR merchant_id = $1) AND ($2::uuid IS NULL OR supplier_id = $2)
         AND ($3::uuid IS NULL OR order_id = $3) AND ($4::text IS NULL OR status = $4)
         AND ($5::uuid IS NULL OR id < $5) AND ($6::uuid IS NULL OR id = $6)
       ORDER BY id DESC LIMIT $7`,
      [merchantId, supplierId, orderId, status, beforeId, id, limit],
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

const viewOf = (row: ClaimRow, photos: readonly PhotoRow[], credits: readonly CreditRow[]) => ({
  id: row.id,
  number: row.number,
  orderId: row.order_id,
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
  lines: row.lines,
  photos: photos
    .filter(({ claim_id }) => claim_id === row.id)
    .map(({ sha256, type, width, height }) => ({ sha256, type, width, height })),
  creditNotes: credits
    .filter(({ claim_id }) => claim_id === row.id)
    .map(({ number, amount_minor, credited_at }) => ({
      ...{ number, amountMinor: Number(amount_minor), creditedAt: credited_at.toISOString() },
    })),
});
