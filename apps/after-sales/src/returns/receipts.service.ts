import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ReturnReceived } from '#contracts';
import { draft, Outbox } from '#messaging';
import type { Actor } from '#platform';
import { ClaimsService } from '../claims/claims.service.js';
import type { KnownOrder } from '../orders/domain/known-order.js';
import type { ReceivedLineDto, ReceiveReturnDto } from './dto/change-return.dto.js';
import { assertTransition } from './domain/return-state.js';
import { comesBack, isWhole, receivedUnits } from './domain/units-due.js';
import { expiryTimer } from './return-desk.service.js';
import { identityOf, placeOf } from './return-facts.js';
import { updateReturn, type ReturnLineRow, type ReturnRecord } from './return-rows.js';
import { receiptReused, receiptTooMany, unknownReturnLine } from './return.errors.js';
import { ReturnSettlement, type SettlementPreview } from './return-settlement.service.js';

/** What follows from a receipt. */
export interface ReceiptPreview extends SettlementPreview {
  /** Nothing more is expected after it: what is due follows. */
  readonly complete: boolean;
}

/** Books returned goods in, with their condition. The order is held by the caller. */
@Injectable()
export class ReceiptsService {
  constructor(
    private readonly settlement: ReturnSettlement,
    private readonly claims: ClaimsService,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Books a receipt. The same reference and content again changes nothing. A supplier books only what goes to it.
   * When all that is expected has come, what is due follows.
   */
  async receive(
    tx: EntityManager,
    order: KnownOrder,
    record: ReturnRecord,
    actor: Actor,
    receipt: ReceiveReturnDto,
  ): Promise<void> {
    const content = JSON.stringify({ by: actor.supplierId, lines: receipt.lines });
    const known = await this.known(tx, record.id, receipt.reference, content);
    if (known === 'other') throw receiptReused();
    if (known === 'same') return;
    assertTransition(record.status, 'received');
    const lines = withReceipt(record.lines, actor.supplierId, receipt);
    const receivedAt = new Date(receipt.receivedAt ?? Date.now());
    await this.store(tx, record.id, lines, { reference: receipt.reference, content, receivedAt });
    const complete = lines.every(isWhole);
    await this.outbox.cancel(tx, expiryTimer(record.id));
    await this.outbox.append(tx, [
      draft(ReturnReceived, placeOf(record), {
        ...{ ...identityOf(record), reference: receipt.reference, receivedBy: actor.role },
        ...{ supplierId: actor.supplierId, complete, receivedAt: receivedAt.toISOString() },
        lines: receipt.lines.map(({ returnLineId, quantity, condition }) => ({
          ...{ returnLineId, quantity, condition },
          orderLineId: lines.find((line) => line.id === returnLineId)?.order_line_id ?? returnLineId,
        })),
      }),
    ]);
    if (!complete) return;
    await this.claimCredit(tx, { ...record, lines });
    await this.settlement.settle(tx, order, { ...record, status: 'received', lines });
  }

  /** What would follow if a merchant booked this in. @throws as {@link receive} */
  async preview(
    tx: EntityManager,
    order: KnownOrder,
    record: ReturnRecord,
    received: readonly ReceivedLineDto[],
  ): Promise<ReceiptPreview> {
    assertTransition(record.status, 'received');
    const lines = withReceipt(record.lines, null, { reference: '', lines: received });
    return {
      complete: lines.every(isWhole),
      ...(await this.settlement.preview(tx, order, { ...record, status: 'received', lines })),
    };
  }

  /** Goods that went back to suppliers: each owes us for them, and is reminded until its credit note is here. */
  private async claimCredit(tx: EntityManager, { merchant_id, order_id, id, lines }: ReturnRecord): Promise<void> {
    const sentBack = lines.filter((line) => line.destination === 'supplier' && line.purchase_order_id !== null);
    for (const purchaseOrderId of new Set(sentBack.map((line) => line.purchase_order_id)))
      await this.claims.claimReturned(tx, {
        ...{
          merchantId: merchant_id,
          orderId: order_id,
          type: 'returned',
          returnId: id,
          complaintId: null,
          note: null,
        },
        purchaseOrderId,
        lines: sentBack
          .filter((line) => line.purchase_order_id === purchaseOrderId)
          .map(({ order_line_id: lineId, quantity }) => ({ lineId, quantity })),
      });
  }

  private async known(
    tx: EntityManager,
    returnId: string,
    reference: string,
    content: string,
  ): Promise<'new' | 'same' | 'other'> {
    const [row] = await tx.query<{ same: boolean }[]>(
      `SELECT content = $3::jsonb AS same FROM return_receipts WHERE return_id = $1 AND reference = $2`,
      [returnId, reference, content],
    );
    if (!row) return 'new';
    return row.same ? 'same' : 'other';
  }

  private async store(
    tx: EntityManager,
    returnId: string,
    lines: readonly ReturnLineRow[],
    { reference, content, receivedAt }: { reference: string; content: string; receivedAt: Date },
  ): Promise<void> {
    await tx.query(`INSERT INTO return_receipts (return_id, reference, content, received_at) VALUES ($1, $2, $3, $4)`, [
      returnId,
      reference,
      content,
      receivedAt,
    ]);
    await tx.query(
      `UPDATE return_lines l SET received = d.received
       FROM jsonb_to_recordset($1::jsonb) AS d (id uuid, received jsonb) WHERE l.id = d.id`,
      [JSON.stringify(lines.map(({ id, received }) => ({ id, received })))],
    );
    await updateReturn(tx, returnId, { status: 'received' });
  }
}

/** The lines with what came. @throws unknownReturnLine, receiptTooMany naming the entry. */
function withReceipt(
  lines: readonly ReturnLineRow[],
  supplierId: string | null,
  { reference, lines: received }: { readonly reference: string; readonly lines: readonly ReceivedLineDto[] },
): ReturnLineRow[] {
  const byId = new Map(lines.map((line) => [line.id, line]));
  received.forEach(({ returnLineId, quantity, condition }: ReceivedLineDto, index) => {
    const line = byId.get(returnLineId);
    if (!line || !comesBack(line) || !mayReceive(line, supplierId)) throw unknownReturnLine(index);
    if (receivedUnits(line) + quantity > line.quantity) throw receiptTooMany(index);
    byId.set(returnLineId, { ...line, received: [...line.received, { reference, condition, quantity }] });
  });
  return [...byId.values()];
}

const mayReceive = (line: ReturnLineRow, supplierId: string | null): boolean =>
  supplierId === null || (line.supplier_id === supplierId && line.destination === 'supplier');
