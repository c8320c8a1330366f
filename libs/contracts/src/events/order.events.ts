import { IsArray, IsBoolean, IsEmail, IsISO31661Alpha2, IsString, MaxLength } from 'class-validator';
import { Event } from '../envelope/event-type.js';
import { topics } from '../topics.js';
import { RoutingDecision } from './routing-decision.js';
import {
  Currency,
  Id,
  ListOf,
  MinorUnits,
  Nested,
  Nullable,
  OneOf,
  PositiveQuantity,
  Text,
  Time,
  Version,
} from './fields.js';

/** Where an order came in. */
export const orderSources = ['rest', 'shopify', 'woocommerce', 'exchange'] as const;
export type OrderSource = (typeof orderSources)[number];

/** Why an order waits for a person or a payment. */
export const holdReasons = [
  'PAYMENT_PENDING',
  'TEST_ORDER',
  'ADDRESS_INCOMPLETE',
  'VALUE_ABOVE',
  'DUPLICATE_SUSPECTED',
  'FRAUD_WINDOW',
] as const;
export type HoldReason = (typeof holdReasons)[number];

/** Why units of a line have no supplier. */
export const unroutableReasons = [
  'UNKNOWN_SKU',
  'NO_STOCK',
  'NO_ELIGIBLE_SUPPLIER',
  'ALL_SUPPLIERS_REFUSED',
  'NOTHING_TO_SHIP',
  'BELOW_MARGIN',
  'TOO_LATE',
  'NO_EXCHANGE_RATE',
  'WAITS_FOR_WHOLE_LINE',
] as const;
export type UnroutableReason = (typeof unroutableReasons)[number];

/** Why an order or a part of it will not be delivered. */
export const cancelReasons = [
  'REQUESTED_BY_MERCHANT',
  'REQUESTED_BY_CUSTOMER',
  'CANCELLED_IN_STORE',
  'UNROUTABLE',
  'OTHER',
] as const;
export type CancelReason = (typeof cancelReasons)[number];

export class Customer {
  @Text(200) name!: string;
  @Nullable() @IsEmail() email!: string | null;
  @Nullable() @Text(50) phone!: string | null;
  /** BCP 47, the language to speak to the customer in. */
  @Text(35) language!: string;
}

export class PostalAddress {
  @Text(200) name!: string;
  @Text(300) line1!: string;
  @Nullable() @Text(300) line2!: string | null;
  @Nullable() @Text(200) district!: string | null;
  @Text(200) city!: string;
  @Nullable() @Text(200) region!: string | null;
  @Nullable() @Text(20) postalCode!: string | null;
  @IsISO31661Alpha2() country!: string;
  @Nullable() @Text(50) phone!: string | null;
}

export class OrderLinePlaced {
  @Id() lineId!: string;
  @Text(200) externalLineId!: string;
  /** The merchant's SKU; empty when the store sent none, which makes the line unroutable. */
  @IsString() @MaxLength(200) sku!: string;
  @Text(500) title!: string;
  @PositiveQuantity() quantity!: number;
  @MinorUnits() unitPriceMinor!: number;
}

export class Payment {
  @OneOf(['card', 'bank_transfer', 'cash_on_delivery', 'other']) method!: string;
  @OneOf(['pending', 'paid']) status!: string;
}

/** Emitted once, in the transaction that stored the order. First fact of its key. Carries personal data. */
@Event({ type: 'order.placed', version: 1, topic: topics.orders })
export class OrderPlaced {
  @Id() orderId!: string;
  /** The order's number in the merchant's store. */
  @Text(200) externalId!: string;
  @OneOf(orderSources) source!: OrderSource;
  @Currency() currency!: string;
  @Time() placedAt!: string;
  @Nested(() => Customer) customer!: Customer;
  /** Null when the store sent no address that a parcel can be sent to; the order is then held `ADDRESS_INCOMPLETE`. */
  @Nullable() @Nested(() => PostalAddress) shippingAddress!: PostalAddress | null;
  @ListOf(() => OrderLinePlaced) lines!: OrderLinePlaced[];
  /** Sum of unit price × quantity over the lines. */
  @MinorUnits() goodsMinor!: number;
  @MinorUnits() shippingMinor!: number;
  @MinorUnits() discountMinor!: number;
  /** goods + shipping − discount, never below zero. */
  @MinorUnits() totalMinor!: number;
  @Nested(() => Payment) payment!: Payment;
  /** Unguessable part of the customer's tracking address, `/track/{token}`. */
  @Text(64) trackingToken!: string;
  @Nullable() @Time() promiseBy!: string | null;
  /** The order whose goods this one replaces; absent from producers older than this field. */
  @Nullable() @Id() exchangeForOrderId?: string | null;
}

