import { IsOptional, IsUUID, Length } from 'class-validator';
import { PageQuery } from '#platform';

export class ListListingsDto extends PageQuery {
  @IsOptional() @IsUUID() supplierId?: string;
  @IsOptional() @Length(1, 200) sku?: string;
  /** For operator keys. */
  @IsOptional() @IsUUID() merchantId?: string;
}
