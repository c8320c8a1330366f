import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsEmail,
  IsInt,
  IsISO31661Alpha2,
  IsOptional,
  Length,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { ChannelDto, ParcelDto } from './supplier-fields.js';

/** What is absent stays; null empties what may be empty. */
const IfGiven = (): PropertyDecorator => ValidateIf((_supplier: object, value: unknown) => value !== undefined);

/** Code and currency are for life: offers and purchase orders were made with them. */
export class UpdateSupplierDto {
  @IfGiven() @Length(1, 200) name?: string;
  @IfGiven() @IsISO31661Alpha2() country?: string;
  @IfGiven() @ValidateNested() @Type(() => ChannelDto) channel?: ChannelDto;
  @IfGiven() @ValidateNested() @Type(() => ParcelDto) parcel?: ParcelDto;
  @IsOptional() @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) minOrderMinor?: number | null;
  @IfGiven() @IsInt() @Min(0) @Max(365) leadTimeDays?: number;
  @IsOptional() @Matches(/^([01]\d|2[0-3]):[0-5]\d$/) cutOff?: string | null;
  @IfGiven() @IsBoolean() active?: boolean;
  @IsOptional() @IsEmail() contactEmail?: string | null;
  @IfGiven() @Matches(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/) language?: string;
  @IsOptional() @IsInt() @Min(1) @Max(2_592_000) acknowledgeWithinSeconds?: number | null;
  @IsOptional() @IsInt() @Min(1) @Max(31_536_000) shipWithinSeconds?: number | null;
  /** How old the stock of its newest feed may become before people are told; absent or null: the service's setting. */
  @IsOptional() @IsInt() @Min(60) @Max(31_536_000) feedWithinSeconds?: number | null;
}
