import { IsBoolean } from 'class-validator';
import { Event } from '../envelope/event-type.js';
import { topics } from '../topics.js';
import {
  Currency,
  Id,
  ListOf,
  MinorUnits,
  Nullable,
  OneOf,
  PositiveQuantity,
  Quantity,
  Text,
  Time,
  Version,
} from './fields.js';

/** Why a supplier does not deliver units. */
export const refusalReasons = ['OUT_OF_STOCK', 'DISCONTINUED', 'PRICE_CHANGED', 'ADDRESS_NOT_SERVED', 'OTHER'] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export class PurchaseOrderLineCreated {
  @Id() purchaseOrderLineId!: string;
  @Id() orderLineId!: string;
  @Text(200) supplierSku!: string;
  @Text(200) sku!: string;
  @PositiveQuantity() quantity!: number;
  @MinorUnits() unitCostMinor!: number;
}

/** Emitted once per planned purchase order, in the transaction that stored it. */
@Event({ type: 'purchase-order.created', version: 1, topic: topics.purchaseOrders })
export class PurchaseOrderCreated {
  @Id() purchaseOrderId!: string;
  /** Human number, unique per merchant. */
  @Text(50) number!: string;
  @Id() orderId!: string;
  @Id() supplierId!: string;
  @Text(100) supplierCode!: string;
  @Version() routingVersion!: number;
  @Currency() currency!: string;
  @ListOf(() => PurchaseOrderLineCreated) lines!: PurchaseOrderLineCreated[];
  /** After this the purchase order expires and its units are routed again. */
  @Time() acknowledgeBy!: string;
}

/** Emitted when the supplier's side has it: its API took the webhook, or the supplier fetched it. */
@Event({ type: 'purchase-order.sent', version: 1, topic: topics.purchaseOrders })
export class PurchaseOrderSent {
  @Id() purchaseOrderId!: string;
  @Id() orderId!: string;
  @Id() supplierId!: string;
  /** `api` (pulled) or `webhook` (pushed). */
  @Text(30) channel!: string;
  @Time() sentAt!: string;
}

export class PurchaseOrderLineAcknowledged {
  @Id() purchaseOrderLineId!: string;
  @Id() orderLineId!: string;
  /** Units of this answer, not totals. accepted + backordered + rejected ≤ still unanswered. */
  @Quantity() acceptedQuantity!: number;
  @Quantity() backorderedQuantity!: number;
  @Quantity() rejectedQuantity!: number;
  @Nullable() @OneOf(refusalReasons) reasonCode!: RefusalReason | null;
  @Nullable() @Time() expectedShipAt!: string | null;
}

/** Emitted for each answer of the supplier, once per its reference. Rejected units are routed again. */
@Event({ type: 'purchase-order.acknowledged', version: 1, topic: topics.purchaseOrders })
export class PurchaseOrderAcknowledged {
  @Id() purchaseOrderId!: string;
  @Id() orderId!: string;
  @Id() supplierId!: string;
  @Text(200) reference!: string;
  /** State of the whole purchase order after this answer. */
  @OneOf(['acknowledged', 'partly_acknowledged', 'rejected']) status!: string;
  @ListOf(() => PurchaseOrderLineAcknowledged) lines!: PurchaseOrderLineAcknowledged[];
  @Time() acknowledgedAt!: string;
}

export class PurchaseOrderLineReleased {
  @Id() purchaseOrderLineId!: string;
  @Id() orderLineId!: string;
  @PositiveQuantity() quantity!: number;
}

/** Emitted when the supplier did not answer in time. `lines` are the unanswered units, routed again. */
@Event({ type: 'purchase-order.expired', version: 1, topic: topics.purchaseOrders })
export class PurchaseOrderExpired {
  @Id() purchaseOrderId!: string;
  @Id() orderId!: string;
  @Id() supplierId!: string;
  @ListOf(() => PurchaseOrderLineReleased) lines!: PurchaseOrderLineReleased[];
  @Time() expiredAt!: string;
}

/** Emitted when a cancellation took effect at the supplier. `lines` are the units that will not be shipped. */
@Event({ type: 'purchase-order.cancelled', version: 1, topic: topics.purchaseOrders })
export class PurchaseOrderCancelled {
  @Id() purchaseOrderId!: string;
  @Id() orderId!: string;
  @Id() supplierId!: string;
  @ListOf(() => PurchaseOrderLineReleased) lines!: PurchaseOrderLineReleased[];
  @Time() cancelledAt!: string;
}

/** Emitted when a cancellation came too late: everything of this purchase order has left already. */
@Event({ type: 'purchase-order.cancellation-refused', version: 1, topic: topics.purchaseOrders })
export class PurchaseOrderCancellationRefused {
  @Id() purchaseOrderId!: string;
  @Id() orderId!: string;
  @Id() supplierId!: string;
  @OneOf(['ALREADY_SHIPPED']) reasonCode!: string;
}

/** Why a purchase order keeps its address. `CLOSED`: nothing of it will be shipped, so nothing goes anywhere. */
export const addressAnswers = ['ALREADY_SHIPPED', 'SUPPLIER_REFUSED', 'NO_ANSWER', 'CLOSED'] as const;
export type AddressAnswer = (typeof addressAnswers)[number];

/**
 * Emitted once per purchase order and change of address: the supplier's yes or no, or ours where the supplier did not
 * have it yet (yes), was silent (no) or had nothing left to ship (no).
 */
@Event({ type: 'purchase-order.address-change-answered', version: 1, topic: topics.purchaseOrders })
export class PurchaseOrderAddressChangeAnswered {
  @Id() purchaseOrderId!: string;
  @Id() orderId!: string;
  @Id() supplierId!: string;
  @Id() changeId!: string;
  @IsBoolean() accepted!: boolean;
  /** Null when accepted. */
  @Nullable() @OneOf(addressAnswers) reasonCode!: AddressAnswer | null;
  @Time() answeredAt!: string;
}

export class ParcelLine {
  @Id() purchaseOrderLineId!: string;
  @Id() orderLineId!: string;
  @PositiveQuantity() quantity!: number;
}

export class ParcelShipped {
  /** Becomes the shipment's id. */
  @Id() parcelId!: string;
  /** Lower-case carrier as the supplier wrote it, for instance `aras`; `unknown` when it did not say. */
  @Text(50) carrier!: string;
  @Text(100) trackingNumber!: string;
  @Time() shippedAt!: string;
  @ListOf(() => ParcelLine) lines!: ParcelLine[];
}

/** Emitted for each ship notice (ASN), once per its reference. */
@Event({ type: 'purchase-order.shipped', version: 1, topic: topics.purchaseOrders })
export class PurchaseOrderShipped {
  @Id() purchaseOrderId!: string;
  @Id() orderId!: string;
  @Id() supplierId!: string;
  @Text(200) reference!: string;
  @OneOf(['partly_shipped', 'shipped']) status!: string;
  @ListOf(() => ParcelShipped) parcels!: ParcelShipped[];
}
