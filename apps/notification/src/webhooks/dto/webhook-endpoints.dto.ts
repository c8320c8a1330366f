import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  Validate,
} from 'class-validator';
import { PageQuery, WebhookUrlRule } from '#platform';
import { subscriptions } from '../domain/merchant-events.js';

/** Names of events, families of them (`order.*`) or `*`. */
const EventTypes = (): PropertyDecorator => (target, key) => {
  for (const rule of [
    IsArray(),
    ArrayNotEmpty(),
    ArrayMaxSize(subscriptions.length),
    ArrayUnique(),
    IsIn([...subscriptions], { each: true }),
  ])
    rule(target, key);
};

export class CreateWebhookEndpointDto {
  @IsString() @MaxLength(2000) @Validate(WebhookUrlRule) url!: string;
  @EventTypes() eventTypes!: string[];
  @IsOptional() @IsString() @MaxLength(200) description?: string | null;
  /** Who is mailed when it is disabled; the operator when absent. */
  @IsOptional() @IsEmail() alertEmail?: string | null;
}

export class UpdateWebhookEndpointDto {
  @IsOptional() @IsString() @MaxLength(2000) @Validate(WebhookUrlRule) url?: string;
  @IsOptional() @EventTypes() eventTypes?: string[];
  @IsOptional() @IsString() @MaxLength(200) description?: string | null;
  @IsOptional() @IsEmail() alertEmail?: string | null;
  /** False: nothing is sent, and what happens waits. True: what waited is sent. */
  @IsOptional() @IsBoolean() active?: boolean;
}

/** A day: long enough for a deployment. */
export const OVERLAP_SECONDS_DEFAULT = 86_400;
const OVERLAP_SECONDS_MAX = 604_800;

export class RotateSecretDto {
  /** How long the secret before stays good; 0: it is known to somebody else. */
  @IsOptional() @IsInt() @Min(0) @Max(OVERLAP_SECONDS_MAX) overlapSeconds?: number;
}

export class EndpointMerchantQuery {
  /** For an operator; every other key has its own merchant. */
  @IsOptional() @IsUUID() merchantId?: string;
}

export class FindEndpointsQuery extends PageQuery {
  @IsOptional() @IsUUID() merchantId?: string;
}