/** Emitted when a hold rule stops an order before routing. Nothing else moves it until `order.released`. */
@Event({ type: 'order.held', version: 1, topic: topics.orders })
export class OrderHeld {
  @Id() orderId!: string;
  @OneOf(holdReasons) reasonCode!: HoldReason;
  /** What resolves the hold, as a code that pages translate: `MARK_PAID`, `RELEASE_OR_CANCEL`, `FIX_ADDRESS`, `WAIT`. */
  @Text(50) nextAction!: string;
}

/** Emitted when a held order may be routed. */
@Event({ type: 'order.released', version: 1, topic: topics.orders })
export class OrderReleased {
  @Id() orderId!: string;
  /** `window`: nobody objected while the merchant's policy let the order wait. */
  @OneOf(['merchant', 'operator', 'payment', 'window']) releasedBy!: string;
  /** The address that replaces the one of `order.placed`; null when that one stands. */
  @Nullable() @Nested(() => PostalAddress) shippingAddress!: PostalAddress | null;
}

export class PlannedPurchaseOrderLine {
  @Id() orderLineId!: string;
  @Id() offerId!: string;
  @Text(200) supplierSku!: string;
  @Text(200) sku!: string;
  @Text(500) title!: string;
  @PositiveQuantity() quantity!: number;
  @MinorUnits() unitCostMinor!: number;
}

/** What one supplier shall be asked for. */
export class PlannedPurchaseOrder {
  /** Derived from (order, supplier, routing version): deciding twice cannot order twice. */
  @Id() purchaseOrderId!: string;
  @Id() supplierId!: string;
  @Text(100) supplierCode!: string;
  @Currency() currency!: string;
  @ListOf(() => PlannedPurchaseOrderLine) lines!: PlannedPurchaseOrderLine[];
}

/**
 * Emitted by the first routing of an order, with the whole decision. Stock of the planned purchase
 * orders is committed in the same transaction. Units that found no supplier follow as `order.unroutable`.
 */
@Event({ type: 'order.routed', version: 1, topic: topics.orders })
export class OrderRouted {
  @Id() orderId!: string;
  /** Counts the routings of this order from 1. */
  @Version() routingVersion!: number;
  @ListOf(() => PlannedPurchaseOrder) purchaseOrders!: PlannedPurchaseOrder[];
  @Nested(() => RoutingDecision) decision!: RoutingDecision;
}

/** Emitted by every later routing: only the units that a supplier refused, cancelled or let expire. */
@Event({ type: 'order.rerouted', version: 1, topic: topics.orders })
export class OrderRerouted {
  @Id() orderId!: string;
  @Version() routingVersion!: number;
  /** The purchase order whose refusal or silence caused it; null when an operator asked. */
  @Nullable() @Id() causedByPurchaseOrderId!: string | null;
  @ListOf(() => PlannedPurchaseOrder) purchaseOrders!: PlannedPurchaseOrder[];
  @Nested(() => RoutingDecision) decision!: RoutingDecision;
}

export class UnroutableLine {
  @Id() orderLineId!: string;
  @IsString() @MaxLength(200) sku!: string;
  @PositiveQuantity() quantity!: number;
  @OneOf(unroutableReasons) reasonCode!: UnroutableReason;
}

