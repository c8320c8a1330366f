import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { orderTopics, type Envelope } from '#contracts';
import { OrderProgressService } from '../figures/order-progress.service.js';
import { maskEventData } from './domain/mask-event-data.js';
import { summaryParameters } from './domain/summary.js';

/** What is not shown to people is not stored either: this table is the widest-read one of all. */
const RECORD_SQL = `
  INSERT INTO events (id, topic, key, key_version, type, order_id, merchant_id, producer, correlation_id,
                      causation_id, occurred_at, summary_parameters, data)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  ON CONFLICT (id) DO NOTHING
  RETURNING id`;

@Injectable()
export class EventsService {
  constructor(private readonly progress: OrderProgressService) {}

  /** Records an event and what it means for its order. Told twice, it records once. */
  async record(tx: EntityManager, envelope: Envelope): Promise<void> {
    const orderId = orderIdOf(envelope);
    const data = maskEventData(envelope.data);
    const inserted = await tx.query<unknown[]>(RECORD_SQL, [
      envelope.id,
      envelope.topic,
      envelope.key,
      envelope.keyVersion,
      envelope.type,
      orderId,
      envelope.merchantId,
      envelope.producer,
      envelope.correlationId,
      envelope.causationId,
      envelope.occurredAt,
      JSON.stringify(summaryParameters(envelope)),
      JSON.stringify(data),
    ]);
    if (inserted.length > 0 && orderId !== null) await this.progress.advance(tx, orderId, envelope);
  }
}

/** Every event of the order topics says which order it is about. */
function orderIdOf(envelope: Envelope): string | null {
  if (!orderTopics.includes(envelope.topic)) return null;
  const { orderId } = envelope.data as { orderId?: unknown };
  return typeof orderId === 'string' ? orderId : null;
}
