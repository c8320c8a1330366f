import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsDefined,
  IsEmail,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsTimeZone,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  complaintResolutions,
  complaintTypes,
  partiesAtFault,
  type ComplaintResolution,
  type ComplaintType,
  type PartyAtFault,
} from '#contracts';
import { IsCurrency, PageQuery } from '#platform';
import { LINES_MAX } from '../../return-lines.dto.js';
import { complaintStatuses, type ComplaintStatus } from '../domain/complaint-state.js';

/** Characters of one message: what a mail may say, below what an event carries. */
const TEXT_MAX = 20_000;
const HOURS_MAX = 10_000;
/** Nobody promises less than a second or two. */
const HOURS_MIN = 0.0005;

export class OpenComplaintDto {
  @IsIn([...complaintTypes]) type!: ComplaintType;
  @IsString() @Length(1, TEXT_MAX) @Matches(/\S/) text!: string;
  /** Absent: the order as a whole. */
  @IsOptional() @IsUUID() lineId?: string | null;
}

export class AddMessageDto {
  @IsIn(['customer', 'supplier', 'internal']) thread!: 'customer' | 'supplier' | 'internal';
  /** Either the text or the name of a macro. */
  @IsOptional() @IsString() @Length(1, TEXT_MAX) text?: string | null;
  @IsOptional() @IsString() @Length(1, 100) macro?: string | null;
}

export class AssignDto {
  @IsOptional() @IsString() @Length(1, 100) assignee?: string | null;
}

export class SolveDto {
  @IsIn([...complaintTypes]) cause!: ComplaintType;
  @IsIn([...partiesAtFault]) partyAtFault!: PartyAtFault;
  @IsIn([...complaintResolutions]) resolution!: ComplaintResolution;
}

/** Money for one line. */
class GivenLineDto {
  @IsUUID() lineId!: string;
  /** In minor units of the order's currency. */
  @IsInt() @Min(1) @Max(Number.MAX_SAFE_INTEGER) amountMinor!: number;
}

/** How the complaint ends by a refund. */
class RefundSolutionDto {
  @IsIn([...complaintTypes]) cause!: ComplaintType;
  @IsIn([...partiesAtFault]) partyAtFault!: PartyAtFault;
}

export class RefundComplaintDto {
  /** Of the order: said, so that nobody pays back in another one. */
  @IsCurrency() currency!: string;
  @IsArray()
  @ArrayMaxSize(LINES_MAX)
  @ArrayUnique(({ lineId }: GivenLineDto) => lineId)
  @ValidateNested({ each: true })
  @Type(() => GivenLineDto)
  lines!: GivenLineDto[];
  /** Of what the shipping cost; absent: none. */
  @IsOptional() @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) shippingMinor?: number | null;
  /** For the desk. */
  @IsString() @Length(1, 500) @Matches(/\S/) reason!: string;
  /** Solves the complaint with it, resolution `refund`; absent: it stays open. */
  @IsOptional() @ValidateNested() @Type(() => RefundSolutionDto) solution?: RefundSolutionDto | null;
}

export class MergeDto {
  @IsUUID() intoId!: string;
}

export class MacroDto {
  @IsString() @Length(1, 100) name!: string;
  @IsString() @Length(1, TEXT_MAX) text!: string;
}

export class CloseIncidentDto {
  @IsOptional() @IsString() @Length(1, 2_000) explanation?: string | null;
}

class CalendarDto {
  @IsTimeZone() zone!: string;
  @IsIn(['tr', 'eu', 'none']) region!: 'tr' | 'eu' | 'none';
  @IsArray()
  @ArrayUnique()
  @ArrayMaxSize(7)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(7, { each: true })
  workdays!: number[];
  /** Minutes since midnight. */
  @IsInt() @Min(0) @Max(1_439) opensAt!: number;
  @IsInt() @Min(1) @Max(1_440) closesAt!: number;
  @IsArray() @ArrayMaxSize(366) @Matches(/^\d{4}-\d{2}-\d{2}$/, { each: true }) closedDays!: string[];
}

export class ComplaintSettingsDto {
  @IsDefined() @ValidateNested() @Type(() => CalendarDto) calendar!: CalendarDto;
  /** Open hours; half an hour is 0.5. */
  @IsNumber({ maxDecimalPlaces: 4 }) @Min(HOURS_MIN) @Max(HOURS_MAX) firstAnswerHours!: number;
  @IsNumber({ maxDecimalPlaces: 4 }) @Min(HOURS_MIN) @Max(HOURS_MAX) solutionHours!: number;
  @IsInt() @Min(2) @Max(1_000) incidentComplaints!: number;
  @IsInt() @Min(1) @Max(HOURS_MAX) incidentHours!: number;
}

export class MailDto {
  @IsString() @Length(1, 998) messageId!: string;
  @IsEmail() from!: string;
  @IsString() @MaxLength(998) subject!: string;
  @IsString() @Length(1, TEXT_MAX) text!: string;
  /** Names in lower case. */
  @IsObject() headers!: Record<string, string>;
}

export class ComplaintsQuery extends PageQuery {
  /** `queue`: what is open, the least time left first. */
  @IsOptional() @IsIn(['newest', 'queue']) order?: 'newest' | 'queue';
  @IsOptional() @IsUUID() orderId?: string;
  @IsOptional() @IsIn([...complaintStatuses]) status?: ComplaintStatus;
  @IsOptional() @IsString() @MaxLength(100) assignee?: string;
  @IsOptional() @IsIn([...complaintTypes]) type?: ComplaintType;
  @IsOptional() @IsUUID() incidentId?: string;
  /** For a merchant or an operator; a supplier sees its own anyway. */
  @IsOptional() @IsUUID() supplierId?: string;
  /** The beginning of a complaint's number, or an order's number. */
  @IsOptional() @IsString() @Length(1, 200) q?: string;
  @IsOptional() @IsIn(['true']) unassigned?: 'true';
  /** A clock ran out. */
  @IsOptional() @IsIn(['true']) late?: 'true';
  @IsOptional() @IsUUID() merchantId?: string;
}

export class IncidentsQuery {
  @IsOptional() @IsIn(['open', 'closed']) state?: 'open' | 'closed';
  @IsOptional() @IsUUID() merchantId?: string;
}
