import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Lines, LINES_MAX, QUANTITY_MAX, ReturnLineDto } from '../../return-lines.dto.js';

const AMOUNT_MAX_MINOR = 1_000_000_000_000;

class ExchangeGoodsDto {
  @IsString() @Length(1, 200) sku!: string;
  @IsString() @Length(1, 500) title!: string;
  @IsInt() @Min(1) @Max(QUANTITY_MAX) quantity!: number;
  @IsInt() @Min(0) @Max(AMOUNT_MAX_MINOR) unitPriceMinor!: number;
}

export class RequestReturnDto {
  @IsIn(['return', 'exchange']) kind!: 'return' | 'exchange';
  @Lines(() => ReturnLineDto) lines!: ReturnLineDto[];
  /** Exactly when `kind` is `exchange`: what is wanted instead. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(LINES_MAX)
  @ValidateNested({ each: true })
  @Type(() => ExchangeGoodsDto)
  exchange?: ExchangeGoodsDto[];
  @IsOptional() @IsString() @MaxLength(2_000) note?: string | null;
  /** The merchant takes it back although no clause says that it must. */
  @IsOptional() @IsBoolean() override?: boolean;
}
