import type { EntityManager } from 'typeorm';
import { newestEvents, topics, type Envelope, type Topic } from '#contracts';
import { Consumer, OnBatch } from '#messaging';
import { toldEvents } from '../notifications/domain/told-events.js';
import { MerchantEventsService } from './merchant-events.service.js';

const heard: readonly Topic[] = [topics.orders, topics.shipments, topics.afterSales];

/** What nobody is written to about. */
const untold = newestEvents()
  .filter(({ info, eventClass }) => heard.includes(info.topic) && !toldEvents.includes(eventClass))
  .map(({ eventClass }) => eventClass);

/** Steps of which only programs hear: no person is written to about them. */
@Consumer({ parking: 'release' })
export class UntoldEventsConsumer {
  constructor(private readonly events: MerchantEventsService) {}

  @OnBatch(...untold)
  record(envelopes: readonly Envelope[], tx: EntityManager): Promise<void> {
    return this.events.record(tx, envelopes);
  }
}
