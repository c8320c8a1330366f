import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { ParcelShipped, PurchaseOrderLineAcknowledged } from '#contracts';
import { Outbox } from '#messaging';
import { unprocessable } from '#platform';
import { ChannelsService } from '../channels/channels.service.js';
import type {
  AcknowledgeDto,
  AcknowledgementLineDto,
  AddressAnswerDto,
  ShipNoticeDto,
} from './dto/supplier-messages.dto.js';
import { AddressChangesService } from './address-changes.service.js';
import type { LineFault, PurchaseOrder } from './purchase-order.entity.js';
import {
  impossibleQuantities,
  purchaseOrderClosed,
  purchaseOrderNotFound,
  referenceReused,
  shippedInFuture,
} from './purchase-order.errors.js';
import * as facts from './purchase-order.facts.js';
import type { PurchaseOrderScope } from './purchase-order.scope.js';
import { isInScope } from './purchase-order.scope.js';
import { databaseNow, lockPurchaseOrder, savePurchaseOrder } from './purchase-order.store.js';
import type { PurchaseOrderLineView } from './purchase-order.view.js';
import { lineViews } from './purchase-order.view.js';

/** What the supplier is answered; kept, so that the same message gets the same answer. */
export interface SupplierMessageAnswer {
  readonly purchaseOrderId: string;
  readonly reference: string;
  readonly status: string;
  readonly lines: readonly PurchaseOrderLineView[];
  readonly parcels?: readonly { parcelId: string; carrier: string; trackingNumber: string }[];
}

export interface AnswerOutcome {
  readonly answer: SupplierMessageAnswer;
  readonly replayed: boolean;
}

type MessageKind = 'acknowledgement' | 'ship-notice' | 'address-change-answer';
type Applied = Pick<SupplierMessageAnswer, 'parcels'>;

/** What suppliers say about purchase orders: each message counts once, and completely or not at all. */
@Injectable()
export class SupplierAnswersService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly channels: ChannelsService,
    private readonly outbox: Outbox,
    private readonly addressChanges: AddressChangesService,
  ) {}

  acknowledge(id: string, scope: PurchaseOrderScope, message: AcknowledgeDto): Promise<AnswerOutcome> {
    return this.once('acknowledgement', id, scope, message, async (tx, purchaseOrder, at) => {
      const { reference, lines } = message;
      if (lines.every((line) => line.acceptedQuantity + line.backorderedQuantity + line.rejectedQuantity === 0)) {
        throw unprocessable('NOTHING_ANSWERED', 'All quantities are zero');
      }
      const faults = purchaseOrder.answer(lines);
      refuse(
        purchaseOrder,
        faults,
        lines.map((_, index) => `/lines/${index}`),
      );
      await this.outbox.append(tx, [
        facts.acknowledged(purchaseOrder, {
          reference,
          acknowledgedAt: at,
          lines: lines.map((line) => lineFact(purchaseOrder, line)),
        }),
      ]);
      return {};
    });
  }

  notifyShipment(id: string, scope: PurchaseOrderScope, message: ShipNoticeDto): Promise<AnswerOutcome> {
    return this.once('ship-notice', id, scope, message, async (tx, purchaseOrder, at) => {
      refuseFromFuture(message, at);
      const units = message.parcels.flatMap(({ lines }) => lines);
      const pointers = message.parcels.flatMap(({ lines }, parcel) =>
        lines.map((_, line) => `/parcels/${parcel}/lines/${line}`),
      );
      refuse(purchaseOrder, purchaseOrder.ship(units), pointers);
      const parcels = message.parcels.map((parcel) => parcelFact(purchaseOrder, parcel));
      await insertParcels(tx, purchaseOrder.id, parcels);
      await this.outbox.append(tx, [facts.shipped(purchaseOrder, message.reference, parcels)]);
      return {
        parcels: parcels.map(({ parcelId, carrier, trackingNumber }) => ({ parcelId, carrier, trackingNumber })),
      };
    });
  }

  answerAddressChange(id: string, scope: PurchaseOrderScope, message: AddressAnswerDto): Promise<AnswerOutcome> {
    return this.once('address-change-answer', id, scope, message, async (tx, purchaseOrder, at) => {
      await this.addressChanges.answer(tx, purchaseOrder, message, at);
      return {};
    });
  }

  /** The row lock makes a race of two equal messages one after the other; the second finds the first's answer. */
  private once(
    kind: MessageKind,
    id: string,
    scope: PurchaseOrderScope,
    message: { reference: string },
    apply: (tx: EntityManager, purchaseOrder: PurchaseOrder, at: Date) => Promise<Applied>,
  ): Promise<AnswerOutcome> {
    const bodyHash = createHash('sha256').update(JSON.stringify(message)).digest('hex');
    return this.dataSource.transaction(async (tx) => {
      const purchaseOrder = await lockPurchaseOrder(tx, id);
      if (!purchaseOrder || !isInScope(purchaseOrder, scope)) throw purchaseOrderNotFound(id);
      const earlier = await findMessage(tx, id, kind, message.reference);
      if (earlier) {
        if (earlier.bodyHash !== bodyHash) throw referenceReused(message.reference);
        return { answer: earlier.answer, replayed: true };
      }
      if (['cancelled', 'expired'].includes(purchaseOrder.status)) throw purchaseOrderClosed(purchaseOrder);
      const at = await databaseNow(tx);
      await this.takeAsSent(tx, purchaseOrder, at);
      const applied = await apply(tx, purchaseOrder, at);
      await savePurchaseOrder(tx, purchaseOrder);
      await this.outbox.append(tx, await this.addressChanges.endWithIt(tx, purchaseOrder, at));
      const answer = {
        purchaseOrderId: id,
        reference: message.reference,
        status: purchaseOrder.status,
        lines: lineViews(purchaseOrder),
        ...applied,
      };
      await tx.query(
        'INSERT INTO supplier_messages (purchase_order_id, kind, reference, body_hash, answer) VALUES ($1, $2, $3, $4, $5)',
        [id, kind, message.reference, bodyHash, JSON.stringify(answer)],
      );
      return { answer, replayed: false };
    });
  }

  /** Whoever answers has it, even when the call that brought it seemed to fail. */
  private async takeAsSent(tx: EntityManager, purchaseOrder: PurchaseOrder, at: Date): Promise<void> {
    await this.channels.settleAnnouncement(tx, purchaseOrder.id);
    if (purchaseOrder.markSent(at)) await this.outbox.append(tx, [facts.sent(purchaseOrder, 'api', at)]);
  }
}

