import type { EntityManager } from 'typeorm';
import {
  PurchaseOrderAcknowledged,
  PurchaseOrderAddressChangeAnswered,
  PurchaseOrderCancellationRefused,
  PurchaseOrderCancelled,
  PurchaseOrderCreated,
  PurchaseOrderExpired,
  PurchaseOrderSent,
  PurchaseOrderShipped,
  type Envelope,
} from '#contracts';
import { Consumer, Ignore, OnBatch } from '#messaging';
import { OrdersService } from './orders.service.js';

// What a supplier answered matters once it has shipped, and that is said on the shipments' topic.
@Ignore(PurchaseOrderSent, PurchaseOrderAcknowledged, PurchaseOrderExpired, PurchaseOrderShipped)
@Ignore(PurchaseOrderCancelled, PurchaseOrderCancellationRefused, PurchaseOrderAddressChangeAnswered)
@Consumer()
export class PurchaseOrdersConsumer {
  constructor(private readonly orders: OrdersService) {}

  @OnBatch(PurchaseOrderCreated)
  onPurchaseOrdersCreated(created: readonly Envelope<PurchaseOrderCreated>[], tx: EntityManager): Promise<void> {
    return this.orders.rememberPurchaseOrders(tx, created);
  }
}
