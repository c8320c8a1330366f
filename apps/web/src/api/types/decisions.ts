/** Why an order was routed so. What stands behind `?` is absent from decisions that were recorded before it was. */

/** What one unit of an offer weighs, part by part, in minor units of the decision's currency. */
export interface DecisionCosts {
  goodsMinor: number;
  shippingMinor: number;
  /** From here on nobody is paid: what the merchant's policy puts on waiting, risk and scarcity. */
  leadTimeMinor: number;
  lateMinor: number;
  qualityMinor: number;
  stockAgeMinor: number;
  acceptanceMinor: number;
  scarcityMinor: number;
  preferenceMinor: number;
  /** What will probably come after the sale: refunds, claims, lateness. */
  afterSalesMinor?: number | null;
  /** The sum. */
  unitMinor: number;
}

export interface DecisionStock {
  onHand: number;
  committed: number;
  safetyStock: number;
  /** Chance in thousandths that a unit is really there. */
  presencePermille: number;
  /** `feed:<id>`. */
  source: string;
}

export interface DecisionExchange {
  from: string;
  to: string;
  rate: string;
  date: string;
  source: string;
}

/** A share in thousandths that was learned of a supplier, with the belief it began from. */
export interface DecisionFigure {
  name: string;
  permille: number;
  priorPermille: number;
  priorCases: number;
  cases: number;
}

/** A share in thousandths with the interval that it lies in nine times of ten. */
export interface ExperienceEstimate {
  permille: number;
  lowPermille: number;
  highPermille: number;
  /** Seen, and how many of them were so; the old ones count less. */
  cases: number;
  events: number;
  parentPermille: number;
  parentCases: number;
}

/** What happened after earlier sales, as it was reckoned with. */
export interface DecisionExperience {
  version: number;
  scope: string;
  problems: ExperienceEstimate;
  late: ExperienceEstimate;
  dissatisfied: ExperienceEstimate;
  refundMinor: number;
  creditMinor: number;
  otherMinor: number;
  limitedBy: string | null;
  trafficPermille: number;
  admission: string;
}

export interface DecisionOffer {
  offerId: string;
  lineId: string;
  supplierSku: string;
  available: number;
  unitCostMinor: number;
  currency: string;
  leadTimeDays: number;
  asOf: string;
  ageSeconds: number;
  excluded: string | null;
  chosenQuantity: number;
  costs?: DecisionCosts | null;
  stock?: DecisionStock | null;
  exchange?: DecisionExchange | null;
  expectedDays?: number | null;
  experience?: DecisionExperience | null;
}

export interface ParcelStep {
  upToGrams: number;
  costMinor: number;
}

export interface DecisionCandidate {
  supplierId: string;
  supplierCode: string;
  chosen: boolean;
  parcelFixedMinor: number;
  alreadyOpen: boolean;
  goodsMinor: number;
  parcelMinor: number;
  dearerByMinor: number | null;
  reason: string | null;
  offers: DecisionOffer[];
  shippingMinor?: number | null;
  penaltyMinor?: number | null;
  figures?: DecisionFigure[] | null;
  /** What the weight of a winner's parcel costs, within `parcelMinor`; absent where the price has no steps. */
  parcelGrams?: number | null;
  parcelStepMinor?: number | null;
  parcelSteps?: ParcelStep[] | null;
  /** The least goods value that the supplier takes. */
  minOrderMinor?: number | null;
}

export interface DecisionLine {
  lineId: string;
  sku: string;
  quantity: number;
}

export interface RoutingDecision {
  routingVersion: number;
  policyVersion: number;
  policyId?: string | null;
  /** The purchase order whose refusal or silence caused this routing. */
  causedByPurchaseOrderId?: string | null;
  currency: string;
  decidedAt: string;
  costMinor: number;
  lowerBoundMinor: number;
  proven: boolean;
  lines: DecisionLine[];
  plan: { lineId: string; supplierId: string; offerId: string; quantity: number }[];
  unfilled: { lineId: string; quantity: number }[];
  candidates: DecisionCandidate[];
}
