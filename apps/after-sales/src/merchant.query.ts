import { IsOptional, IsUUID } from 'class-validator';

export class MerchantQuery {
  /** For an operator; every other key has its own merchant. */
  @IsOptional() @IsUUID() merchantId?: string;
}
