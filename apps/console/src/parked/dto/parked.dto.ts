import { IsArray, IsIn, IsInt, IsObject, IsOptional, IsString, Length } from 'class-validator';
import { PageQuery } from '#platform';
import { serviceNames, type ServiceName, type Unreachable } from '../../peers/peers.service.js';

/** Filters are judged by the services themselves. */
export class ParkedQuery extends PageQuery {
  @IsOptional() @IsIn(serviceNames) service?: ServiceName;
  @IsOptional() @IsString() @Length(1, 200) state?: string;
  @IsOptional() @IsString() @Length(1, 200) topic?: string;
  @IsOptional() @IsString() @Length(1, 200) key?: string;
  @IsOptional() @IsString() @Length(1, 200) type?: string;
  @IsOptional() @IsString() @Length(1, 200) errorCode?: string;
  @IsOptional() @IsString() @Length(1, 200) replayId?: string;
}

export class ServiceQuery {
  @IsOptional() @IsIn(serviceNames) service?: ServiceName;
}

export class ReplayDto {
  @IsOptional() @IsIn(serviceNames) service?: ServiceName;
  @IsOptional() @IsArray() @IsString({ each: true }) ids?: string[];
  @IsOptional() @IsString() @Length(1, 200) key?: string;
  @IsOptional() @IsObject() filter?: Record<string, unknown>;
  @IsOptional() @IsInt() ratePerSecond?: number;
}

export class SkipDto {
  @IsString() @Length(1, 500) reason!: string;
}

/** A parked message as its service shows it; only what merging needs is typed. */
export interface ParkedItem {
  readonly id: string;
  readonly firstParkedAt: string;
  readonly service: string;
}

export interface ParkedListDto {
  readonly items: readonly ParkedItem[];
  readonly next: string | null;
  readonly unreachable: readonly Unreachable[];
}

export interface ReplayResponseDto {
  readonly scheduled: number;
  readonly services: readonly {
    readonly service: ServiceName;
    readonly scheduled: number;
    readonly replayId: string | null;
  }[];
  readonly unreachable: readonly Unreachable[];
}

/** What each service says that a replay would do there; its own words are passed on. */
export interface PreviewResponseDto {
  readonly selected: number;
  /** The longest of them: services replay side by side. */
  readonly expectedSeconds: number;
  readonly services: readonly ({ readonly service: ServiceName } & ServicePreview)[];
  readonly unreachable: readonly Unreachable[];
}

export interface ServicePreview {
  readonly selected: number;
  readonly expectedSeconds: number;
  readonly fates: Readonly<Record<string, number>>;
}
