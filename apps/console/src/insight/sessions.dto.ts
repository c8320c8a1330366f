import { IsInt, IsISO8601, IsOptional, IsUUID, Matches, Max, Min } from 'class-validator';

/** Sessions of a store on one day: its last word counts. */
export class StoreSessionsDto {
  /** A day in UTC. */
  @IsISO8601({ strict: true }) @Matches(/^\d{4}-\d\d-\d\d$/) day!: string;
  @IsInt() @Min(0) @Max(1_000_000_000) sessions!: number;
}

export class StoreSessionsQuery {
  /** An operator names the merchant. */
  @IsOptional() @IsUUID() merchantId?: string;
}
