import { IsBoolean, IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { IsTime, PageQuery } from '#platform';

export class DeliveryFilterQuery extends PageQuery {
  @IsOptional() @IsIn(['queued', 'delivered', 'failed']) state?: string;
  @IsOptional() @IsString() @MaxLength(100) eventType?: string;
  @IsOptional() @IsUUID() orderId?: string;
}

export class RedeliverPeriodDto {
  /** By when it was queued first. */
  @IsTime() from!: string;
  /** Not included. */
  @IsTime() to!: string;
  /** Also what was delivered: for a receiver that lost what it had. Otherwise only what was given up. */
  @IsOptional() @IsBoolean() all?: boolean;
}
