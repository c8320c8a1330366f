import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { RefusalReason } from '#contracts';
import { refusalReasons } from '#contracts';
import { IsTime } from '#platform';

const QUANTITY_MAX = 1_000_000_000;
/** Lines and parcels in one message: far above any order, far below what would hold the lock for long. */
const ITEMS_MAX = 1000;

const Trimmed = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

export class AcknowledgementLineDto {
  @IsUUID() lineId!: string;
  @IsOptional() @IsInt() @Min(0) @Max(QUANTITY_MAX) acceptedQuantity: number = 0;
  @IsOptional() @IsInt() @Min(0) @Max(QUANTITY_MAX) backorderedQuantity: number = 0;
  @IsOptional() @IsInt() @Min(0) @Max(QUANTITY_MAX) rejectedQuantity: number = 0;
  @IsOptional() @IsIn([...refusalReasons]) reasonCode?: RefusalReason | null;
  @IsOptional() @IsTime() expectedShipAt?: string | null;
}

export class AcknowledgeDto {
  /** The supplier's own name for this answer; the same again is the same answer. */
  @Trimmed() @Length(1, 200) reference!: string;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(ITEMS_MAX)
  @ValidateNested({ each: true })
  @Type(() => AcknowledgementLineDto)
  lines!: AcknowledgementLineDto[];
}

export class ParcelLineDto {
  @IsUUID() lineId!: string;
  @IsInt() @Min(1) @Max(QUANTITY_MAX) quantity!: number;
}

export class ParcelDto {
  /** Absent when the supplier does not say; its number may tell. */
  @IsOptional() @Trimmed() @Length(1, 50) carrier?: string | null;
  @Trimmed() @Length(1, 100) trackingNumber!: string;
  @IsTime() shippedAt!: string;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(ITEMS_MAX)
  @ValidateNested({ each: true })
  @Type(() => ParcelLineDto)
  lines!: ParcelLineDto[];
}

export class ShipNoticeDto {
  /** The supplier's own name for this notice; the same again is the same notice. */
  @Trimmed() @Length(1, 200) reference!: string;
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(ITEMS_MAX)
  @ValidateNested({ each: true })
  @Type(() => ParcelDto)
  parcels!: ParcelDto[];
}

export class AddressAnswerDto {
  /** The supplier's own name for this answer; the same again is the same answer. */
  @Trimmed() @Length(1, 200) reference!: string;
  @IsUUID() changeId!: string;
  /** Whether everything that has not left goes to the other address. */
  @IsBoolean() accepted!: boolean;
}
