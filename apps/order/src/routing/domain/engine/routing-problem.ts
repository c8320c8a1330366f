/** Units of one line that have to come from somewhere. */
export interface ProblemLine {
  readonly id: string;
  readonly quantity: number;
  readonly weightGrams: number;
}

/** What a parcel costs on top of its fixed price, up to a weight. */
export interface ParcelStep {
  readonly upToGrams: number;
  readonly costMinor: number;
}

/** Who could give units, and what it costs to let them give any. */
export interface ProblemSupplier {
  readonly id: string;
  readonly parcelFixedMinor: number;
  /** Ascending by weight; null when weight costs nothing. Heavier than the last step cannot be sent. */
  readonly parcelSteps: readonly ParcelStep[] | null;
  /** The least goods value (goods × quantity) that the supplier takes. */
  readonly minOrderMinor: number;
  /** A parcel of this order is open there: its fixed price is paid already. */
  readonly alreadyOpen: boolean;
}

/** Units that one supplier has for one line. A supplier may have several offers for a line. */
export interface ProblemOffer {
  readonly line: string;
  readonly supplier: string;
  readonly unitCostMinor: number;
  /** What of the unit cost is goods, towards the supplier's least order value; absent: all of it. */
  readonly goodsMinor?: number;
  readonly available: number;
  /** Told apart by it when a supplier has several offers for a line. */
  readonly id: string;
}

/** Everything that a routing is decided from. All money in minor units of one currency. */
export interface RoutingProblem {
  readonly lines: readonly ProblemLine[];
  readonly suppliers: readonly ProblemSupplier[];
  readonly offers: readonly ProblemOffer[];
  /** Suppliers that may give anything, at most; null for no limit. */
  readonly parcelsMax: number | null;
  /** Lines whose units may not come from more than one supplier. */
  readonly unsplittableLines: readonly string[];
}

export interface PlannedTake {
  readonly line: string;
  readonly supplier: string;
  readonly offer: string;
  readonly quantity: number;
}

export interface UnfilledLine {
  readonly line: string;
  readonly quantity: number;
}

/** The best plan found, and what is known about better ones. */
export interface RoutingSolution {
  readonly plan: readonly PlannedTake[];
  readonly unfilled: readonly UnfilledLine[];
  readonly unfilledUnits: number;
  readonly costMinor: number;
  /** No plan that leaves as few units unfilled costs less than this. */
  readonly lowerBoundMinor: number;
  /** True only when the bound equals the cost and no plan fills more. */
  readonly proven: boolean;
}
