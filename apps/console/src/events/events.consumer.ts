import type { EntityManager } from 'typeorm';
import { newestEvents, topics, type Envelope } from '#contracts';
import { Consumer, On, type EventHandler } from '#messaging';
import { EventsService } from './events.service.js';

/**
 * Takes every event there is; none is ignored, and a new one needs nothing here. The access topic is missing
 * because the platform consumes it in every service: the console records those facts when it makes them.
 */
@Consumer()
export class EventsConsumer {
  constructor(private readonly events: EventsService) {}

  record(envelope: Envelope, tx: EntityManager): Promise<void> {
    return this.events.record(tx, envelope);
  }
}

// One method per type, because the runtime reads "which type" off the method.
for (const { eventClass, info } of newestEvents()) {
  if (info.topic === topics.access) continue;
  const property = `on ${info.type}@${info.version}`;
  const value: EventHandler<object> = function (this: EventsConsumer, envelope, tx) {
    return this.record(envelope, tx);
  };
  const descriptor = { value, configurable: true, writable: true };
  Object.defineProperty(EventsConsumer.prototype, property, descriptor);
  On(eventClass)(EventsConsumer.prototype, property, descriptor);
}
