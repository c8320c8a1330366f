import type { ExclusionReason } from '#contracts';
import type { AfterSales } from './after-sales.js';
import { paidMinor, type CostParts } from './costs.js';
import { mayShip, namesSupplier } from './policy/selectors.js';
import type { KnownOffer, KnownSupplier, RoutingInput, UnitsToRoute } from './routing-input.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** An offer for a line with what was found out about it. */
export interface WeighedOffer {
  readonly offer: KnownOffer;
  readonly units: UnitsToRoute;
  /** Null while the supplier's terms have not been heard of. */
  readonly supplier: KnownSupplier | null;
  readonly available: number;
  readonly ageSeconds: number;
  readonly expectedDays: number;
  /** Null when it is in a currency that cannot be exchanged. */
  readonly costs: CostParts | null;
  /** Undefined where nothing is known of what happens after a sale. */
  readonly afterSales: AfterSales | undefined;
}

/** Why an offer is not considered at all; null when it is. The first reason that applies, the lasting ones first. */
export function exclusionOf(weighed: WeighedOffer, input: RoutingInput): ExclusionReason | null {
  const { offer, supplier, units, costs } = weighed;
  if (supplier === null) return 'NO_PARCEL_PRICE';
  if (!supplier.active) return 'SUPPLIER_INACTIVE';
  if (input.refusedOffers.includes(offer.offerId)) return 'REFUSED_BEFORE';
  const filtered = filterReason(supplier, units.sku, input);
  if (filtered !== null) return filtered;
  if (costs === null) return input.policy.content.exchange.allowed ? 'NO_EXCHANGE_RATE' : 'CURRENCY_MISMATCH';
  if (isTooOld(weighed, input)) return 'FEED_TOO_OLD';
  if (weighed.available === 0) return 'OUT_OF_STOCK';
  const ceiling = ceilingReason(weighed, costs, input);
  return ceiling ?? (weighed.afterSales?.experience.admission === 'held_back' ? 'HELD_BACK' : null);
}

/** What the merchant's filters say of a supplier for a SKU. */
function filterReason(supplier: KnownSupplier, sku: string, input: RoutingInput): ExclusionReason | null {
  const { filters, groups } = input.policy.content;
  const named = (words: readonly string[]): boolean => namesSupplier(words, supplier.code, groups);
  if (filters.allowedSuppliers !== null && !named(filters.allowedSuppliers)) return 'SUPPLIER_NOT_ALLOWED';
  if (named(filters.excludedSuppliers)) return 'SUPPLIER_NOT_ALLOWED';
  if (filters.regions.some((rule) => named(rule.suppliers) && !rule.countries.includes(input.country ?? '')))
    return 'REGION_NOT_SERVED';
  if (!mayShip(filters.agreements, sku, supplier.code, groups)) return 'NO_AGREEMENT';
  if (!mayShip(filters.requiredSuppliers, sku, supplier.code, groups)) return 'OTHER_SUPPLIER_REQUIRED';
  if (isBreakerOpen(supplier, input)) return 'BREAKER_OPEN';
  return hasCapacity(supplier, input) ? null : 'CAPACITY_REACHED';
}

/** Either purchase orders stay without an answer, or the endpoint that they are pushed to does. */
function isBreakerOpen({ record, unreachableAt }: KnownSupplier, { policy, decidedAt }: RoutingInput): boolean {
  const { breaker } = policy.content.filters;
  if (breaker === null) return false;
  const isRecent = (at: string): boolean => Date.parse(decidedAt) - Date.parse(at) < breaker.pauseMinutes * MINUTE_MS;
  if (unreachableAt && isRecent(unreachableAt)) return true;
  if (record === null || record.unansweredAt === null) return false;
  return record.unanswered >= breaker.unansweredMax && isRecent(record.unansweredAt);
}

/** Another line in a parcel that is open already is no purchase order too many. */
function hasCapacity({ code, supplierId, purchaseOrdersToday }: KnownSupplier, input: RoutingInput): boolean {
  if (input.openSuppliers.includes(supplierId)) return true;
  const { filters, groups } = input.policy.content;
  return filters.capacities
    .filter(({ supplier }) => namesSupplier([supplier], code, groups))
    .every(({ purchaseOrdersPerDay }) => (purchaseOrdersToday ?? 0) < purchaseOrdersPerDay);
}

function isTooOld({ ageSeconds }: WeighedOffer, { policy }: RoutingInput): boolean {
  const { feedAgeMaxMinutes } = policy.content.filters;
  return feedAgeMaxMinutes !== null && ageSeconds > feedAgeMaxMinutes * 60;
}

function ceilingReason(
  { units, expectedDays }: WeighedOffer,
  costs: CostParts,
  input: RoutingInput,
): ExclusionReason | null {
  const { marginFloorPermille, leavesWithinDays, keepPromise, reroutesOnly } = input.policy.content.ceilings;
  if (reroutesOnly && input.routingVersion === 1) return null;
  const leavesAt = Date.parse(input.decidedAt) + expectedDays * DAY_MS;
  if (leavesWithinDays !== null && leavesAt > Date.parse(input.placedAt) + leavesWithinDays * DAY_MS) return 'TOO_LATE';
  if (keepPromise && input.promiseBy !== null && leavesAt > Date.parse(input.promiseBy)) return 'TOO_LATE';
  if (marginFloorPermille === null) return null;
  const most = units.unitPriceMinor - Math.ceil((units.unitPriceMinor * marginFloorPermille) / 1000);
  return paidMinor(costs) > most ? 'BELOW_MARGIN' : null;
}
