/**
 * How one merchant wants its orders routed: data, never code. A supplier is named by its code or, with `@` in front,
 * by the name of a group. A SKU is named whole or by its beginning with `*` behind. Amounts are minor units of
 * `currency`.
 */
export interface RoutingPolicy {
  /** ISO 4217; null for the currency of the order at hand. */
  readonly currency: string | null;
  readonly groups: readonly SupplierGroup[];
  readonly weights: PolicyWeights;
  readonly filters: PolicyFilters;
  readonly preferredSuppliers: readonly string[];
  readonly limits: PolicyLimits;
  /** The first rule that names the SKU holds; without one a line is split. */
  readonly backorders: readonly BackorderRule[];
  readonly holds: PolicyHolds;
  readonly ceilings: PolicyCeilings;
  readonly stock: PolicyStock;
  readonly exchange: PolicyExchange;
  /** What after-sales taught. Absent from policies that are older than this section: it is off. */
  readonly experience?: PolicyExperience;
}

export interface SupplierGroup {
  readonly name: string;
  readonly suppliers: readonly string[];
}

/** What is added to a unit's cost without being paid to anybody. Zero everywhere: only money counts. */
export interface PolicyWeights {
  /** For each day until the goods leave. */
  readonly leadTimeMinorPerUnitDay: number;
  /** Times the chance that the supplier ships late. */
  readonly lateMinor: number;
  /** Thousandths of the unit's price, times the share of the supplier's parcels that came back. */
  readonly qualityPermille: number;
  /** Times the chance that the unit is not there. */
  readonly stockAgeMinor: number;
  /** Times the chance that the supplier refuses. */
  readonly acceptanceRegretMinor: number;
  /** On units of suppliers that are not preferred, where some are. */
  readonly preferenceMinor: number;
  readonly scarcity: ScarcityWeight;
}

/** Makes the last units of an offer dearer, so that orders that have a choice leave them to those that have none. */
export interface ScarcityWeight {
  readonly enabled: boolean;
  /** Thousandths of the unit's price when a single unit is left; falls in a straight line to 0 at `belowUnits`. */
  readonly surchargePermille: number;
  readonly belowUnits: number;
}

export interface PolicyFilters {
  /** Null: all. */
  readonly allowedSuppliers: readonly string[] | null;
  readonly excludedSuppliers: readonly string[];
  /** Suppliers that ship to these countries only. */
  readonly regions: readonly { readonly suppliers: readonly string[]; readonly countries: readonly string[] }[];
  /** SKUs that only suppliers with an agreement may ship. */
  readonly agreements: readonly SkuSuppliers[];
  /** SKUs that the merchant wants from these suppliers only. */
  readonly requiredSuppliers: readonly SkuSuppliers[];
  /** Null: any age. */
  readonly feedAgeMaxMinutes: number | null;
  /** Null: a silent supplier is asked all the same. */
  readonly breaker: BreakerRule | null;
  readonly capacities: readonly { readonly supplier: string; readonly purchaseOrdersPerDay: number }[];
  readonly cutOffs: readonly CutOff[];
}

export interface SkuSuppliers {
  readonly skus: readonly string[];
  readonly suppliers: readonly string[];
}

/**
 * A supplier that left so many purchase orders in a row unanswered is not asked for a while, nor is one whose endpoint
 * was found not to answer.
 */
export interface BreakerRule {
  readonly unansweredMax: number;
  readonly pauseMinutes: number;
}

/** What is ordered at or after this time of day leaves a day later. */
export interface CutOff {
  readonly supplier: string;
  /** `HH:MM`. */
  readonly at: string;
  /** IANA name, for instance `Europe/Istanbul`. */
  readonly timeZone: string;
}

export interface PolicyLimits {
  /** Suppliers of one decision at most; null: no limit. */
  readonly parcelsMax: number | null;
  /** SKUs whose units may not come from more than one supplier. */
  readonly unsplittableSkus: readonly string[];
}

/**
 * What to do with a line that cannot be had whole: `split` takes what there is and waits for the rest, `wait` takes
 * nothing until all of it can be had, `other-supplier` gives the line to one supplier that has all of it or to none.
 */
export const backorderChoices = ['split', 'wait', 'other-supplier'] as const;
export type BackorderChoice = (typeof backorderChoices)[number];

export interface BackorderRule {
  readonly skus: readonly string[];
  readonly choice: BackorderChoice;
}

/** What makes a new order wait for a person, besides a pending payment, an incomplete address and a test. */
export interface PolicyHolds {
  readonly valueAboveMinor: number | null;
  /** Another order of the same customer with the same lines within so many minutes is suspected to be the same. */
  readonly duplicateWithinMinutes: number | null;
  /** Every order waits so long before it is routed, for whoever watches for fraud. */
  readonly fraudWindowMinutes: number | null;
}

export interface PolicyCeilings {
  /** Thousandths of the line's price that must stay after goods and weight's shipping; null: no floor. */
  readonly marginFloorPermille: number | null;
  /** Days from the placing of the order until the goods leave; null: no ceiling. */
  readonly leavesWithinDays: number | null;
  /** Whether goods must leave before the promised date of an order that has one. */
  readonly keepPromise: boolean;
  /** Whether the ceilings hold for the replacement of what a supplier refused only. */
  readonly reroutesOnly: boolean;
}

