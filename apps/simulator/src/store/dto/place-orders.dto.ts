import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { platforms, type Platform } from '../domain/shop-order.js';

class WishedLineDto {
  @IsString() @Length(1, 200) sku!: string;
  @IsInt() @Min(1) @Max(1_000) quantity!: number;
}

/** Orders to send now. What is not said, the seed decides. */
export class PlaceOrdersDto {
  @IsOptional() @IsInt() @Min(1) @Max(10_000) count?: number;
  @IsOptional() @IsIn([...platforms]) platform?: Platform;
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => WishedLineDto)
  lines?: WishedLineDto[];
  @IsOptional() @IsIn(['tr', 'en']) language?: 'tr' | 'en';
  @IsOptional() @IsEmail() email?: string;
  @IsOptional() @IsIn(['paid', 'pending']) paymentStatus?: 'paid' | 'pending';
}
