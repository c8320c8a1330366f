import { ReturnApproved, ReturnClosed, ReturnRequested, WithdrawalDeclared } from '#contracts';
import { draft, type EventDraft } from '#messaging';
import { regimeOf } from '../policies/domain/withdrawal-law.js';
import type { KnownOrder } from '../orders/domain/known-order.js';
import type { ReturnRecord, ReturnRow } from './return-rows.js';

/** Where facts about a return go. */
export const placeOf = (row: Pick<ReturnRow, 'merchant_id' | 'order_id'>) => ({
  ...{ merchantId: row.merchant_id, key: row.order_id },
});

/** What every fact about a return says. */
export const identityOf = (row: Pick<ReturnRow, 'id' | 'number' | 'order_id'>) => ({
  ...{ returnId: row.id, number: row.number, orderId: row.order_id },
});

export const requested = (record: ReturnRecord): EventDraft =>
  draft(ReturnRequested, placeOf(record), {
    ...identityOf(record),
    ...{ kind: record.kind, channel: record.channel, policyVersion: record.policy_version },
    lines: record.lines.map((line) => ({
      ...{ returnLineId: line.id, orderLineId: line.order_line_id, sku: line.sku, quantity: line.quantity },
      ...{ reasonCode: line.reason_code, supplierId: line.supplier_id, purchaseOrderId: line.purchase_order_id },
    })),
    requestedAt: record.requested_at.toISOString(),
  });

export const approved = (record: ReturnRecord, approvedBy: string, expiresAt: Date | null): EventDraft =>
  draft(ReturnApproved, placeOf(record), {
    ...identityOf(record),
    approvedBy,
    lines: record.lines.map((line) => ({
      ...{ returnLineId: line.id, orderLineId: line.order_line_id, quantity: line.quantity },
      ...{ clause: line.clause, destination: line.destination, payer: line.payer },
    })),
    expiresAt: expiresAt?.toISOString() ?? null,
  });

/** Nothing more will happen. */
export const closed = (row: ReturnRow, outcome: string, at: Date): EventDraft =>
  draft(ReturnClosed, placeOf(row), { ...identityOf(row), outcome, closedAt: at.toISOString() });

/** Null when it is none. */
export function withdrawalOf(record: ReturnRecord, order: KnownOrder): EventDraft | null {
  const regime = regimeOf(order.country);
  if (record.withdrawal === null || regime === null || order.country === null) return null;
  const { withdrawalId, contactEmail, declaredAt } = record.withdrawal;
  const units = new Map<string, number>();
  for (const { order_line_id: id, quantity } of record.lines) units.set(id, (units.get(id) ?? 0) + quantity);
  return draft(WithdrawalDeclared, placeOf(record), {
    ...{ ...identityOf(record), withdrawalId, regime, country: order.country, contactEmail, declaredAt },
    lines: [...units].map(([orderLineId, quantity]) => ({ orderLineId, quantity })),
  });
}