/** Bounds between which the learned safety stock of an offer moves. Both 0: none is kept back. */
export interface PolicyStock {
  readonly safetyUnitsMin: number;
  readonly safetyUnitsMax: number;
}

export interface PolicyExchange {
  /** Whether offers in other currencies than the order's are considered at all. */
  readonly allowed: boolean;
  /** Older rates are as good as none. */
  readonly rateAgeMaxDays: number;
}

/**
 * How far what happened after earlier orders counts: returns, claims, complaints, lateness and scores of each supplier
 * and SKU, as money that a unit will probably cost after the sale.
 */
export interface PolicyExperience {
  readonly enabled: boolean;
  /** Days after which what was seen counts half. */
  readonly halfLifeDays: number;
  /** What is believed while nothing was seen: share of units with a problem, of units late, of answers that are bad. */
  readonly problemPriorPermille: number;
  readonly latePriorPermille: number;
  readonly dissatisfiedPriorPermille: number;
  /** Thousandths of the price that a problem is believed to cost. */
  readonly refundPriorPermille: number;
  /** Cases that what the other suppliers show is worth for one of them, and its other SKUs for one SKU. */
  readonly supplierCases: number;
  readonly skuCases: number;
  /** What a problem, a late unit and a bad answer cost beside the refund, each times its chance. */
  readonly handlingMinor: number;
  readonly lateUnitMinor: number;
  readonly dissatisfiedMinor: number;
  /** Bounds of the whole part, thousandths of the unit's goods. */
  readonly shareMinPermille: number;
  readonly shareMaxPermille: number;
  /** The most that a share which is reckoned with moves in a day, up or down. */
  readonly dailyChangePermille: number;
  readonly canary: PolicyCanary;
}

/** Less traffic on bad signs instead of none. */
export interface PolicyCanary {
  readonly enabled: boolean;
  /** Traffic is taken away while even the lower end of the interval of problems is above this. */
  readonly thresholdPermille: number;
  /** Shares of the orders that may still consider the offer, falling; above 0. */
  readonly stepsPermille: readonly number[];
  /** Units that have to be delivered between two steps. */
  readonly probationUnits: number;
}

/** Bounded: at most three tenths of the goods, and no share moves by more than a twentieth in a day. */
export const defaultExperience: PolicyExperience = {
  enabled: true,
  halfLifeDays: 60,
  problemPriorPermille: 50,
  latePriorPermille: 100,
  dissatisfiedPriorPermille: 100,
  refundPriorPermille: 1000,
  supplierCases: 30,
  skuCases: 20,
  handlingMinor: 0,
  lateUnitMinor: 0,
  dissatisfiedMinor: 0,
  shareMinPermille: 0,
  shareMaxPermille: 300,
  dailyChangePermille: 50,
  canary: { enabled: true, thresholdPermille: 200, stepsPermille: [500, 250, 100], probationUnits: 10 },
};

/** Where a merchant has said nothing: money alone decides, over the whole order, with what returns will cost. */
export const defaultPolicy: RoutingPolicy = {
  currency: null,
  groups: [],
  weights: {
    leadTimeMinorPerUnitDay: 0,
    lateMinor: 0,
    qualityPermille: 0,
    stockAgeMinor: 0,
    acceptanceRegretMinor: 0,
    preferenceMinor: 0,
    scarcity: { enabled: false, surchargePermille: 200, belowUnits: 5 },
  },
  filters: {
    allowedSuppliers: null,
    excludedSuppliers: [],
    regions: [],
    agreements: [],
    requiredSuppliers: [],
    feedAgeMaxMinutes: null,
    breaker: null,
    capacities: [],
    cutOffs: [],
  },
  preferredSuppliers: [],
  limits: { parcelsMax: null, unsplittableSkus: [] },
  backorders: [],
  holds: { valueAboveMinor: null, duplicateWithinMinutes: null, fraudWindowMinutes: null },
  ceilings: { marginFloorPermille: null, leavesWithinDays: null, keepPromise: false, reroutesOnly: false },
  stock: { safetyUnitsMin: 0, safetyUnitsMax: 0 },
  exchange: { allowed: false, rateAgeMaxDays: 7 },
  experience: defaultExperience,
};

/** A policy's section, or the default one switched off where the policy is older than the section. */
export const experienceOf = ({ experience }: RoutingPolicy): PolicyExperience =>
  experience ?? { ...defaultExperience, enabled: false };

/** A policy as a decision was made under: the version of the default policy is 1. */
export interface AppliedPolicy {
  /** Null for the default policy of a merchant that has none. */
  readonly id: string | null;
  readonly version: number;
  readonly content: RoutingPolicy;
}

export const DEFAULT_POLICY_VERSION = 1;

export const defaultApplied: AppliedPolicy = { id: null, version: DEFAULT_POLICY_VERSION, content: defaultPolicy };
