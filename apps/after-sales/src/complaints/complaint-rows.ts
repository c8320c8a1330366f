import type { EntityManager } from 'typeorm';
import type { ComplaintClock, ComplaintResolution, ComplaintType, IntakeChannel, PartyAtFault } from '#contracts';
import type { ComplaintStatus } from './domain/complaint-state.js';

/** How a complaint ended. */
export interface Solution {
  readonly cause: ComplaintType;
  readonly partyAtFault: PartyAtFault;
  readonly resolution: ComplaintResolution;
}

export interface ComplaintRow {
  readonly id: string;
  readonly number: string;
  readonly merchant_id: string;
  readonly order_id: string;
  readonly type: ComplaintType;
  readonly channel: IntakeChannel;
  readonly status: ComplaintStatus;
  readonly order_line_id: string | null;
  readonly sku: string | null;
  readonly supplier_id: string | null;
  readonly carrier: string | null;
  readonly assignee: string | null;
  readonly level: number;
  readonly first_answer_due_at: Date;
  readonly first_answered_at: Date | null;
  readonly solution_due_at: Date;
  readonly next_due_at: Date | null;
  readonly clock_began_at: Date;
  readonly breached: readonly ComplaintClock[];
  readonly solution: Solution | null;
  readonly merged_into: string | null;
  readonly incident_id: string | null;
  readonly opened_at: Date;
  readonly solved_at: Date | null;
  /** Counts what happened to it: two people who work on one complaint notice each other by it. */
  readonly revision: number;
}

/** Which complaint somebody asks for. Nulls: may see all. */
export interface ComplaintScope {
  readonly complaintId: string;
  readonly merchantId: string | null;
  readonly supplierId: string | null;
  /** The revision that the caller decided by; absent or null: whatever is there. */
  readonly seen?: number | null;
}

/** The complaint, held to be changed until the transaction ends; null for one that is not theirs. */
export async function holdComplaint(
  tx: EntityManager,
  { complaintId, merchantId, supplierId }: ComplaintScope,
): Promise<ComplaintRow | null> {
  const [rows] = await tx.query<[ComplaintRow[], number]>(
    `UPDATE complaints SET revision = revision + 1
     WHERE id = $1 AND ($2::uuid IS NULL OR merchant_id = $2) AND ($3::uuid IS NULL OR supplier_id = $3) RETURNING *`,
    [complaintId, merchantId, supplierId],
  );
  return rows[0] ?? null;
}

export const complaintPlace = (row: ComplaintRow) => ({ merchantId: row.merchant_id, key: row.order_id });

export const complaintIdentity = (row: ComplaintRow) => ({
  ...{ complaintId: row.id, number: row.number, orderId: row.order_id },
});
