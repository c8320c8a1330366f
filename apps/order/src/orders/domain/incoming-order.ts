import type { Customer, OrderSource, Payment, PostalAddress } from '#contracts';

export interface IncomingLine {
  readonly externalLineId: string;
  /** Empty when the store has none. */
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  /** Of one unit; null when nobody said. */
  readonly weightGrams: number | null;
}

/** An order as it came in, whoever sent it, in the words of this service. */
export interface IncomingOrder {
  readonly source: OrderSource;
  readonly storeId: string | null;
  readonly externalId: string;
  readonly currency: string;
  readonly placedAt: Date;
  /** Made by the merchant to try something out: nobody waits for it. */
  readonly test: boolean;
  readonly customer: Customer;
  /** Null when no parcel can be sent to what the store gave. */
  readonly shippingAddress: PostalAddress | null;
  readonly lines: readonly IncomingLine[];
  readonly shippingMinor: number;
  readonly discountMinor: number;
  readonly payment: Payment;
  readonly promiseBy: Date | null;
  readonly note: string | null;
  /** Set when it replaces goods of another order: the id that was given to it, and that order. */
  readonly exchange?: { readonly orderId: string; readonly forOrderId: string };
}

export interface OrderTotals {
  readonly goodsMinor: number;
  readonly shippingMinor: number;
  readonly discountMinor: number;
  readonly totalMinor: number;
}

/** What the order comes to; null when the sum is beyond what an exact number holds. */
export function totalsOf(order: IncomingOrder): OrderTotals | null {
  const { shippingMinor, discountMinor } = order;
  const goodsMinor = order.lines.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0);
  const totalMinor = Math.max(0, goodsMinor + shippingMinor - discountMinor);
  const exact = [goodsMinor, goodsMinor + shippingMinor].every((sum) => Number.isSafeInteger(sum));
  return exact ? { goodsMinor, shippingMinor, discountMinor, totalMinor } : null;
}
