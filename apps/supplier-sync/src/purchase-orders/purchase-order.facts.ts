import {
  PurchaseOrderAcknowledged,
  PurchaseOrderAddressChangeAnswered,
  PurchaseOrderCancellationRefused,
  PurchaseOrderCancelled,
  PurchaseOrderCreated,
  PurchaseOrderExpired,
  PurchaseOrderSent,
  PurchaseOrderShipped,
} from '#contracts';
import type {
  AddressAnswer,
  ParcelShipped,
  PurchaseOrderLineAcknowledged,
  PurchaseOrderLineReleased,
} from '#contracts';
import type { EventDraft } from '#messaging';
import { draft } from '#messaging';
import { answerStatus } from './domain/status-after.js';
import type { PurchaseOrder, ReleasedUnits } from './purchase-order.entity.js';

/** All facts about a purchase order are keyed by its order, so that one order's facts stay in order. */
const at = ({ merchantId, orderId }: PurchaseOrder) => ({ merchantId, key: orderId });

const identity = ({ id, orderId, supplierId }: PurchaseOrder) => ({ purchaseOrderId: id, orderId, supplierId });

export const created = (purchaseOrder: PurchaseOrder): EventDraft =>
  draft(PurchaseOrderCreated, at(purchaseOrder), {
    ...identity(purchaseOrder),
    number: purchaseOrder.number,
    supplierCode: purchaseOrder.supplierCode,
    routingVersion: purchaseOrder.routingVersion,
    currency: purchaseOrder.currency,
    lines: purchaseOrder.lines.map((line) => ({
      purchaseOrderLineId: line.id,
      orderLineId: line.orderLineId,
      supplierSku: line.supplierSku,
      sku: line.sku,
      quantity: line.quantity,
      unitCostMinor: line.unitCostMinor,
    })),
    acknowledgeBy: purchaseOrder.acknowledgeBy.toISOString(),
  });

export const sent = (purchaseOrder: PurchaseOrder, channel: 'api' | 'webhook', sentAt: Date): EventDraft =>
  draft(PurchaseOrderSent, at(purchaseOrder), { ...identity(purchaseOrder), channel, sentAt: sentAt.toISOString() });

export const acknowledged = (
  purchaseOrder: PurchaseOrder,
  answer: { reference: string; acknowledgedAt: Date; lines: PurchaseOrderLineAcknowledged[] },
): EventDraft =>
  draft(PurchaseOrderAcknowledged, at(purchaseOrder), {
    ...identity(purchaseOrder),
    reference: answer.reference,
    status: answerStatus(purchaseOrder.lines),
    lines: answer.lines,
    acknowledgedAt: answer.acknowledgedAt.toISOString(),
  });

export const shipped = (purchaseOrder: PurchaseOrder, reference: string, parcels: ParcelShipped[]): EventDraft =>
  draft(PurchaseOrderShipped, at(purchaseOrder), {
    ...identity(purchaseOrder),
    reference,
    status: purchaseOrder.status,
    parcels,
  });

export const expired = (purchaseOrder: PurchaseOrder, units: readonly ReleasedUnits[], expiredAt: Date): EventDraft =>
  draft(PurchaseOrderExpired, at(purchaseOrder), {
    ...identity(purchaseOrder),
    lines: units.map(releasedLine),
    expiredAt: expiredAt.toISOString(),
  });

export const cancelled = (
  purchaseOrder: PurchaseOrder,
  units: readonly ReleasedUnits[],
  cancelledAt: Date,
): EventDraft =>
  draft(PurchaseOrderCancelled, at(purchaseOrder), {
    ...identity(purchaseOrder),
    lines: units.map(releasedLine),
    cancelledAt: cancelledAt.toISOString(),
  });

export const cancellationRefused = (purchaseOrder: PurchaseOrder): EventDraft =>
  draft(PurchaseOrderCancellationRefused, at(purchaseOrder), {
    ...identity(purchaseOrder),
    reasonCode: 'ALREADY_SHIPPED',
  });

/** @param reasonCode null: yes. */
export const addressAnswered = (
  purchaseOrder: PurchaseOrder,
  answer: { changeId: string; reasonCode: AddressAnswer | null; answeredAt: Date },
): EventDraft =>
  draft(PurchaseOrderAddressChangeAnswered, at(purchaseOrder), {
    ...identity(purchaseOrder),
    changeId: answer.changeId,
    accepted: answer.reasonCode === null,
    reasonCode: answer.reasonCode,
    answeredAt: answer.answeredAt.toISOString(),
  });

const releasedLine = ({ line, quantity }: ReleasedUnits): PurchaseOrderLineReleased => ({
  purchaseOrderLineId: line.id,
  orderLineId: line.orderLineId,
  quantity,
});
