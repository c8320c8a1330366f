import { Type } from 'class-transformer';
import { IsDefined, IsIn, IsOptional, IsString, IsUUID, Length, ValidateNested } from 'class-validator';
import { IsCurrency, PageQuery } from '#platform';
import {
  defaultExperience,
  defaultPolicy,
  type PolicyExperience,
  type RoutingPolicy,
} from '../domain/policy/routing-policy.js';
import {
  BackorderRuleDto,
  OptionalNames,
  OptionalRules,
  PolicyCeilingsDto,
  PolicyExchangeDto,
  PolicyExperienceDto,
  PolicyFiltersDto,
  PolicyHoldsDto,
  PolicyLimitsDto,
  PolicyStockDto,
  PolicyWeightsDto,
  Section,
  SupplierGroupDto,
} from './policy-rules.dto.js';

export const policyStates = ['draft', 'active', 'archived'] as const;
export type PolicyState = (typeof policyStates)[number];

/** What is left out is as in the default policy. */
export class PolicyContentDto {
  @IsOptional() @IsCurrency() currency?: string | null;
  @OptionalRules(() => SupplierGroupDto) groups?: SupplierGroupDto[];
  @Section(() => PolicyWeightsDto) weights?: PolicyWeightsDto;
  @Section(() => PolicyFiltersDto) filters?: PolicyFiltersDto;
  @OptionalNames() preferredSuppliers?: string[];
  @Section(() => PolicyLimitsDto) limits?: PolicyLimitsDto;
  @OptionalRules(() => BackorderRuleDto) backorders?: BackorderRuleDto[];
  @Section(() => PolicyHoldsDto) holds?: PolicyHoldsDto;
  @Section(() => PolicyCeilingsDto) ceilings?: PolicyCeilingsDto;
  @Section(() => PolicyStockDto) stock?: PolicyStockDto;
  @Section(() => PolicyExchangeDto) exchange?: PolicyExchangeDto;
  @Section(() => PolicyExperienceDto) experience?: PolicyExperienceDto;
}

export class SavePolicyDto {
  @IsString() @Length(1, 200) name!: string;
  @IsDefined() @ValidateNested() @Type(() => PolicyContentDto) content!: PolicyContentDto;
}

export class PoliciesQuery extends PageQuery {
  @IsOptional() @IsUUID() merchantId?: string;
  @IsOptional() @IsIn([...policyStates]) state?: PolicyState;
}

/** A policy whole: what nobody said is as in the default policy. */
export function policyOf(dto: PolicyContentDto): RoutingPolicy {
  const { weights, experience, ...rest } = dto;
  const merged = filled(defaultPolicy, plain(rest));
  return {
    ...merged,
    weights: {
      ...filled(defaultPolicy.weights, plain(weights ?? {})),
      scarcity: filled(defaultPolicy.weights.scarcity, plain(weights?.scarcity ?? {})),
    },
    filters: filled(defaultPolicy.filters, plain(dto.filters ?? {})),
    limits: filled(defaultPolicy.limits, plain(dto.limits ?? {})),
    holds: filled(defaultPolicy.holds, plain(dto.holds ?? {})),
    ceilings: filled(defaultPolicy.ceilings, plain(dto.ceilings ?? {})),
    stock: filled(defaultPolicy.stock, plain(dto.stock ?? {})),
    exchange: filled(defaultPolicy.exchange, plain(dto.exchange ?? {})),
    experience: experienceFrom(experience ?? {}),
  };
}

const experienceFrom = (dto: PolicyExperienceDto): PolicyExperience => ({
  ...filled(defaultExperience, plain(dto)),
  canary: filled(defaultExperience.canary, plain(dto.canary ?? {})),
});

/** Instances of DTO classes as plain data, which is how a policy is compared and stored. */
const plain = (value: object): Record<string, unknown> => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;

/** The given fields over the default's, in the default's order. Null means "nobody said" where a default is no null. */
function filled<T extends object>(base: T, given: Record<string, unknown>): T {
  const fields = Object.entries(base).map(([name, value]: [string, unknown]) => {
    const said = given[name];
    return [name, said === undefined || (said === null && value !== null && !isNullable(name)) ? value : said];
  });
  return Object.fromEntries(fields) as T;
}

/** Fields whose default is a value and for which null says "none". */
const isNullable = (name: string): boolean => name === 'allowedSuppliers';
