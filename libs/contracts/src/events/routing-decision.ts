import { IsBoolean, IsInt, IsString, MaxLength, Min } from 'class-validator';
import {
  Currency,
  Id,
  ListOf,
  MinorUnits,
  Nullable,
  OneOf,
  PositiveQuantity,
  Quantity,
  Text,
  Time,
  Version,
} from './fields.js';

/** Why an offer or a supplier could not be considered at all. */
export const exclusionReasons = [
  'SUPPLIER_INACTIVE',
  'REFUSED_BEFORE',
  'CURRENCY_MISMATCH',
  'OUT_OF_STOCK',
  'FEED_TOO_OLD',
  'NO_PARCEL_PRICE',
] as const;
export type ExclusionReason = (typeof exclusionReasons)[number];

/** One line as the engine saw it. */
export class DecisionLine {
  @Id() lineId!: string;
  /** Empty when the store sent none. */
  @IsString() @MaxLength(200) sku!: string;
  @PositiveQuantity() quantity!: number;
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
  @Nullable() @OneOf([...exclusionReasons, 'DEARER', 'EQUAL_COST', 'FILLS_LESS']) reason!: string | null;
  @ListOf(() => DecisionOffer) offers!: DecisionOffer[];
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
  @Currency() currency!: string;
  @Time() decidedAt!: string;
  @MinorUnits() costMinor!: number;
  @MinorUnits() lowerBoundMinor!: number;
  /** True only when the bound equals the cost: no plan that fills as many units is cheaper. */
  @IsBoolean() proven!: boolean;
  @ListOf(() => DecisionLine) lines!: DecisionLine[];
  @ListOf(() => DecisionTake) plan!: DecisionTake[];
  @ListOf(() => DecisionUnfilled) unfilled!: DecisionUnfilled[];
  @ListOf(() => DecisionCandidate) candidates!: DecisionCandidate[];
}
