import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsDefined,
  IsEmail,
  IsInt,
  IsISO31661Alpha2,
  IsOptional,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsCurrency } from '#platform';
import { ChannelDto, ParcelDto } from './supplier-fields.js';

export class CreateSupplierDto {
  @Matches(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/) code!: string;
  @Length(1, 200) name!: string;
  @IsISO31661Alpha2() country!: string;
  @IsCurrency() currency!: string;
  /** Absent: the supplier fetches (`api`). */
  @IsOptional() @ValidateNested() @Type(() => ChannelDto) channel?: ChannelDto;
  @IsDefined() @ValidateNested() @Type(() => ParcelDto) parcel!: ParcelDto;
  /** The least goods value of a purchase order that the supplier takes; absent: any. */
  @IsOptional() @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) minOrderMinor?: number | null;
  @IsInt() @Min(0) @Max(365) leadTimeDays!: number;
  /** `HH:MM` at the supplier's place. */
  @IsOptional() @Matches(/^([01]\d|2[0-3]):[0-5]\d$/) cutOff?: string | null;
  @IsOptional() @IsBoolean() active?: boolean;
  @IsOptional() @IsEmail() contactEmail?: string | null;
  @IsOptional() @Matches(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/) language?: string;
  @IsOptional() @IsInt() @Min(1) @Max(2_592_000) acknowledgeWithinSeconds?: number | null;
  @IsOptional() @IsInt() @Min(1) @Max(31_536_000) shipWithinSeconds?: number | null;
  /** How old the stock of its newest feed may become before people are told; absent or null: the service's setting. */
  @IsOptional() @IsInt() @Min(60) @Max(31_536_000) feedWithinSeconds?: number | null;
}
