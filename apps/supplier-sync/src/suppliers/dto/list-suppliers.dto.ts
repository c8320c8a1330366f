import { IsOptional, IsUUID, Length } from 'class-validator';
import { PageQuery } from '#platform';

export class ListSuppliersDto extends PageQuery {
  @IsOptional() @Length(1, 100) code?: string;
  /** For operator keys. */
  @IsOptional() @IsUUID() merchantId?: string;
}

/** Which merchant a new supplier is for; an operator has to say. */
export class MerchantQueryDto {
  @IsOptional() @IsUUID() merchantId?: string;
}
