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
import { Consumer, Ignore, On, OnBatch } from '#messaging';
import { SurveyPlans } from '../survey-plans/survey-plans.service.js';
import { WishesService } from '../wishes/wishes.service.js';
import { OrdersService } from './orders.service.js';

// Where an order is sourced is said by its purchase orders, that parcels left by their registration.
@Ignore(OrderHeld, OrderRouted, OrderRerouted, OrderUnroutable, OrderPartlyShipped)
@Consumer()
export class OrdersConsumer {
  constructor(
    private readonly orders: OrdersService,
    private readonly surveys: SurveyPlans,
    private readonly wishes: WishesService,
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
  async onOrderCancelled({ data }: Envelope<OrderCancelled>, tx: EntityManager): Promise<void> {
    const { orderId, partly } = data;
    await this.orders.completeOrder(tx, orderId);
    await this.wishes.note(tx, orderId, { kind: 'cancellation' }, { status: partly ? 'partly' : 'done' });
  }

  @On(OrderCancellationRequested, { batch: true })
  onOrderCancellationRequested({ data }: Envelope<OrderCancellationRequested>, tx: EntityManager): Promise<void> {
    return this.wishes.note(tx, data.orderId, { kind: 'cancellation' }, { status: 'waiting' });
  }

  @On(OrderCancellationRefused, { batch: true })
  onOrderCancellationRefused({ data }: Envelope<OrderCancellationRefused>, tx: EntityManager): Promise<void> {
    const refused = { status: 'refused', reasonCode: 'ALREADY_SHIPPED' } as const;
    return this.wishes.note(tx, data.orderId, { kind: 'cancellation' }, refused);
  }

  @On(OrderAddressChangeRequested, { batch: true })
  onOrderAddressChangeRequested({ data }: Envelope<OrderAddressChangeRequested>, tx: EntityManager): Promise<void> {
    return this.wishes.note(tx, data.orderId, { kind: 'address', id: data.changeId }, { status: 'waiting' });
  }

  @On(OrderAddressChanged, { batch: true })
  onOrderAddressChanged({ data }: Envelope<OrderAddressChanged>, tx: EntityManager): Promise<void> {
    const status = data.partly ? 'partly' : 'done';
    return this.wishes.note(tx, data.orderId, { kind: 'address', id: data.changeId }, { status });
  }

  @On(OrderAddressChangeRefused, { batch: true })
  onOrderAddressChangeRefused({ data }: Envelope<OrderAddressChangeRefused>, tx: EntityManager): Promise<void> {
    const { orderId, changeId, reasonCode } = data;
    return this.wishes.note(tx, orderId, { kind: 'address', id: changeId }, { status: 'refused', reasonCode });
  }
}
