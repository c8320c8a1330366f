import type { EntityManager } from 'typeorm';
import type { Envelope } from '#contracts';
import {
  OrderCancellationRequested,
  OrderCancelled,
  OrderDelivered,
  OrderHeld,
  OrderPartlyShipped,
  OrderPlaced,
  OrderReleased,
  OrderRerouted,
  OrderRouted,
  OrderShipped,
  OrderUnroutable,
} from '#contracts';
import { Consumer, Ignore, On } from '#messaging';
import { PurchaseOrdersService } from './purchase-orders.service.js';

@Consumer()
@Ignore(OrderHeld, OrderUnroutable, OrderCancelled, OrderPartlyShipped, OrderShipped, OrderDelivered)
export class PurchaseOrdersConsumer {
  constructor(private readonly purchaseOrders: PurchaseOrdersService) {}

  @On(OrderPlaced, { batch: true })
  onOrderPlaced({ data, merchantId }: Envelope<OrderPlaced>, tx: EntityManager): Promise<void> {
    return this.purchaseOrders.keepShipTo(tx, merchantId, data.orderId, data.shippingAddress);
  }

  @On(OrderReleased, { batch: true })
  async onOrderReleased({ data, merchantId }: Envelope<OrderReleased>, tx: EntityManager): Promise<void> {
    // Null: the address of the order stands.
    if (data.shippingAddress) await this.purchaseOrders.keepShipTo(tx, merchantId, data.orderId, data.shippingAddress);
  }

  @On(OrderRouted, { batch: true })
  onOrderRouted({ data, merchantId }: Envelope<OrderRouted>, tx: EntityManager): Promise<void> {
    return this.purchaseOrders.createPurchaseOrders(tx, merchantId, data);
  }

  @On(OrderRerouted, { batch: true })
  onOrderRerouted({ data, merchantId }: Envelope<OrderRerouted>, tx: EntityManager): Promise<void> {
    return this.purchaseOrders.createPurchaseOrders(tx, merchantId, data);
  }

  @On(OrderCancellationRequested)
  onOrderCancellationRequested({ data }: Envelope<OrderCancellationRequested>, tx: EntityManager): Promise<void> {
    return this.purchaseOrders.cancelPurchaseOrders(tx, data.purchaseOrderIds);
  }
}
