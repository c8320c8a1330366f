/** A line as the customer bought it. */
export interface KnownLine {
  readonly lineId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
}

/** Units that a supplier shipped in one parcel, or that are in a return's parcel. */
export interface LineUnits {
  readonly orderLineId: string;
  readonly quantity: number;
}

/** An order with what has been shipped of it. */
export interface KnownOrder {
  readonly orderId: string;
  readonly merchantId: string;
  readonly externalId: string;
  readonly language: string;
  readonly country: string | null;
  readonly currency: string;
  readonly shippingMinor: number;
  readonly discountMinor: number;
  readonly totalMinor: number;
  readonly lines: readonly KnownLine[];
  readonly policyVersion: number | null;
  /** Nothing more will be shipped. */
  readonly complete: boolean;
  readonly parcels: readonly KnownParcel[];
}

/** A parcel that left. */
export interface KnownParcel {
  readonly shipmentId: string;
  readonly purchaseOrderId: string;
  readonly supplierId: string;
  readonly carrier: string;
  readonly lines: readonly LineUnits[];
  readonly deliveredAt: Date | null;
}

/** Delivery of the last parcel; null while something is still to come. */
export function lastDelivery({ complete, parcels }: Pick<KnownOrder, 'complete' | 'parcels'>): Date | null {
  if (!complete || parcels.length === 0) return null;
  const times = parcels.map(({ deliveredAt }) => deliveredAt?.getTime() ?? Infinity);
  const last = Math.max(...times);
  return last === Infinity ? null : new Date(last);
}
