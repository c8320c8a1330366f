import { UseInterceptors } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  OrderAddressChanged,
  OrderAddressChangeRefused,
  OrderCancellationRefused,
  OrderCancelled,
  OrderDelivered,
  OrderPlaced,
  OrderRerouted,
  OrderUnroutable,
  type Envelope,
} from '#contracts';
import { Consumer, On } from '#messaging';
import { MerchantEventsService } from '../webhooks/merchant-events.service.js';
import { CustomerStoryService } from './customer-story.service.js';
import { MerchantNewsService } from './merchant-news.service.js';
import { OperatorAlertsService } from './operator-alerts.service.js';
import { WishStoryService } from './wish-story.service.js';

@UseInterceptors(MerchantEventsService)
// What an order's mails are told is final each: one that cannot be written must not keep the next from leaving.
@Consumer({ parking: 'release' })
export class OrdersConsumer {
  constructor(
    private readonly customers: CustomerStoryService,
    private readonly operators: OperatorAlertsService,
    private readonly wishes: WishStoryService,
    private readonly merchants: MerchantNewsService,
  ) {}

  @On(OrderPlaced, { batch: true })
  onOrderPlaced({ merchantId, data }: Envelope<OrderPlaced>, tx: EntityManager): Promise<void> {
    return this.customers.tellPlaced(tx, merchantId, data);
  }

  @On(OrderCancelled, { batch: true })
  async onOrderCancelled({ data }: Envelope<OrderCancelled>, tx: EntityManager): Promise<void> {
    await this.customers.tellCancelled(tx, data);
    if (!data.partly) await this.merchants.endUnroutable(tx, data.orderId);
  }

  /** What still has no supplier is told anew after it. */
  @On(OrderRerouted, { batch: true })
  onOrderRerouted({ data }: Envelope<OrderRerouted>, tx: EntityManager): Promise<void> {
    return this.merchants.endUnroutable(tx, data.orderId);
  }

  @On(OrderCancellationRefused, { batch: true })
  onOrderCancellationRefused({ data }: Envelope<OrderCancellationRefused>, tx: EntityManager): Promise<void> {
    return this.wishes.tellNotCancelled(tx, data);
  }

  @On(OrderAddressChanged, { batch: true })
  onOrderAddressChanged({ data }: Envelope<OrderAddressChanged>, tx: EntityManager): Promise<void> {
    return this.wishes.tellAddressChanged(tx, data);
  }

  @On(OrderAddressChangeRefused, { batch: true })
  onOrderAddressChangeRefused({ data }: Envelope<OrderAddressChangeRefused>, tx: EntityManager): Promise<void> {
    return this.wishes.tellAddressRefused(tx, data);
  }

  @On(OrderDelivered, { batch: true })
  onOrderDelivered({ data }: Envelope<OrderDelivered>, tx: EntityManager): Promise<void> {
    return this.customers.endStory(tx, data.orderId);
  }

  @On(OrderUnroutable, { batch: true })
  async onOrderUnroutable({ merchantId, data }: Envelope<OrderUnroutable>, tx: EntityManager): Promise<void> {
    await this.operators.tellUnroutable(tx, merchantId, data);
    await this.merchants.tellUnroutable(tx, merchantId, data);
  }
}
