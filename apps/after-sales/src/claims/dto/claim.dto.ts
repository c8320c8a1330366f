import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Max, MaxLength, Min } from 'class-validator';
import { claimTypes, type ClaimType } from '#contracts';
import { IsCurrency, PageQuery } from '#platform';
import { Lines, UnitsDto } from '../../return-lines.dto.js';
import { claimStatuses, type ClaimStatus } from '../domain/claim-state.js';

export class OpenClaimDto {
  @IsIn([...claimTypes]) type!: ClaimType;
  @Lines(() => UnitsDto) lines!: UnitsDto[];
  /** Absent: the one purchase order that had all of these units. */
  @IsOptional() @IsUUID() purchaseOrderId?: string | null;
  @IsOptional() @IsUUID() complaintId?: string | null;
  @IsOptional() @IsString() @MaxLength(2_000) note?: string | null;
}

export class DecideClaimDto {
  @IsIn(['accepted', 'disputed', 'rejected']) decision!: 'accepted' | 'disputed' | 'rejected';
  @IsOptional() @IsString() @Length(1, 1_000) detail?: string | null;
}

export class CreditNoteDto {
  /** The supplier's own number: the same again changes nothing. */
  @IsString() @Length(1, 100) number!: string;
  @IsCurrency() currency!: string;
  @IsInt() @Min(1) @Max(1_000_000_000_000) amountMinor!: number;
}

export class ClaimsQuery extends PageQuery {
  /** `due`: what is not over, the one first that has waited longest for its supplier. */
  @IsOptional() @IsIn(['newest', 'due']) order?: 'newest' | 'due';
  @IsOptional() @IsUUID() returnId?: string;
  /** For a merchant or an operator; a supplier sees its own anyway. */
  @IsOptional() @IsUUID() supplierId?: string;
  @IsOptional() @IsUUID() orderId?: string;
  @IsOptional() @IsIn([...claimStatuses]) status?: ClaimStatus;
  @IsOptional() @IsUUID() merchantId?: string;
}
