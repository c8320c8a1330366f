import type { EntityManager } from 'typeorm';
import {
  OrderAddressChanged,
  OrderAddressChangeRefused,
  OrderAddressChangeRequested,
  OrderCancellationRefused,
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
  type Envelope,
} from '#contracts';
import { Consumer, Ignore, On } from '#messaging';
import { OrdersService } from './orders.service.js';

// Where an order is sourced is no business of its parcels; that they left is said by purchase-order.shipped.
@Ignore(OrderHeld, OrderRouted, OrderRerouted, OrderUnroutable, OrderCancellationRequested)
@Ignore(OrderPartlyShipped, OrderShipped, OrderCancellationRefused)
@Ignore(OrderAddressChangeRequested, OrderAddressChangeRefused)
@Consumer()
export class OrdersConsumer {
  constructor(private readonly orders: OrdersService) {}

  @On(OrderPlaced, { batch: true })
  onOrderPlaced({ merchantId, data }: Envelope<OrderPlaced>, tx: EntityManager): Promise<void> {
    return this.orders.trackOrder(tx, merchantId, data);
  }

  @On(OrderReleased, { batch: true })
  onOrderReleased({ data }: Envelope<OrderReleased>, tx: EntityManager): Promise<void> {
    return this.orders.correctAddress(tx, data.orderId, data.shippingAddress);
  }

  @On(OrderAddressChanged, { batch: true })
  onOrderAddressChanged({ data }: Envelope<OrderAddressChanged>, tx: EntityManager): Promise<void> {
    return this.orders.correctAddress(tx, data.orderId, data.shippingAddress);
  }

  @On(OrderCancelled, { batch: true })
  onOrderCancelled({ data }: Envelope<OrderCancelled>, tx: EntityManager): Promise<void> {
    return this.orders.endOrder(tx, data.orderId, data.partly ? 'partly_cancelled' : 'cancelled');
  }

  @On(OrderDelivered, { batch: true })
  onOrderDelivered({ data }: Envelope<OrderDelivered>, tx: EntityManager): Promise<void> {
    return this.orders.endOrder(tx, data.orderId, 'delivered');
  }
}
