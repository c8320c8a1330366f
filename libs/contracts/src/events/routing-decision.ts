import { IsBoolean, IsInt, IsNumber, IsString, Max, MaxLength, Min } from 'class-validator';
import {
  Currency,
  Id,
  ListOf,
  MinorUnits,
  Nested,
  Nullable,
  OneOf,
  PositiveQuantity,
  Quantity,
  Text,
  Time,
  Version,
} from './fields.js';
import { ParcelStep } from './parcel-step.js';

/** Why an offer or a supplier could not be considered at all. */
export const exclusionReasons = [
  'SUPPLIER_INACTIVE',
  'REFUSED_BEFORE',
  'CURRENCY_MISMATCH',
  'OUT_OF_STOCK',
  'FEED_TOO_OLD',
  'NO_PARCEL_PRICE',
  'NO_EXCHANGE_RATE',
  'SUPPLIER_NOT_ALLOWED',
  'REGION_NOT_SERVED',
  'NO_AGREEMENT',
  'OTHER_SUPPLIER_REQUIRED',
  'BREAKER_OPEN',
  'CAPACITY_REACHED',
  'BELOW_MARGIN',
  'TOO_LATE',
  'LINE_NOT_WHOLE',
  'HELD_BACK',
] as const;
export type ExclusionReason = (typeof exclusionReasons)[number];

/** One line as the engine saw it. */
export class DecisionLine {
  @Id() lineId!: string;
  /** Empty when the store sent none. */
  @IsString() @MaxLength(200) sku!: string;
  @PositiveQuantity() quantity!: number;
}

/** What one unit of an offer weighs in the decision, part by part, in minor units of the decision's currency. */
export class DecisionCosts {
  /** What the supplier takes for the unit. */
  @MinorUnits() goodsMinor!: number;
  /** What carrying the unit's weight to the destination costs, beyond the parcel's fixed price. */
  @MinorUnits() shippingMinor!: number;
  /** From here on nobody is paid: what the merchant's policy puts on waiting, risk and scarcity. */
  @MinorUnits() leadTimeMinor!: number;
  @MinorUnits() lateMinor!: number;
  @MinorUnits() qualityMinor!: number;
  @MinorUnits() stockAgeMinor!: number;
  @MinorUnits() acceptanceMinor!: number;
  @MinorUnits() scarcityMinor!: number;
  @MinorUnits() preferenceMinor!: number;
  /** What returns, claims, complaints, lateness and bad scores will probably cost. Absent where nothing is known. */
  @Nullable() @MinorUnits() afterSalesMinor?: number | null;
  /** The sum: what the engine was given. */
  @MinorUnits() unitMinor!: number;
}

/** How many units of an offer are thought to be there, and why. */
export class DecisionStock {
  @Quantity() onHand!: number;
  @Quantity() committed!: number;
  @Quantity() safetyStock!: number;
  /** Chance, in thousandths, that a unit is really there: falls with the age of the number. */
  @IsInt() @Min(0) @Max(1000) presencePermille!: number;
  /** Who said so: `feed:<id>`. */
  @Text(100) source!: string;
}

/** The rate that an offer's prices were exchanged at. */
export class DecisionExchange {
  @Currency() from!: string;
  @Currency() to!: string;
  /** Decimal: units of `to` for one unit of `from`. */
  @Text(40) rate!: string;
  /** The day that the rate is of, `YYYY-MM-DD`. */
  @Text(10) date!: string;
  @Text(100) source!: string;
}

/** What is known of a supplier's reliability: a share in thousandths, and how much was seen of it. */
export class DecisionFigure {
  @Text(30) name!: string;
  @IsInt() @Min(0) @Max(1000) permille!: number;
  /** What is believed of a supplier that nothing is known of, and how many cases that belief is worth. */
  @IsInt() @Min(0) @Max(1000) priorPermille!: number;
  @IsInt() @Min(0) priorCases!: number;
  /** Cases seen, the old ones counting less. */
  @IsNumber() @Min(0) cases!: number;
}

/** A share as experience believes it, in thousandths, with the interval that it lies in nine times of ten. */
export class ExperienceEstimate {
  @IsInt() @Min(0) @Max(1000) permille!: number;
  @IsInt() @Min(0) @Max(1000) lowPermille!: number;
  @IsInt() @Min(0) @Max(1000) highPermille!: number;
  /** Cases seen, and how many of them were so; the old ones count less. */
  @IsNumber() @Min(0) cases!: number;
  @IsNumber() @Min(0) events!: number;
  /** What was believed before, from the level above, and the cases that it is worth. */
  @IsInt() @Min(0) @Max(1000) parentPermille!: number;
  @IsNumber() @Min(0) parentCases!: number;
}

/** What happened after earlier sales, as it was reckoned with: the figures of one snapshot. */
export class DecisionExperience {
  /** Of the snapshot that brought the figure; `GET /v1/routing/experience/{version}` explains it. */
  @Version() version!: number;
  /** Whose figure it is: nothing may be known of the SKU, or of the supplier. */
  @OneOf(['sku', 'supplier', 'all']) scope!: string;
  @Nested(() => ExperienceEstimate) problems!: ExperienceEstimate;
  @Nested(() => ExperienceEstimate) late!: ExperienceEstimate;
  @Nested(() => ExperienceEstimate) dissatisfied!: ExperienceEstimate;
  /** What a unit will probably cost in refunds and bring in credit notes, and the rest, before the policy's bounds. */
  @MinorUnits() refundMinor!: number;
  @MinorUnits() creditMinor!: number;
  @MinorUnits() otherMinor!: number;
  /** The policy's bound that the part was held at; null when it lay between them. */
  @Nullable() @OneOf(['least', 'most']) limitedBy!: string | null;
  /** Thousandths of the orders that may consider the offer. */
  @IsInt() @Min(0) @Max(1000) trafficPermille!: number;
  /** Whether this order is one of them, or cannot be filled without such offers. */
  @OneOf(['all', 'admitted', 'needed', 'held_back']) admission!: string;
}

