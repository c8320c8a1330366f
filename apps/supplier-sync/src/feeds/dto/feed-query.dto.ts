import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { IsTime } from '#platform';
import { feedModes } from '../feed.entity.js';
import type { FeedMode } from '../feed.entity.js';

export class FeedQueryDto {
  /** `full` also removes what is not listed. Whoever does not say gets the one that removes nothing. */
  @IsOptional() @IsIn([...feedModes]) mode?: FeedMode;
  /** When the supplier's stock was so. */
  @IsOptional() @IsTime() asOf?: string;
  /** For operator keys. */
  @IsOptional() @IsUUID() merchantId?: string;
}
