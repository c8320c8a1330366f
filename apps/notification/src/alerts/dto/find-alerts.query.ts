import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { PageQuery } from '#platform';

export class FindAlertsQuery extends PageQuery {
  @IsOptional() @IsIn(['open', 'acknowledged']) state?: 'open' | 'acknowledged';
  /** For an operator; every other key has its own merchant. */
  @IsOptional() @IsUUID() merchantId?: string;
}
