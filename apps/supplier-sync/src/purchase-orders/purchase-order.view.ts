import type { PostalAddress } from '#contracts';
import type { Delivery } from '../channels/delivery.entity.js';
import { committedByWord } from './domain/line-quantities.js';
import type { PurchaseOrderStatus } from './domain/purchase-order-status.js';
import type { PurchaseOrder } from './purchase-order.entity.js';

/** A purchase order as the outside sees it. Nothing in it is hidden from its supplier but `delivery`. */
export interface PurchaseOrderView {
  readonly id: string;
  readonly number: string;
  readonly merchantId: string;
  readonly supplierId: string;
  readonly supplierCode: string;
  readonly orderId: string;
  readonly status: PurchaseOrderStatus;
  readonly routingVersion: number;
  readonly currency: string;
  readonly shipTo: PostalAddress | null;
  /** Another address that the supplier is asked for; null when there is nothing to answer. */
  readonly addressChange: AddressChangeView | null;
  readonly lines: readonly PurchaseOrderLineView[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly sentAt: string | null;
  readonly acknowledgeBy: string;
  readonly shipBy: string;
  /** How the webhook fares; null for a supplier that fetches. Merchants and operators only. */
  readonly delivery?: DeliveryView | null;
}

export interface AddressChangeView {
  readonly changeId: string;
  readonly shipTo: PostalAddress;
  /** Silence after this is a no. */
  readonly answerBy: string;
}

export interface PurchaseOrderLineView {
  readonly id: string;
  readonly supplierSku: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly acknowledgedQuantity: number;
  readonly rejectedQuantity: number;
  readonly backorderedQuantity: number;
  readonly shippedQuantity: number;
  /** Units that nobody waits for any more: cancelled by the merchant, or not answered in time. */
  readonly cancelledQuantity: number;
  readonly expiredQuantity: number;
  readonly unitCostMinor: number;
}

export interface DeliveryView {
  readonly event: string;
  readonly state: string;
  readonly attempts: number;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly nextAttemptAt: string | null;
}

export function purchaseOrderView(purchaseOrder: PurchaseOrder, shipTo: PostalAddress | null): PurchaseOrderView {
  return {
    id: purchaseOrder.id,
    number: purchaseOrder.number,
    merchantId: purchaseOrder.merchantId,
    supplierId: purchaseOrder.supplierId,
    supplierCode: purchaseOrder.supplierCode,
    orderId: purchaseOrder.orderId,
    status: purchaseOrder.status,
    routingVersion: purchaseOrder.routingVersion,
    currency: purchaseOrder.currency,
    shipTo: purchaseOrder.shipTo ?? shipTo,
    addressChange: addressChangeView(purchaseOrder),
    lines: lineViews(purchaseOrder),
    createdAt: purchaseOrder.createdAt.toISOString(),
    updatedAt: purchaseOrder.updatedAt.toISOString(),
    sentAt: purchaseOrder.sentAt?.toISOString() ?? null,
    acknowledgeBy: purchaseOrder.acknowledgeBy.toISOString(),
    shipBy: purchaseOrder.shipBy.toISOString(),
  };
}

export function addressChangeView({ addressChange, addressAnswerDueAt }: PurchaseOrder): AddressChangeView | null {
  if (addressChange === null || addressAnswerDueAt === null) return null;
  const { changeId, shipTo } = addressChange;
  return { changeId, shipTo, answerBy: addressAnswerDueAt.toISOString() };
}

export const lineViews = (purchaseOrder: PurchaseOrder): PurchaseOrderLineView[] =>
  purchaseOrder.lines.map((line) => ({
    id: line.id,
    supplierSku: line.supplierSku,
    sku: line.sku,
    title: line.title,
    quantity: line.quantity,
    acknowledgedQuantity: committedByWord(line),
    rejectedQuantity: line.rejectedQuantity,
    backorderedQuantity: line.backorderedQuantity,
    shippedQuantity: line.shippedQuantity,
    cancelledQuantity: line.cancelledQuantity,
    expiredQuantity: line.expiredQuantity,
    unitCostMinor: line.unitCostMinor,
  }));

export const deliveryView = (delivery: Delivery | undefined): DeliveryView | null =>
  delivery
    ? {
        event: delivery.eventType,
        state: delivery.state,
        attempts: delivery.attempts,
        lastStatus: delivery.lastStatus,
        lastError: delivery.lastError,
        nextAttemptAt: delivery.state === 'queued' ? delivery.nextAttemptAt.toISOString() : null,
      }
    : null;