/** Emitted when units have no supplier. The order waits; `nextAction` says what a person can do. */
@Event({ type: 'order.unroutable', version: 1, topic: topics.orders })
export class OrderUnroutable {
  @Id() orderId!: string;
  @Version() routingVersion!: number;
  @OneOf(unroutableReasons) reasonCode!: UnroutableReason;
  /** `ADD_LISTING`, `WAIT_FOR_STOCK`, `ADD_SUPPLIER`, `ADD_EXCHANGE_RATE`, `CHANGE_POLICY` or `CANCEL_OR_REROUTE`. */
  @Text(50) nextAction!: string;
  @ListOf(() => UnroutableLine) lines!: UnroutableLine[];
  @Nested(() => RoutingDecision) decision!: RoutingDecision;
}

/** Emitted when a cancellation was asked for and suppliers still have to agree. */
@Event({ type: 'order.cancellation-requested', version: 1, topic: topics.orders })
export class OrderCancellationRequested {
  @Id() orderId!: string;
  @OneOf(cancelReasons) reasonCode!: CancelReason;
  @IsArray() @IsString({ each: true }) purchaseOrderIds!: string[];
}

/** Emitted when a cancellation came to nothing: all parcels had left before anybody could stop them. */
@Event({ type: 'order.cancellation-refused', version: 1, topic: topics.orders })
export class OrderCancellationRefused {
  @Id() orderId!: string;
  @OneOf(['ALREADY_SHIPPED']) reasonCode!: string;
}

/** Emitted when an order ends without (further) delivery. */
@Event({ type: 'order.cancelled', version: 1, topic: topics.orders })
export class OrderCancelled {
  @Id() orderId!: string;
  @OneOf(cancelReasons) reasonCode!: CancelReason;
  /** True when some parcels had left before and are still on their way. */
  @IsBoolean() partly!: boolean;
}

/** Why an order does not go to another address. The last three are the suppliers' answers. */
export const addressRefusals = [
  'ADDRESS_MISSING',
  'CHANGE_PENDING',
  'COUNTRY_CHANGED',
  'ORDER_CANCELLED',
  'ALREADY_SHIPPED',
  'SUPPLIER_REFUSED',
  'NO_ANSWER',
] as const;
export type AddressRefusal = (typeof addressRefusals)[number];

/**
 * Emitted when an order shall go to another address of the same country and suppliers have its purchase orders:
 * each answers by `purchase-order.address-change-answered`. Carries personal data.
 */
@Event({ type: 'order.address-change-requested', version: 1, topic: topics.orders })
export class OrderAddressChangeRequested {
  @Id() orderId!: string;
  @Id() changeId!: string;
  @Nested(() => PostalAddress) shippingAddress!: PostalAddress;
  /** Those with units that have not left. */
  @IsArray() @IsString({ each: true }) purchaseOrderIds!: string[];
}

/** Emitted when what has not left goes to another address, now and whoever will ship it. Carries personal data. */
@Event({ type: 'order.address-changed', version: 1, topic: topics.orders })
export class OrderAddressChanged {
  @Id() orderId!: string;
  @Id() changeId!: string;
  @Nested(() => PostalAddress) shippingAddress!: PostalAddress;
  /** True when some parcels still go to the address before, or have. */
  @IsBoolean() partly!: boolean;
}

/** Emitted when the address before stands. */
@Event({ type: 'order.address-change-refused', version: 1, topic: topics.orders })
export class OrderAddressChangeRefused {
  @Id() orderId!: string;
  @Id() changeId!: string;
  @OneOf(addressRefusals) reasonCode!: AddressRefusal;
}

/** Emitted each time parcels leave while other units of the order still wait. */
@Event({ type: 'order.partly-shipped', version: 1, topic: topics.orders })
export class OrderPartlyShipped {
  @Id() orderId!: string;
}

/** Emitted when the last open unit of the order has left. */
@Event({ type: 'order.shipped', version: 1, topic: topics.orders })
export class OrderShipped {
  @Id() orderId!: string;
}

/** Emitted when all parcels of a shipped order are delivered. Last fact of an order that went well. */
@Event({ type: 'order.delivered', version: 1, topic: topics.orders })
export class OrderDelivered {
  @Id() orderId!: string;
  @Time() deliveredAt!: string;
}
