import { IsIn, IsInt, IsOptional, IsString, IsUrl, IsUUID, Length, Max, MaxLength, Min } from 'class-validator';
import { receivedConditions, type ReceivedCondition } from '#contracts';
import { IsTime, PageQuery } from '#platform';
import { returnStatuses, type ReturnStatus } from '../domain/return-state.js';
import { Lines, QUANTITY_MAX } from '../../return-lines.dto.js';

export class RefuseReturnDto {
  @IsOptional() @IsString() @Length(1, 1_000) detail?: string | null;
}

export class IssueLabelDto {
  /** Whose goods: of a return to several places, each has its own parcel. Null: the merchant's. */
  @IsOptional() @IsUUID() supplierId?: string | null;
  @IsIn(['label', 'instructions']) method!: 'label' | 'instructions';
  @IsOptional() @IsString() @Length(1, 50) carrier?: string | null;
  @IsOptional() @IsString() @Length(1, 100) trackingNumber?: string | null;
  @IsOptional() @IsUrl({ require_tld: false, protocols: ['https', 'http'] }) @MaxLength(2_000) labelUrl?: string | null;
  @IsOptional() @IsString() @Length(1, 2_000) instructions?: string | null;
}

export class ReceivedLineDto {
  @IsUUID() returnLineId!: string;
  @IsInt() @Min(1) @Max(QUANTITY_MAX) quantity!: number;
  @IsIn([...receivedConditions]) condition!: ReceivedCondition;
}

export class ReceiveReturnDto {
  /** The receiver's own number of this receipt: the same again changes nothing. */
  @IsString() @Length(1, 200) reference!: string;
  @Lines(() => ReceivedLineDto) lines!: ReceivedLineDto[];
  @IsOptional() @IsTime() receivedAt?: string | null;
}

export class CloseReturnDto {
  @IsIn(['claimed', 'nothing_due']) outcome!: 'claimed' | 'nothing_due';
}

export class PreviewReceiptDto {
  @Lines(() => ReceivedLineDto) lines!: ReceivedLineDto[];
}

export class ReturnsQuery extends PageQuery {
  /** `waiting`: what is not closed, the one first that has stood longest as it does. */
  @IsOptional() @IsIn(['newest', 'waiting']) order?: 'newest' | 'waiting';
  /** For a merchant or an operator; a supplier sees its own anyway. */
  @IsOptional() @IsUUID() supplierId?: string;
  /** The beginning of a return's number, or an order's number. */
  @IsOptional() @IsString() @Length(1, 200) q?: string;
  @IsOptional() @IsUUID() orderId?: string;
  @IsOptional() @IsIn([...returnStatuses]) status?: ReturnStatus;
  @IsOptional() @IsUUID() merchantId?: string;
}
