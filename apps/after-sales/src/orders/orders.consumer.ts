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
import { Consumer, Ignore, On, OnBatch } from '#messaging';
import { SurveyPlans } from '../survey-plans/survey-plans.service.js';
import { OrdersService } from './orders.service.js';

// Where an order is sourced is said by its purchase orders, that parcels left by their registration.
@Ignore(OrderHeld, OrderRouted, OrderRerouted, OrderUnroutable, OrderCancellationRequested, OrderPartlyShipped)
@Consumer()
export class OrdersConsumer {
  constructor(
    private readonly orders: OrdersService,
    private readonly surveys: SurveyPlans,
  ) {}

  @OnBatch(OrderPlaced)
  onOrdersPlaced(placed: readonly Envelope<OrderPlaced>[], tx: EntityManager): Promise<void> {
    return this.orders.rememberOrders(tx, placed);
  }

  @On(OrderReleased, { batch: true })
  async onOrderReleased({ data }: Envelope<OrderReleased>, tx: EntityManager): Promise<void> {
    if (data.shippingAddress) await this.orders.correctCountry(tx, data.orderId, data.shippingAddress.country);
  }

  @On(OrderShipped, { batch: true })
  onOrderShipped({ data }: Envelope<OrderShipped>, tx: EntityManager): Promise<void> {
    return this.orders.completeOrder(tx, data.orderId);
  }

  @On(OrderDelivered, { batch: true })
  async onOrderDelivered({ merchantId, data }: Envelope<OrderDelivered>, tx: EntityManager): Promise<void> {
    const { orderId } = data;
    await this.orders.completeOrder(tx, orderId);
    await this.surveys.plan(tx, { merchantId, orderId, kind: 'nps', subjectId: orderId });
  }

  /** Whatever has left is all that will. */
  @On(OrderCancelled, { batch: true })
  onOrderCancelled({ data }: Envelope<OrderCancelled>, tx: EntityManager): Promise<void> {
    return this.orders.completeOrder(tx, data.orderId);
  }
}
