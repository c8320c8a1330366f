import { UseInterceptors } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrderCancelled, OrderDelivered, OrderPlaced, OrderUnroutable, type Envelope } from '#contracts';
import { Consumer, On } from '#messaging';
import { MerchantEventsService } from '../webhooks/merchant-events.service.js';
import { CustomerStoryService } from './customer-story.service.js';
import { OperatorAlertsService } from './operator-alerts.service.js';

@UseInterceptors(MerchantEventsService)
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
