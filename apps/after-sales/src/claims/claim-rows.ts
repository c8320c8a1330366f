import type { EntityManager } from 'typeorm';
import type { ClaimType } from '#contracts';
import type { ClaimStatus } from './domain/claim-state.js';

export interface ClaimLine {
  readonly orderLineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly unitCostMinor: number;
}

export interface ClaimRow {
  readonly id: string;
  readonly number: string;
  readonly merchant_id: string;
  readonly order_id: string;
  readonly supplier_id: string;
  readonly purchase_order_id: string;
  readonly type: ClaimType;
  readonly return_id: string | null;
  readonly complaint_id: string | null;
  readonly status: ClaimStatus;
  readonly lines: readonly ClaimLine[];
  readonly note: string | null;
  readonly decision: { readonly by: string; readonly detail: string | null } | null;
  readonly currency: string;
  readonly amount_minor: string;
  readonly credited_minor: string;
  readonly reminders: number;
  readonly answer_by: Date;
  readonly opened_at: Date;
}

/** Which claim somebody asks for. Nulls: may see all. */
export interface ClaimScope {
  readonly claimId: string;
  readonly merchantId: string | null;
  readonly supplierId: string | null;
}

/** The claim, held until the transaction ends; null for one that is not theirs. */
export async function holdClaim(
  tx: EntityManager,
  { claimId, merchantId, supplierId }: ClaimScope,
): Promise<ClaimRow | null> {
  const [row] = await tx.query<ClaimRow[]>(
    `SELECT * FROM claims WHERE id = $1 AND ($2::uuid IS NULL OR merchant_id = $2)
       AND ($3::uuid IS NULL OR supplier_id = $3) FOR UPDATE`,
    [claimId, merchantId, supplierId],
  );
  return row ?? null;
}
