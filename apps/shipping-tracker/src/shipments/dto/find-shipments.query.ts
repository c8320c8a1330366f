import { IsIn, IsOptional, IsString, IsUUID, Length } from 'class-validator';
import { shipmentStatuses, type ShipmentStatus } from '#contracts';
import { PageQuery } from '#platform';

/** Filters of the list of shipments. */
export class FindShipmentsQuery extends PageQuery {
  @IsOptional() @IsUUID() orderId?: string;
  @IsOptional() @IsIn([...shipmentStatuses]) status?: ShipmentStatus;
  @IsOptional() @IsString() @Length(1, 100) trackingNumber?: string;
  /** For operators, who see every merchant unless they name one. */
  @IsOptional() @IsUUID() merchantId?: string;
}
