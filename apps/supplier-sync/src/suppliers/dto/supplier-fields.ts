import { plainToInstance, Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsISO31661Alpha2,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  Validate,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { WebhookSecretRule, WebhookUrlRule } from '#platform';
import type { ChannelType } from '../supplier.entity.js';
import { channelTypes } from '../supplier.entity.js';
import { AscendingStepsRule } from './ascending-steps-rule.js';

export class ChannelDto {
  @IsIn([...channelTypes]) type!: ChannelType;
  @ValidateIf((channel: ChannelDto) => channel.type === 'webhook' || channel.url !== undefined)
  @IsString()
  @MaxLength(2000)
  @Validate(WebhookUrlRule)
  url?: string;
  /** `whsec_` and 24 to 64 random bytes in base64. Made by Kervan when absent. */
  @IsOptional() @Validate(WebhookSecretRule) secret?: string;
}

/** Steps of one price list: carriers print a dozen or two; each is a level that the routing has to look at. */
const STEPS_MAX = 50;

export class ParcelStepDto {
  @IsInt() @Min(1) @Max(1_000_000_000) upToGrams!: number;
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) costMinor!: number;
}

/** Prices by the weight of the whole parcel, ascending; a heavier parcel cannot be sent. Null or absent: none. */
const ParcelSteps = (): PropertyDecorator => (target, key) => {
  for (const rule of [
    IsOptional(),
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(STEPS_MAX),
    ValidateNested({ each: true }),
    Type(() => ParcelStepDto),
    Validate(AscendingStepsRule),
  ])
    rule(target, key);
};

export class ParcelByCountryDto {
  @IsISO31661Alpha2() country!: string;
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) fixedMinor!: number;
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) perKgMinor!: number;
  @ParcelSteps() steps?: ParcelStepDto[] | null;
}

export class ParcelDto {
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) fixedMinor!: number;
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) perKgMinor!: number;
  @ParcelSteps() steps?: ParcelStepDto[] | null;
  /** A list, or an object by country code. */
  @IsOptional()
  @Transform(({ obj }: { obj: { byCountry?: unknown } }) => listOfCountries(obj.byCountry))
  @IsArray()
  @ArrayMaxSize(249)
  @ValidateNested({ each: true })
  @Type(() => ParcelByCountryDto)
  byCountry?: ParcelByCountryDto[];
}

/** Reads the body as it came: `@Type` has made something else of an object by then. */
function listOfCountries(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Array.isArray(value)
    ? (value as unknown[])
    : Object.entries(value).map(([country, price]) => ({ ...(price as object), country }));
  return entries.map((entry) => plainToInstance(ParcelByCountryDto, entry));
}
