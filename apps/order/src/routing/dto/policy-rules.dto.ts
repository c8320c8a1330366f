import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO31661Alpha2,
  IsOptional,
  IsString,
  IsTimeZone,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { backorderChoices, type BackorderChoice } from '../domain/policy/routing-policy.js';

/** Entries of one list of a policy at most: above any merchant's number of suppliers, read in a moment. */
const ENTRIES_MAX = 500;
/** Money of one weight at most: times the units of a line it stays exact. */
const AMOUNT_MAX_MINOR = 1_000_000_000;
const YEAR_DAYS = 366;
const WEEK_MINUTES = 7 * 24 * 60;

const all =
  (...decorators: PropertyDecorator[]): PropertyDecorator =>
  (target, key) => {
    for (const decorate of decorators) decorate(target, key);
  };

const Amount = (): PropertyDecorator => all(IsOptional(), IsInt(), Min(0), Max(AMOUNT_MAX_MINOR));
const Whole = (min: number, max: number): PropertyDecorator => all(IsOptional(), IsInt(), Min(min), Max(max));
const Permille = (): PropertyDecorator => Whole(0, 1000);
const Flag = (): PropertyDecorator => all(IsOptional(), IsBoolean());
const Names = (): PropertyDecorator =>
  all(IsArray(), ArrayMaxSize(ENTRIES_MAX), IsString({ each: true }), Length(1, 200, { each: true }));
const SomeNames = (): PropertyDecorator => all(Names(), ArrayMinSize(1));
const Rules = (type: () => new () => object): PropertyDecorator =>
  all(IsOptional(), IsArray(), ArrayMaxSize(ENTRIES_MAX), ValidateNested({ each: true }), Type(type));
export const Section = (type: () => new () => object): PropertyDecorator =>
  all(IsOptional(), ValidateNested(), Type(type));
export const OptionalNames = (): PropertyDecorator => all(IsOptional(), Names());
export const OptionalRules = Rules;

export class SupplierGroupDto {
  @IsString() @Matches(/^[A-Za-z0-9_-]{1,50}$/) name!: string;
  /** Supplier codes. */
  @Names() suppliers!: string[];
}

export class ScarcityDto {
  @Flag() enabled?: boolean;
  @Permille() surchargePermille?: number;
  @Whole(2, 10_000) belowUnits?: number;
}

export class PolicyWeightsDto {
  @Amount() leadTimeMinorPerUnitDay?: number;
  @Amount() lateMinor?: number;
  @Permille() qualityPermille?: number;
  @Amount() stockAgeMinor?: number;
  @Amount() acceptanceRegretMinor?: number;
  @Amount() preferenceMinor?: number;
  @Section(() => ScarcityDto) scarcity?: ScarcityDto;
}

export class RegionRuleDto {
  @SomeNames() suppliers!: string[];
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(250) @IsISO31661Alpha2({ each: true }) countries!: string[];
}

export class SkuSuppliersDto {
  @SomeNames() skus!: string[];
  @SomeNames() suppliers!: string[];
}

export class BreakerRuleDto {
  @IsInt() @Min(1) @Max(100) unansweredMax!: number;
  @IsInt() @Min(1) @Max(WEEK_MINUTES) pauseMinutes!: number;
}

export class CapacityDto {
  @IsString() @Length(1, 200) supplier!: string;
  @IsInt() @Min(0) @Max(1_000_000) purchaseOrdersPerDay!: number;
}

export class CutOffDto {
  @IsString() @Length(1, 200) supplier!: string;
  @IsString() @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: '$property must be a time of day, HH:MM' }) at!: string;
  @IsTimeZone() timeZone!: string;
}

export class PolicyFiltersDto {
  @OptionalNames() allowedSuppliers?: string[] | null;
  @OptionalNames() excludedSuppliers?: string[];
  @Rules(() => RegionRuleDto) regions?: RegionRuleDto[];
  @Rules(() => SkuSuppliersDto) agreements?: SkuSuppliersDto[];
  @Rules(() => SkuSuppliersDto) requiredSuppliers?: SkuSuppliersDto[];
  @Whole(1, YEAR_DAYS * 24 * 60) feedAgeMaxMinutes?: number | null;
  @Section(() => BreakerRuleDto) breaker?: BreakerRuleDto | null;
  @Rules(() => CapacityDto) capacities?: CapacityDto[];
  @Rules(() => CutOffDto) cutOffs?: CutOffDto[];
}

export class PolicyLimitsDto {
  @Whole(1, 100) parcelsMax?: number | null;
  @OptionalNames() unsplittableSkus?: string[];
}

export class BackorderRuleDto {
  @SomeNames() skus!: string[];
  @IsIn([...backorderChoices]) choice!: BackorderChoice;
}

export class PolicyHoldsDto {
  @IsOptional() @IsInt() @Min(0) @Max(1_000_000_000_000) valueAboveMinor?: number | null;
  @Whole(1, WEEK_MINUTES) duplicateWithinMinutes?: number | null;
  @Whole(1, WEEK_MINUTES) fraudWindowMinutes?: number | null;
}

export class PolicyCeilingsDto {
  @Permille() marginFloorPermille?: number | null;
  @Whole(0, YEAR_DAYS) leavesWithinDays?: number | null;
  @Flag() keepPromise?: boolean;
  @Flag() reroutesOnly?: boolean;
}

export class PolicyStockDto {
  @Whole(0, 100_000) safetyUnitsMin?: number;
  @Whole(0, 100_000) safetyUnitsMax?: number;
}

export class PolicyExchangeDto {
  @Flag() allowed?: boolean;
  @Whole(0, YEAR_DAYS) rateAgeMaxDays?: number;
}

export class PolicyCanaryDto {
  @Flag() enabled?: boolean;
  @Permille() thresholdPermille?: number;
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(999, { each: true })
  stepsPermille?: number[];
  @Whole(1, 10_000) probationUnits?: number;
}

export class PolicyExperienceDto {
  @Flag() enabled?: boolean;
  @Whole(1, YEAR_DAYS) halfLifeDays?: number;
  @Permille() problemPriorPermille?: number;
  @Permille() latePriorPermille?: number;
  @Permille() dissatisfiedPriorPermille?: number;
  @Permille() refundPriorPermille?: number;
  @Whole(1, 10_000) supplierCases?: number;
  @Whole(1, 10_000) skuCases?: number;
  @Amount() handlingMinor?: number;
  @Amount() lateUnitMinor?: number;
  @Amount() dissatisfiedMinor?: number;
  @Permille() shareMinPermille?: number;
  @Permille() shareMaxPermille?: number;
  @Whole(1, 1000) dailyChangePermille?: number;
  @Section(() => PolicyCanaryDto) canary?: PolicyCanaryDto;
}
