import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { PageQuery } from '#platform';

/** Filters of the list of notifications. */
export class FindNotificationsQuery extends PageQuery {
  @IsOptional() @IsUUID() orderId?: string;
  @IsOptional() @IsIn(['pending', 'sent', 'failed', 'skipped']) status?: string;
  /** For operators, who see every merchant unless they name one. */
  @IsOptional() @IsUUID() merchantId?: string;
}
