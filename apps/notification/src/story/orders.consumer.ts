import type { EntityManager } from 'typeorm';
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
  type Envelope,
} from '#contracts';
import { Consumer, Ignore, On } from '#messaging';
import { CustomerStoryService } from './customer-story.service.js';
import { OperatorAlertsService } from './operator-alerts.service.js';

// How an order is sourced is nothing to write about; what left and arrived is told per parcel.
@Ignore(OrderHeld, OrderReleased, OrderRouted, OrderRerouted, OrderCancellationRequested)
@Ignore(OrderPartlyShipped, OrderShipped)
// What an order's mails are told is final each: one that cannot be written must not keep the next from leaving.
@Consumer({ parking: 'release' })
export class OrdersConsumer {
  constructor(
    private readonly customers: CustomerStoryService,
    private readonly operators: OperatorAlertsService,
  ) {}

  @On(OrderPlaced, { batch: true })
  onOrderPlaced({ merchantId, data }: Envelope<OrderPlaced>, tx: EntityManager): Promise<void> {
    return this.customers.tellPlaced(tx, merchantId, data);
  }

  @On(OrderCancelled, { batch: true })
  onOrderCancelled({ data }: Envelope<OrderCancelled>, tx: EntityManager): Promise<void> {
    return this.customers.tellCancelled(tx, data);
  }

  @On(OrderDelivered, { batch: true })
  onOrderDelivered({ data }: Envelope<OrderDelivered>, tx: EntityManager): Promise<void> {
    return this.customers.endStory(tx, data.orderId);
  }

  @On(OrderUnroutable, { batch: true })
  onOrderUnroutable({ merchantId, data }: Envelope<OrderUnroutable>, tx: EntityManager): Promise<void> {
    return this.operators.tellUnroutable(tx, merchantId, data);
  }
}
