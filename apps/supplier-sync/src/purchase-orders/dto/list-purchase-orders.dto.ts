import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { IsTime, PageQuery } from '#platform';
import type { DeliveryState } from '../../channels/delivery.entity.js';
import { deliveryStates } from '../../channels/delivery.entity.js';
import type { PurchaseOrderStatus } from '../domain/purchase-order-status.js';
import { purchaseOrderStatuses } from '../domain/purchase-order-status.js';

export class ListPurchaseOrdersDto extends PageQuery {
  @IsOptional() @IsIn([...purchaseOrderStatuses]) status?: PurchaseOrderStatus;
  @IsOptional() @IsTime() updatedAfter?: string;
  @IsOptional() @IsUUID() orderId?: string;
  @IsOptional() @IsUUID() supplierId?: string;
  /** `pending`: those whose supplier is asked for another address. */
  @IsOptional() @IsIn(['pending']) addressChange?: 'pending';
  /** What a person has to look at: `delivery_failed`. Merchants and operators only. */
  @IsOptional() @IsIn([...deliveryStates]) deliveryState?: DeliveryState;
  /** For operator keys. */
  @IsOptional() @IsUUID() merchantId?: string;
}
