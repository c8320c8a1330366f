import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { DAY_MS } from '#calendar';
import { DeadlinePassed, ReturnExpired, ReturnLabelIssued, ReturnRefused, type ReturnPayer } from '#contracts';
import { draft, Outbox } from '#messaging';
import type { KnownOrder } from '../orders/domain/known-order.js';
import { PoliciesService } from '../policies/policies.service.js';
import type { IssueLabelDto } from './dto/change-return.dto.js';
import { assertSendingBack, assertTransition, canBecome } from './domain/return-state.js';
import { comesBack, isWhole } from './domain/units-due.js';
import { approved, closed, identityOf, placeOf } from './return-facts.js';
import { updateReturn, type ReturnLineRow, type ReturnRecord } from './return-rows.js';
import { nothingToSend } from './return.errors.js';
import { ReturnSettlement } from './return-settlement.service.js';

/** Who agreed. */
export type Approver = 'policy' | 'merchant' | 'operator';

/** Name of the timer after which approved goods no longer count. */
export const expiryTimer = (returnId: string): string => `return-expiry ${returnId}`;

/** Decides about returns. The order is held by the caller. */
@Injectable()
export class ReturnDesk {
  constructor(
    private readonly policies: PoliciesService,
    private readonly settlement: ReturnSettlement,
    private readonly outbox: Outbox,
  ) {}

  /** Agrees. When nothing has to come back, what is due follows at once. */
  async approve(tx: EntityManager, order: KnownOrder, record: ReturnRecord, by: Approver): Promise<void> {
    assertTransition(record.status, 'approved');
    const waits = record.lines.some(comesBack);
    const { approvalDays } = await this.policies.pinned(tx, order.merchantId, order.policyVersion);
    const expiresAt = waits ? new Date(Date.now() + approvalDays * DAY_MS) : null;
    await updateReturn(tx, record.id, { status: 'approved', expires_at: expiresAt });
    const timer = expiresAt && {
      ...{ ...placeOf(record), dueAt: expiresAt, timer: expiryTimer(record.id) },
    };
    const deadline = { orderId: record.order_id, deadline: 'return-expiry', subjectId: record.id };
    await this.outbox.append(tx, [
      approved(record, by, expiresAt),
      ...(timer ? [draft(DeadlinePassed, timer, deadline)] : []),
    ]);
    if (!waits) await this.settlement.settle(tx, order, { ...record, status: 'approved' });
  }

  /** Refuses for good. */
  async refuse(tx: EntityManager, record: ReturnRecord, detail: string | null): Promise<void> {
    assertTransition(record.status, 'refused');
    const refusal = { clause: 'MERCHANT_DECISION' as const, detail };
    await updateReturn(tx, record.id, { status: 'refused', refusal, closed_at: new Date() });
    await this.outbox.append(tx, [draft(ReturnRefused, placeOf(record), { ...identityOf(record), ...refusal })]);
  }

  /**
   * Says how goods come back to one place: a label or instructions. Each call is a parcel of its own; units that are
   * in a parcel already stay in it.
   */
  async issueLabel(tx: EntityManager, record: ReturnRecord, label: IssueLabelDto): Promise<string> {
    assertSendingBack(record.status);
    const lines = record.lines.filter((line) => goesTo(line, label.supplierId ?? null));
    const [first] = lines;
    if (!first) throw nothingToSend();
    const shipmentId = uuidv7();
    const facts = {
      ...{ shipmentId, supplierId: label.supplierId ?? null, method: label.method, payer: payerOf(lines) },
      purchaseOrderId: label.supplierId == null ? null : first.purchase_order_id,
      ...{ carrier: label.carrier?.toLowerCase() ?? null, trackingNumber: label.trackingNumber ?? null },
      ...{ labelUrl: label.labelUrl ?? null, instructions: label.instructions ?? null },
      lines: lines.map(({ order_line_id: orderLineId, quantity }) => ({ orderLineId, quantity })),
      issuedAt: new Date().toISOString(),
    };
    await tx.query(
      `INSERT INTO return_parcels (shipment_id, return_id, order_id, supplier_id, purchase_order_id, method, carrier,
                                   tracking_number, label_url, instructions, payer, lines, issued_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        ...[shipmentId, record.id, record.order_id, facts.supplierId, facts.purchaseOrderId, facts.method],
        ...[facts.carrier, facts.trackingNumber, facts.labelUrl, facts.instructions, facts.payer],
        ...[JSON.stringify(facts.lines), facts.issuedAt],
      ],
    );
    if (canBecome(record.status, 'label_issued')) await updateReturn(tx, record.id, { status: 'label_issued' });
    await this.outbox.append(tx, [draft(ReturnLabelIssued, placeOf(record), { ...identityOf(record), ...facts })]);
    return shipmentId;
  }

  /** The customer or the merchant thinks better of it. */
  cancel(tx: EntityManager, record: ReturnRecord): Promise<void> {
    return this.end(tx, record, 'cancelled', 'cancelled');
  }

  /** Nothing more is to be done, whatever was refunded before. */
  close(tx: EntityManager, record: ReturnRecord, outcome: string): Promise<void> {
    return this.end(tx, record, 'closed', outcome);
  }

  /** Approved goods did not come back. Told twice, or too late, it changes nothing. */
  async expire(tx: EntityManager, record: ReturnRecord): Promise<void> {
    if (!canBecome(record.status, 'expired')) return;
    const now = new Date();
    await updateReturn(tx, record.id, { status: 'expired', closed_at: now });
    const data = { ...identityOf(record), expiredAt: now.toISOString() };
    await this.outbox.append(tx, [draft(ReturnExpired, placeOf(record), data)]);
  }

  /** The money is back. With nothing more to come, that is the end of it. */
  async noteRefunded(tx: EntityManager, record: ReturnRecord): Promise<void> {
    if (!canBecome(record.status, 'refunded')) return;
    await updateReturn(tx, record.id, { status: 'refunded' });
    if (!record.lines.every(isWhole)) return;
    // Of an exchange it is what the goods left over.
    const outcome = record.kind === 'exchange' ? 'exchanged' : 'refunded';
    await this.close(tx, { ...record, status: 'refunded' }, outcome);
  }

  private async end(
    tx: EntityManager,
    record: ReturnRecord,
    status: 'cancelled' | 'closed',
    outcome: string,
  ): Promise<void> {
    assertTransition(record.status, status);
    const now = new Date();
    await this.outbox.cancel(tx, expiryTimer(record.id));
    await updateReturn(tx, record.id, { status, outcome, closed_at: now });
    await this.outbox.append(tx, [closed(record, outcome, now)]);
  }
}

const goesTo = (line: ReturnLineRow, supplierId: string | null): boolean =>
  supplierId === null
    ? line.destination === 'merchant'
    : line.destination === 'supplier' && line.supplier_id === supplierId;

/** One parcel has one payer: whoever is not the customer, when the goods of one of them are at fault. */
function payerOf(lines: readonly ReturnLineRow[]): ReturnPayer {
  const payers = lines.map(({ payer }) => payer);
  return payers.find((payer) => payer !== 'customer') ?? 'customer';
}
