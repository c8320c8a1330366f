import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsDefined,
  IsEmail,
  IsIn,
  IsInt,
  IsISO31661Alpha2,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsCurrency, IsTime } from '#platform';

/** Lines of one order at most: above any basket seen, and validated well within an answer's time. */
export const LINES_MAX = 500;
/** Units of one line at most; more is a typing mistake. */
export const QUANTITY_MAX = 100_000;
/** A unit's weight at most: ten tonnes. */
const WEIGHT_MAX_GRAMS = 10_000_000;
/** Money in one field at most: sums over an order stay exact. */
export const AMOUNT_MAX_MINOR = 1_000_000_000_000;

const all =
  (...decorators: PropertyDecorator[]): PropertyDecorator =>
  (target, key) => {
    for (const decorate of decorators) decorate(target, key);
  };

const Text = (max: number): PropertyDecorator =>
  all(IsString(), Length(1, max), Matches(/\S/, { message: '$property must not be blank' }));
const OptionalText = (max: number): PropertyDecorator => all(IsOptional(), IsString(), MaxLength(max));
const Amount = (): PropertyDecorator => all(IsInt(), Min(0), Max(AMOUNT_MAX_MINOR));
const UpperCase = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toUpperCase() : value));
const Nested = (type: () => new () => object): PropertyDecorator => all(IsDefined(), ValidateNested(), Type(type));

export class CustomerDto {
  @Text(200) name!: string;
  @IsOptional() @IsEmail() @MaxLength(254) email?: string | null;
  @OptionalText(50) phone?: string | null;
  /** BCP 47; the merchant's default when absent. */
  @IsOptional() @IsString() @Matches(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$/) language?: string | null;
}

export class ShippingAddressDto {
  @Text(200) name!: string;
  @Text(300) line1!: string;
  @OptionalText(300) line2?: string | null;
  @OptionalText(200) district?: string | null;
  @Text(200) city!: string;
  @OptionalText(200) region?: string | null;
  @OptionalText(20) postalCode?: string | null;
  @UpperCase() @IsISO31661Alpha2() country!: string;
  @OptionalText(50) phone?: string | null;
}

export class OrderLineDto {
  @Text(200) externalLineId!: string;
  @Text(200) sku!: string;
  @Text(500) title!: string;
  @IsInt() @Min(1) @Max(QUANTITY_MAX) quantity!: number;
  @Amount() unitPriceMinor!: number;
  /** Of one unit, when the store knows it. */
  @IsOptional() @IsInt() @Min(0) @Max(WEIGHT_MAX_GRAMS) weightGrams?: number | null;
}

export class PaymentDto {
  @IsIn(['card', 'bank_transfer', 'cash_on_delivery', 'other']) method!: string;
  @IsIn(['pending', 'paid']) status!: string;
}

export class PlaceOrderDto {
  @Text(200) externalId!: string;
  @UpperCase() @IsCurrency() currency!: string;
  /** Now when absent. */
  @IsOptional() @IsTime() placedAt?: string | null;
  @Nested(() => CustomerDto) customer!: CustomerDto;
  @Nested(() => ShippingAddressDto) shippingAddress!: ShippingAddressDto;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(LINES_MAX)
  @ArrayUnique((line: unknown) => (line instanceof OrderLineDto ? line.externalLineId : line), {
    message: 'lines must not have the same externalLineId twice',
  })
  @ValidateNested({ each: true })
  @Type(() => OrderLineDto)
  lines!: OrderLineDto[];
  @IsOptional() @Amount() shippingMinor?: number | null;
  @IsOptional() @Amount() discountMinor?: number | null;
  @Nested(() => PaymentDto) payment!: PaymentDto;
  @IsOptional() @IsTime() promiseBy?: string | null;
  @OptionalText(2000) note?: string | null;
}
