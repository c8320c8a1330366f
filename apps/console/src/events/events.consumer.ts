import type { EntityManager } from 'typeorm';
import { newestEvents, topics, type Envelope } from '#contracts';
import { Consumer, OnBatch } from '#messaging';
import { EventsService } from './events.service.js';

/**
 * Every event there is; a new one needs nothing here. The access topic is missing because the platform consumes it
 * in every service: the console records those facts when it makes them.
 */
const recorded = newestEvents().filter(({ info }) => info.topic !== topics.access);

@Consumer()
export class EventsConsumer {
  constructor(private readonly events: EventsService) {}

  @OnBatch(...recorded.map(({ eventClass }) => eventClass))
  record(envelopes: readonly Envelope[], tx: EntityManager): Promise<void> {
    return this.events.record(tx, envelopes);
  }
}
