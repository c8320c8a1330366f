import { Transform, Type } from 'class-transformer';
import { IsArray, IsIn, IsOptional, IsString, IsUUID, Length, ValidateNested } from 'class-validator';
import { IsTime, PageQuery } from '#platform';
import { orderStatuses, type OrderStatus } from '../domain/order-state.js';
import { ShippingAddressDto } from './place-order.dto.js';

export class CancelOrderDto {
  /** One of the reason codes, or words of one's own, which count as `OTHER` and are kept beside it. */
  @IsOptional() @IsString() @Length(1, 500) reason?: string | null;
}

export class ReleaseOrderDto {
  /** For an order that is held because nobody could send a parcel to its address. */
  @IsOptional() @ValidateNested() @Type(() => ShippingAddressDto) shippingAddress?: ShippingAddressDto | null;
}

/** Which merchant; only an operator has a choice. */
export class MerchantQuery {
  @IsOptional() @IsUUID() merchantId?: string;
}

export class OrdersQuery extends PageQuery {
  @IsOptional() @IsUUID() merchantId?: string;
  @IsOptional() @IsIn([...orderStatuses]) status?: OrderStatus;
  @IsOptional() @IsString() @Length(1, 200) externalId?: string;
  @IsOptional() @IsTime() placedAfter?: string;
  /** An order number's beginning, an e-mail address, a SKU or a tracking number. */
  @IsOptional() @IsString() @Length(1, 200) q?: string;
}

const decisionParts = ['input', 'replay'] as const;

export class DecisionsQuery {
  /** What to show beside the decisions, separated by commas: `input`, `replay`. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsArray()
  @IsIn([...decisionParts], { each: true })
  include?: string[];
}
