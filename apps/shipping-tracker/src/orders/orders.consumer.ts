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
import { CasesService } from '../after-sales/cases.service.js';
import { OrdersService } from './orders.service.js';

// Where an order is sourced is no business of its parcels; that they left is said by purchase-order.shipped.
@Ignore(OrderHeld, OrderRouted, OrderRerouted, OrderUnroutable, OrderCancellationRequested)
@Ignore(OrderPartlyShipped, OrderShipped)
@Consumer()
export class OrdersConsumer {
  constructor(
    private readonly orders: OrdersService,
    private readonly cases: CasesService,
  ) {}

  @On(OrderPlaced, { batch: true })
  onOrderPlaced({ merchantId, data }: Envelope<OrderPlaced>, tx: EntityManager): Promise<void> {
    return this.orders.trackOrder(tx, merchantId, data);
  }

  @On(OrderReleased, { batch: true })
  onOrderReleased({ data }: Envelope<OrderReleased>, tx: EntityManager): Promise<void> {
    return this.orders.correctAddress(tx, data.orderId, data.shippingAddress);
  }

  @On(OrderAddressChanged, { batch: true })
  async onOrderAddressChanged(changed: Envelope<OrderAddressChanged>, tx: EntityManager): Promise<void> {
    await this.orders.correctAddress(tx, changed.data.orderId, changed.data.shippingAddress);
    await this.cases.note(tx, [changed]);
  }

  @On(OrderAddressChangeRequested, { batch: true })
  onOrderAddressChangeRequested(asked: Envelope<OrderAddressChangeRequested>, tx: EntityManager): Promise<void> {
    return this.cases.note(tx, [asked]);
  }

  @On(OrderAddressChangeRefused, { batch: true })
  onOrderAddressChangeRefused(refused: Envelope<OrderAddressChangeRefused>, tx: EntityManager): Promise<void> {
    return this.cases.note(tx, [refused]);
  }

  @On(OrderCancellationRefused, { batch: true })
  onOrderCancellationRefused(refused: Envelope<OrderCancellationRefused>, tx: EntityManager): Promise<void> {
    return this.cases.noteNotCancelled(tx, refused);
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
