import type { ExclusionReason } from '#contracts';

/** Units of one order line that are to be routed. */
export interface UnitsToRoute {
  readonly lineId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
}

/** What a supplier takes for a parcel to the order's country. */
export interface SupplierTerms {
  readonly code: string;
  readonly active: boolean;
  readonly currency: string;
  readonly parcelFixedMinor: number;
}

/** An offer as it is known at the moment of the decision, with the terms of its supplier. */
export interface KnownOffer {
  readonly offerId: string;
  readonly supplierId: string;
  /** Null while the supplier's terms have not been heard of. */
  readonly supplier: SupplierTerms | null;
  readonly supplierSku: string;
  readonly sku: string;
  readonly onHand: number;
  readonly committed: number;
  readonly unitCostMinor: number;
  readonly currency: string;
  readonly leadTimeDays: number;
  readonly asOf: Date;
}

/** Everything that a decision about an order depends on. */
export interface RoutingInput {
  readonly orderId: string;
  readonly currency: string;
  readonly routingVersion: number;
  readonly decidedAt: Date;
  readonly units: readonly UnitsToRoute[];
  readonly offers: readonly KnownOffer[];
  /** Offers whose supplier did not want units of this order. */
  readonly refusedOffers: ReadonlySet<string>;
  /** Suppliers that are preparing a parcel of this order already. */
  readonly openSuppliers: ReadonlySet<string>;
}

/** Why an offer is not considered at all; null when it is. */
export function exclusionOf(offer: KnownOffer, input: RoutingInput): ExclusionReason | null {
  if (offer.supplier === null) return 'NO_PARCEL_PRICE';
  if (!offer.supplier.active) return 'SUPPLIER_INACTIVE';
  if (input.refusedOffers.has(offer.offerId)) return 'REFUSED_BEFORE';
  if (offer.currency !== input.currency || offer.supplier.currency !== input.currency) return 'CURRENCY_MISMATCH';
  return availableUnits(offer) === 0 ? 'OUT_OF_STOCK' : null;
}

/** On hand by the last feed, minus what was promised since. A feed may report less than was promised. */
export const availableUnits = (offer: Pick<KnownOffer, 'onHand' | 'committed'>): number =>
  Math.max(0, offer.onHand - offer.committed);
