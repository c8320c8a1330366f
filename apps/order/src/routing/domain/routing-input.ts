import type { ScopedFigure } from '../../experience/domain/figure.js';
import type { ParcelStep } from './engine/routing-problem.js';
import type { ExchangeRate } from './exchange.js';
import type { AppliedPolicy } from './policy/routing-policy.js';
import type { SupplierRecord } from './supplier-record.js';

/** Units of one order line that are to be routed. */
export interface UnitsToRoute {
  readonly lineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  /** Of one unit; null when nobody said. */
  readonly weightGrams: number | null;
}

/** What a supplier takes for a parcel to the order's country, and what is known of it. */
export interface KnownSupplier {
  readonly supplierId: string;
  readonly code: string;
  readonly active: boolean;
  readonly currency: string;
  readonly parcelFixedMinor: number;
  readonly parcelPerKgMinor: number;
  /** By the weight of the whole parcel, ascending; null: by the kilogram only. Absent from older inputs. */
  readonly parcelSteps?: readonly ParcelStep[] | null;
  /** The least goods value that it takes. Absent from older inputs. */
  readonly minOrderMinor?: number;
  /** When its endpoint was last found not to answer; null since it answers. Absent from older inputs. */
  readonly unreachableAt?: string | null;
  /** Null while nothing was seen of it. */
  readonly record: SupplierRecord | null;
  /** What happened after earlier sales: of it, of its SKUs in this order, of its parcels to here, and of everybody. */
  readonly experience?: readonly ScopedFigure[];
  /** Purchase orders planned today; null when the policy does not ask. */
  readonly purchaseOrdersToday: number | null;
}

/** An offer as it is known at the moment of the decision. */
export interface KnownOffer {
  readonly offerId: string;
  readonly supplierId: string;
  readonly supplierSku: string;
  readonly sku: string;
  readonly onHand: number;
  readonly committed: number;
  /** Units that experience says should be kept back; the policy bounds it. */
  readonly safetyUnits: number;
  readonly unitCostMinor: number;
  readonly currency: string;
  readonly leadTimeDays: number;
  /** RFC 3339. */
  readonly asOf: string;
  readonly feedId: string;
}

/**
 * Everything that a decision about an order depends on, as plain JSON: it is recorded whole, and the same input
 * gives the identical decision.
 */
export interface RoutingInput {
  readonly orderId: string;
  readonly currency: string;
  /** ISO 3166-1 alpha-2; null while the address is not known. */
  readonly country: string | null;
  readonly placedAt: string;
  readonly promiseBy: string | null;
  readonly routingVersion: number;
  readonly decidedAt: string;
  readonly units: readonly UnitsToRoute[];
  /** A supplier that is missing here has not told its terms yet. */
  readonly suppliers: readonly KnownSupplier[];
  readonly offers: readonly KnownOffer[];
  /** Offers whose supplier did not want units of this order. */
  readonly refusedOffers: readonly string[];
  /** Suppliers that are preparing a parcel of this order already. */
  readonly openSuppliers: readonly string[];
  readonly rates: readonly ExchangeRate[];
  readonly policy: AppliedPolicy;
}

/** On hand by the last feed, minus what was promised since. A feed may report less than was promised. */
export const availableUnits = (offer: { onHand: number; committed: number; safetyUnits?: number }): number =>
  Math.max(0, offer.onHand - offer.committed - (offer.safetyUnits ?? 0));
