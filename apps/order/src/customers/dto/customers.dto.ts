import { IsEmail, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { PageQuery } from '#platform';

/** Who is looked for; of several conditions each must hold. */
export class CustomersQuery {
  @IsOptional() @IsUUID() merchantId?: string;
  @IsOptional() @IsEmail() email?: string;
  @IsOptional() @IsString() @Length(5, 50) phone?: string;
  @IsOptional() @IsUUID() orderId?: string;
  /** An e-mail address, a phone number or the number of an order. */
  @IsOptional() @IsString() @Length(1, 200) q?: string;
}

export class EraseCustomerDto {
  /** Why: kept as a part of the proof. Nothing personal. */
  @IsString() @Length(1, 500) reason!: string;
}

export class RequestsQuery extends PageQuery {
  @IsOptional() @IsUUID() merchantId?: string;
  @IsOptional() @IsUUID() customerId?: string;
}
