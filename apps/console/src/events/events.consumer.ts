import type { EntityManager } from 'typeorm';
import { CustomerDataRequested, CustomerErasureRequested, newestEvents, topics, type Envelope } from '#contracts';
import { Consumer, On, OnBatch } from '#messaging';
import { PersonalDataService } from '#platform';
import { EventsService } from './events.service.js';

/**
 * Every event there is; a new one needs nothing here. The access topic is missing because the platform consumes it
 * in every service: the console records those facts when it makes them.
 */
const requests: readonly object[] = [CustomerDataRequested, CustomerErasureRequested];
const recorded = newestEvents().filter(
  ({ eventClass, info }) => info.topic !== topics.access && !requests.includes(eventClass),
);

@Consumer()
export class EventsConsumer {
  constructor(
    private readonly events: EventsService,
    private readonly personalData: PersonalDataService,
  ) {}

  @OnBatch(...recorded.map(({ eventClass }) => eventClass))
  record(envelopes: readonly Envelope[], tx: EntityManager): Promise<void> {
    return this.events.record(tx, envelopes);
  }

  @On(CustomerDataRequested)
  async onDataRequested(envelope: Envelope<CustomerDataRequested>, tx: EntityManager): Promise<void> {
    await this.events.record(tx, [envelope]);
    await this.personalData.answer(tx, envelope);
  }

  @On(CustomerErasureRequested)
  async onErasureRequested(envelope: Envelope<CustomerErasureRequested>, tx: EntityManager): Promise<void> {
    await this.events.record(tx, [envelope]);
    await this.personalData.erase(tx, envelope);
  }
}
