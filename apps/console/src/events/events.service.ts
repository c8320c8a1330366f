import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { orderTopics, type Envelope } from '#contracts';
import { OrderProgressService } from '../figures/order-progress.service.js';
import { InsightNews } from '../insight/projection/news.service.js';
import { maskEventData } from './domain/mask-event-data.js';
import { summaryParameters } from './domain/summary.js';
import { inTellingOrder } from './domain/telling-order.js';

/**
 * What is not shown to people is not stored either: this table is the widest-read one of all. Sorted, so that the
 * sequence numbers, and with them the reading order, follow the order of the batch.
 */
const RECORD_SQL = `
  INSERT INTO events (id, topic, key, key_version, type, order_id, merchant_id, producer, correlation_id,
                      causation_id, occurred_at, summary_parameters, data)
  SELECT id, topic, key, key_version, type, order_id, merchant_id, producer, correlation_id,
         causation_id, occurred_at, summary_parameters, data
  FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::uuid[], $7::uuid[], $8::text[],
              $9::text[], $10::text[], $11::timestamptz[], $12::jsonb[], $13::jsonb[])
    WITH ORDINALITY AS e(id, topic, key, key_version, type, order_id, merchant_id, producer, correlation_id,
                         causation_id, occurred_at, summary_parameters, data, place)
  ORDER BY place
  ON CONFLICT (id) DO NOTHING
  RETURNING id`;

@Injectable()
export class EventsService {
  constructor(
    private readonly progress: OrderProgressService,
    private readonly news: InsightNews,
  ) {}

  /** Records events, in the order of time, and what they mean for their orders. Told twice, it records once. */
  async record(tx: EntityManager, told: readonly Envelope[]): Promise<void> {
    const envelopes = inTellingOrder(told);
    const inserted = await tx.query<{ id: string }[]>(RECORD_SQL, columnsOf(envelopes));
    const isNew = new Set(inserted.map(({ id }) => id));
    const steps = envelopes.flatMap((envelope) => {
      const orderId = orderIdOf(envelope);
      return isNew.has(envelope.id.toLowerCase()) && orderId !== null ? [{ orderId, envelope }] : [];
    });
    await this.progress.advance(tx, steps);
    await this.news.note(
      tx,
      steps.map(({ envelope }) => envelope),
    );
  }
}

function columnsOf(envelopes: readonly Envelope[]): unknown[][] {
  const column = (value: (envelope: Envelope) => unknown): unknown[] => envelopes.map(value);
  return [
    column(({ id }) => id),
    column(({ topic }) => topic),
    column(({ key }) => key),
    column(({ keyVersion }) => keyVersion),
    column(({ type }) => type),
    column(orderIdOf),
    column(({ merchantId }) => merchantId),
    column(({ producer }) => producer),
    column(({ correlationId }) => correlationId),
    column(({ causationId }) => causationId),
    column(({ occurredAt }) => occurredAt),
    column((envelope) => JSON.stringify(summaryParameters(envelope))),
    column(({ data }) => JSON.stringify(maskEventData(data))),
  ];
}

/** Every event of the order topics says which order it is about. */
function orderIdOf(envelope: Envelope): string | null {
  if (!orderTopics.includes(envelope.topic)) return null;
  const { orderId } = envelope.data as { orderId?: unknown };
  return typeof orderId === 'string' ? orderId : null;
}
