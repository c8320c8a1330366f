import { IsIn, IsISO8601, IsOptional, IsUUID } from 'class-validator';
import { feedModes } from '../feed.entity.js';
import type { FeedMode } from '../feed.entity.js';

export class FeedQueryDto {
  /** `full` also removes what is not listed. Whoever does not say gets the one that removes nothing. */
  @IsOptional() @IsIn([...feedModes]) mode?: FeedMode;
  /** When the supplier's stock was so. */
  @IsOptional() @IsISO8601({ strict: true }) asOf?: string;
  /** For operator keys. */
  @IsOptional() @IsUUID() merchantId?: string;
}
