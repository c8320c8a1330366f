import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { receivedConditions, returnDestinations, type ReceivedCondition, type ReturnDestination } from '#contracts';
import { IsCurrency, PageQuery } from '#platform';
import { defaultReturnPolicy, type ReturnPolicy } from '../domain/return-policy.js';

/** Ten years: more is a typing mistake. */
const DAYS_MAX = 3_650;
/** SKU patterns and agreements of one policy: read at every return. */
const LIST_MAX = 1_000;
/** Goods of one group: each of them is a choice on the customer's page, which stays small. */
const GROUP_MAX = 30;
const AMOUNT_MAX_MINOR = 1_000_000_000;

const Percent = (): PropertyDecorator => (target, key) => {
  for (const rule of [IsOptional(), IsInt(), Min(0), Max(100)]) rule(target, key);
};

class DeductionsDto implements Partial<Record<ReceivedCondition, number>> {
  @Percent() as_new?: number;
  @Percent() opened?: number;
  @Percent() used?: number;
  @Percent() damaged?: number;
  @Percent() incomplete?: number;
  @Percent() wrong_item?: number;
}

class AgreementDto {
  @IsUUID() supplierId!: string;
  @IsIn([...returnDestinations]) destination!: ReturnDestination;
  @IsOptional() @IsIn(['supplier', 'merchant']) defectPayer?: 'supplier' | 'merchant';
  @IsOptional() @IsInt() @Min(0) @Max(AMOUNT_MAX_MINOR) keepBelowMinor?: number;
}

class GroupGoodsDto {
  @IsString() @Length(1, 200) sku!: string;
  @IsString() @Length(1, 200) title!: string;
  /** Absent: for what was paid for the goods that come back. */
  @IsOptional() @IsInt() @Min(0) @Max(AMOUNT_MAX_MINOR) unitPriceMinor?: number | null;
}

class ExchangeGroupDto {
  /** Of the prices. Orders in another currency are offered what has none. */
  @ValidateIf(({ currency, goods }: ExchangeGroupDto) => isSaid(currency) || hasPrice(goods))
  @IsCurrency()
  currency?: string | null;
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(GROUP_MAX)
  @ArrayUnique(({ sku }: GroupGoodsDto) => sku)
  @ValidateNested({ each: true })
  @Type(() => GroupGoodsDto)
  goods!: GroupGoodsDto[];
}

/** What is read says null where nothing was said: sent back as it was read, it says the same. */
const isSaid = (value: unknown): boolean => value !== undefined && value !== null;

const hasPrice = (goods: unknown): boolean =>
  Array.isArray(goods) && goods.some((good: GroupGoodsDto | null) => isSaid(good?.unitPriceMinor));

/** What a policy says; the rest is as in the default policy. */
class ReturnPolicyDto {
  @IsOptional() @IsInt() @Min(0) @Max(DAYS_MAX) windowDays?: number;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(LIST_MAX)
  @IsString({ each: true })
  @Length(1, 200, { each: true })
  excludedSkus?: string[];
  @IsOptional() @IsIn(['customer', 'merchant']) changeOfMindPayer?: 'customer' | 'merchant';
  @IsOptional() @IsInt() @Min(0) @Max(AMOUNT_MAX_MINOR) labelFeeMinor?: number;
  @IsOptional() @IsIn(['automatic', 'manual']) approval?: 'automatic' | 'manual';
  @IsOptional() @IsIn(['automatic', 'manual']) refund?: 'automatic' | 'manual';
  @IsOptional() @IsInt() @Min(1) @Max(DAYS_MAX) approvalDays?: number;
  @IsOptional() @ValidateNested() @Type(() => DeductionsDto) deductionPercent?: DeductionsDto;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(LIST_MAX)
  @ValidateNested({ each: true })
  @Type(() => AgreementDto)
  agreements?: AgreementDto[];
  @IsOptional() @IsIn([...returnDestinations]) otherDestination?: ReturnDestination;
  @IsOptional() @IsBoolean() exchangeSame?: boolean;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(LIST_MAX)
  @ValidateNested({ each: true })
  @Type(() => ExchangeGroupDto)
  exchangeGroups?: ExchangeGroupDto[];
}

export class SaveReturnPolicyDto {
  @IsString() @Length(1, 200) name!: string;
  @IsDefined() @ValidateNested() @Type(() => ReturnPolicyDto) content!: ReturnPolicyDto;
}

export class PoliciesQuery extends PageQuery {
  @IsOptional() @IsIn(['draft', 'active', 'archived']) state?: 'draft' | 'active' | 'archived';
  /** For an operator; every other key has its own merchant. */
  @IsOptional() @IsUUID() merchantId?: string;
}

/** The whole policy: what is not said is as in the default one. */
export function policyOf(dto: ReturnPolicyDto): ReturnPolicy {
  const said = Object.fromEntries(Object.entries(dto).filter(([, value]) => value !== undefined));
  const deductions = Object.fromEntries(
    receivedConditions.map((condition) => [
      condition,
      dto.deductionPercent?.[condition] ?? defaultReturnPolicy.deductionPercent[condition],
    ]),
  ) as ReturnPolicy['deductionPercent'];
  const agreements = (dto.agreements ?? []).map(({ supplierId, destination, defectPayer, keepBelowMinor }) => ({
    ...{ supplierId, destination, defectPayer: defectPayer ?? 'supplier', keepBelowMinor: keepBelowMinor ?? 0 },
  }));
  const exchangeGroups = (dto.exchangeGroups ?? []).map(({ currency, goods }) => ({
    currency: currency ?? null,
    goods: goods.map(({ sku, title, unitPriceMinor }) => ({ sku, title, unitPriceMinor: unitPriceMinor ?? null })),
  }));
  return { ...defaultReturnPolicy, ...said, deductionPercent: deductions, agreements, exchangeGroups };
}