/** One offer as the engine saw it: every number with its age. */
export class DecisionOffer {
  @Id() offerId!: string;
  @Id() lineId!: string;
  @Text(200) supplierSku!: string;
  /** On hand by the last feed minus committed since. */
  @Quantity() available!: number;
  @MinorUnits() unitCostMinor!: number;
  @Currency() currency!: string;
  @IsInt() @Min(0) leadTimeDays!: number;
  /** What the feed said its stock was true at. */
  @Time() asOf!: string;
  @IsInt() @Min(0) ageSeconds!: number;
  /** Null when the offer was considered. */
  @Nullable() @OneOf(exclusionReasons) excluded!: ExclusionReason | null;
  /** Units taken by the plan; 0 for a loser. */
  @Quantity() chosenQuantity!: number;
  /** Null for an offer whose currency cannot be exchanged. This and what follows: absent from older producers. */
  @Nullable() @Nested(() => DecisionCosts) costs?: DecisionCosts | null;
  @Nullable() @Nested(() => DecisionStock) stock?: DecisionStock | null;
  /** Null when the offer is in the decision's currency. */
  @Nullable() @Nested(() => DecisionExchange) exchange?: DecisionExchange | null;
  /** Days from the decision until the goods leave, the cut-off time considered. */
  @Nullable() @IsInt() @Min(0) expectedDays?: number | null;
  /** Absent where nothing is known, or the policy does not ask. */
  @Nullable() @Nested(() => DecisionExperience) experience?: DecisionExperience | null;
}

/** One supplier in the decision: what it would have given, whether it won, and if not, why. */
export class DecisionCandidate {
  @Id() supplierId!: string;
  @Text(100) supplierCode!: string;
  @IsBoolean() chosen!: boolean;
  @MinorUnits() parcelFixedMinor!: number;
  /** True when a parcel of this order is open at this supplier already, so that the fixed price is not paid again. */
  @IsBoolean() alreadyOpen!: boolean;
  /** Cost of what the plan takes here: goods and parcel; 0 for a loser. */
  @MinorUnits() goodsMinor!: number;
  @MinorUnits() parcelMinor!: number;
  /** For a loser that was considered: by how much the best plan that must use this supplier is dearer. */
  @Nullable() @MinorUnits() dearerByMinor!: number | null;
  /** Null for a winner; `DEARER`, `EQUAL_COST` or an exclusion reason for a loser. */
  @Nullable()
  @OneOf([...exclusionReasons, 'DEARER', 'EQUAL_COST', 'FILLS_LESS', 'BELOW_MIN_ORDER'])
  reason!: string | null;
  @ListOf(() => DecisionOffer) offers!: DecisionOffer[];
  /** Beside goods and parcel of what the plan takes here: weight's share of shipping, and what nobody is paid. */
  @Nullable() @MinorUnits() shippingMinor?: number | null;
  @Nullable() @MinorUnits() penaltyMinor?: number | null;
  @Nullable() @ListOf(() => DecisionFigure) figures?: DecisionFigure[] | null;
  /** What the parcel's weight costs on top of its fixed price. This and what follows: absent where not stated. */
  @Nullable() @ListOf(() => ParcelStep) parcelSteps?: ParcelStep[] | null;
  /** Of a winner with steps: what its parcel weighs, and what of `parcelMinor` that costs. */
  @Nullable() @IsInt() @Min(0) parcelGrams?: number | null;
  @Nullable() @MinorUnits() parcelStepMinor?: number | null;
  /** The least goods value that the supplier takes. */
  @Nullable() @MinorUnits() minOrderMinor?: number | null;
}

export class DecisionTake {
  @Id() lineId!: string;
  @Id() supplierId!: string;
  @Id() offerId!: string;
  @PositiveQuantity() quantity!: number;
}

export class DecisionUnfilled {
  @Id() lineId!: string;
  @PositiveQuantity() quantity!: number;
}

/**
 * A routing decision with everything that is needed to explain it and to make it again: lines,
 * candidates with ages, the plan, its cost and the proven lower bound. Money in minor units of `currency`.
 */
export class RoutingDecision {
  @Version() routingVersion!: number;
  /** Version of the merchant's routing policy that was in force. */
  @Version() policyVersion!: number;
  /** Null for the policy that holds where a merchant has none. Absent from older producers. */
  @Nullable() @Id() policyId?: string | null;
  @Currency() currency!: string;
  @Time() decidedAt!: string;
  /** Goods, shipping and parcels of the plan, and what the policy puts on waiting and risk. */
  @MinorUnits() costMinor!: number;
  @MinorUnits() lowerBoundMinor!: number;
  /** True only when the bound equals the cost: no plan that fills as many units is cheaper. */
  @IsBoolean() proven!: boolean;
  @ListOf(() => DecisionLine) lines!: DecisionLine[];
  @ListOf(() => DecisionTake) plan!: DecisionTake[];
  @ListOf(() => DecisionUnfilled) unfilled!: DecisionUnfilled[];
  @ListOf(() => DecisionCandidate) candidates!: DecisionCandidate[];
}