/** What stands for a carrier that nobody named; the tracker recognises it by the number where it can. */
const UNKNOWN_CARRIER = 'unknown';
/** How far a supplier's clock and zone may be off, as for carriers. */
const SHIPPED_AHEAD_MAX_MS = 86_400_000;

/** @throws ProblemError 422 */
function refuseFromFuture({ parcels }: ShipNoticeDto, at: Date): void {
  const latest = at.getTime() + SHIPPED_AHEAD_MAX_MS;
  const pointers = parcels.flatMap(({ shippedAt }, index) =>
    Date.parse(shippedAt) > latest ? [`/parcels/${index}/shippedAt`] : [],
  );
  if (pointers.length > 0) throw shippedInFuture(pointers);
}

/** @throws ProblemError 422, or 409 when the units in question were taken back for want of an answer. */
function refuse(purchaseOrder: PurchaseOrder, faults: readonly LineFault[], pointers: readonly string[]): void {
  if (faults.length === 0) return;
  const late = purchaseOrder.expiredAt !== null && faults.every(({ code }) => code !== 'UNKNOWN_LINE');
  throw late ? purchaseOrderClosed(purchaseOrder) : impossibleQuantities(faults, pointers);
}

function lineFact(purchaseOrder: PurchaseOrder, line: AcknowledgementLineDto): PurchaseOrderLineAcknowledged {
  return {
    purchaseOrderLineId: line.lineId,
    orderLineId: orderLineOf(purchaseOrder, line.lineId),
    acceptedQuantity: line.acceptedQuantity,
    backorderedQuantity: line.backorderedQuantity,
    rejectedQuantity: line.rejectedQuantity,
    reasonCode: line.rejectedQuantity > 0 ? (line.reasonCode ?? 'OTHER') : null,
    expectedShipAt: line.expectedShipAt ? new Date(line.expectedShipAt).toISOString() : null,
  };
}

function parcelFact(purchaseOrder: PurchaseOrder, parcel: ShipNoticeDto['parcels'][number]): ParcelShipped {
  return {
    parcelId: uuidv7(),
    carrier: parcel.carrier?.toLowerCase() ?? UNKNOWN_CARRIER,
    trackingNumber: parcel.trackingNumber,
    shippedAt: new Date(parcel.shippedAt).toISOString(),
    lines: parcel.lines.map(({ lineId, quantity }) => ({
      purchaseOrderLineId: lineId,
      orderLineId: orderLineOf(purchaseOrder, lineId),
      quantity,
    })),
  };
}

function orderLineOf(purchaseOrder: PurchaseOrder, lineId: string): string {
  const line = purchaseOrder.lineById(lineId);
  if (!line) throw new Error(`Line ${lineId} passed the check but is not there`);
  return line.orderLineId;
}

async function insertParcels(
  tx: EntityManager,
  purchaseOrderId: string,
  parcels: readonly ParcelShipped[],
): Promise<void> {
  await tx.query(
    `INSERT INTO parcels (id, purchase_order_id, carrier, tracking_number, shipped_at, lines)
     SELECT "parcelId", $2, carrier, "trackingNumber", "shippedAt", lines FROM jsonb_to_recordset($1::jsonb)
       AS p ("parcelId" uuid, carrier text, "trackingNumber" text, "shippedAt" timestamptz, lines jsonb)`,
    [JSON.stringify(parcels), purchaseOrderId],
  );
}

async function findMessage(
  tx: EntityManager,
  id: string,
  kind: MessageKind,
  reference: string,
): Promise<{ bodyHash: string; answer: SupplierMessageAnswer } | undefined> {
  const rows = await tx.query<{ bodyHash: string; answer: SupplierMessageAnswer }[]>(
    `SELECT body_hash AS "bodyHash", answer FROM supplier_messages
     WHERE purchase_order_id = $1 AND kind = $2 AND reference = $3`,
    [id, kind, reference],
  );
  return rows[0];
}
