import type { Customer, OrderSource } from '#contracts';
import type { OrderRecord } from './domain/order.js';

/** What is stored of an order and never changes. */
export interface OrderDetails {
  readonly externalId: string;
  readonly source: OrderSource;
  readonly storeId: string | null;
  readonly customer: Customer;
  readonly goodsMinor: number;
  readonly shippingMinor: number;
  readonly discountMinor: number;
  readonly totalMinor: number;
  readonly trackingToken: string;
  readonly note: string | null;
  /** What a person wrote when cancelling. */
  readonly cancelNote: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** An order whole. */
export interface StoredOrder {
  readonly record: OrderRecord;
  readonly details: OrderDetails;
}
