import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { parkedStates, type ParkedMessage, type ParkedState } from '#messaging';
import { PageQuery } from '../paging/page.js';

/** Messages that one call may name. */
const IDS_MAX = 1_000;
/** Replays in a second: above this a replay would crowd out live messages. */
const RATE_MAX = 1_000;

/** Which parked messages to list. */
export class ListParkedQuery extends PageQuery {
  @IsOptional() @IsIn(parkedStates) state?: ParkedState;
  @IsOptional() @IsString() @Length(1, 200) topic?: string;
  @IsOptional() @IsString() @Length(1, 200) key?: string;
  @IsOptional() @IsString() @Length(1, 200) type?: string;
  @IsOptional() @IsString() @Length(1, 200) errorCode?: string;
  /** Messages of one run of replays. */
  @IsOptional() @IsUUID() replayId?: string;
}

/** Which parked messages to replay. */
export class ParkedFilterDto {
  @IsOptional() @IsIn(parkedStates) state?: ParkedState;
  @IsOptional() @IsString() @Length(1, 200) topic?: string;
  @IsOptional() @IsString() @Length(1, 200) key?: string;
  @IsOptional() @IsString() @Length(1, 200) type?: string;
  @IsOptional() @IsString() @Length(1, 200) errorCode?: string;
}

/** Exactly one of `ids`, `key` and `filter`. */
export class ReplayParkedDto {
  @IsOptional() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(IDS_MAX) @IsUUID(undefined, { each: true }) ids?:
    string[] | null;
  @IsOptional() @IsString() @Length(1, 200) key?: string | null;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => ParkedFilterDto) filter?: ParkedFilterDto | null;
  @IsOptional() @IsInt() @Min(1) @Max(RATE_MAX) ratePerSecond?: number;
}

/** Why a message is given up. */
export class SkipParkedDto {
  @IsString() @Length(1, 500) reason!: string;
}

/** A run of replays that was started. */
export interface ReplayStarted {
  /** Null when there was nothing to take. */
  readonly replayId: string | null;
  /** How many messages it took. */
  readonly scheduled: number;
}

/** A parked message in a list, without its content. */
export interface ParkedItem extends Omit<ParkedMessage, 'headers' | 'value' | 'consumer'> {
  readonly service: string;
}

/** One parked message with its content, personal data masked. */
export interface ParkedDetail extends ParkedItem {
  readonly headers: Readonly<Record<string, string>>;
  readonly data: unknown;
}
