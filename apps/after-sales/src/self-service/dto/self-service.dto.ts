import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsEmail,
  IsIn,
  IsISO31661Alpha2,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import { complaintTypes, type ComplaintType } from '#contracts';
import { Lines, LINES_MAX, ReturnLineDto, UnitsDto } from '../../return-lines.dto.js';

class CustomerReturnLineDto extends ReturnLineDto {
  /** The SKU that is wanted instead of the money, one of the line's `exchangeFor`: for every line or for none. */
  @IsOptional() @IsString() @Length(1, 200) instead?: string | null;
}

export class AssessCustomerReturnDto {
  @Lines(() => CustomerReturnLineDto) lines!: CustomerReturnLineDto[];
}

export class CustomerReturnDto extends AssessCustomerReturnDto {
  @IsOptional() @IsString() @MaxLength(2_000) note?: string | null;
}

/** All that may be asked: who, which contract, where to write. Never why. */
export class PrepareWithdrawalDto {
  @IsString() @Length(1, 200) name!: string;
  /** Where the acknowledgement goes; absent: the address of the order. */
  @IsOptional() @IsEmail() @MaxLength(254) contactEmail?: string | null;
  /** Absent: the whole order. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(LINES_MAX)
  @ValidateNested({ each: true })
  @Type(() => UnitsDto)
  lines?: UnitsDto[];
}

/** Where an order shall go; within its country. */
export class CustomerAddressDto {
  @IsString() @Length(1, 200) @Matches(/\S/) name!: string;
  @IsString() @Length(1, 300) @Matches(/\S/) line1!: string;
  @IsOptional() @IsString() @MaxLength(300) line2?: string | null;
  @IsOptional() @IsString() @MaxLength(200) district?: string | null;
  @IsString() @Length(1, 200) @Matches(/\S/) city!: string;
  @IsOptional() @IsString() @MaxLength(200) region?: string | null;
  @IsOptional() @IsString() @MaxLength(20) postalCode?: string | null;
  @IsISO31661Alpha2() country!: string;
  /** For the courier; absent: the one of the order. */
  @IsOptional() @IsString() @MaxLength(50) phone?: string | null;
}

/** Characters of one message. */
export const TEXT_MAX = 20_000;

export class CustomerComplaintDto {
  @IsIn([...complaintTypes]) type!: ComplaintType;
  @IsString() @Length(1, TEXT_MAX) @Matches(/\S/) text!: string;
  /** Absent: the order as a whole. */
  @IsOptional() @IsUUID() lineId?: string | null;
}

export class CustomerMessageDto {
  @IsString() @Length(1, TEXT_MAX) @Matches(/\S/) text!: string;
}
