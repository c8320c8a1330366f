import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Envelope } from '#contracts';
import {
  afterEvent,
  attentionOf,
  nothingKnown,
  stageOf,
  type OrderFacts,
  type ProgressEvent,
} from './domain/order-progress.js';

/** Makes the order's row or locks it: two topics may speak of one order at the same moment. */
const LOCK_SQL = `
  INSERT INTO order_progress AS p (order_id, merchant_id, facts) VALUES ($1, $2, $3)
  ON CONFLICT (order_id) DO UPDATE SET order_id = p.order_id
  RETURNING facts`;

/** `stage_since` and `attention_since` move only when the stage or the attention does. */
const SAVE_SQL = `
  UPDATE order_progress SET
    facts = $2,
    stage_since = CASE WHEN stage IS DISTINCT FROM $3 THEN $4::timestamptz ELSE stage_since END,
    stage = $3,
    attention = $5, attention_reason = $6, attention_next_action = $7, attention_since = $8
  WHERE order_id = $1`;

const PLACED_SQL = `
  UPDATE order_progress SET external_id = $2, currency = $3, total_minor = $4, placed_at = $5 WHERE order_id = $1`;

const noAttention = { kind: null, reasonCode: null, nextAction: null, since: null };

/** Events that say nothing about progress, and would only lock the row. */
const silentTypes = /^notification\./;

/** Keeps one row per order: the figures would otherwise have to read every event. */
@Injectable()
export class OrderProgressService {
  async advance(tx: EntityManager, orderId: string, envelope: Envelope): Promise<void> {
    if (silentTypes.test(envelope.type)) return;
    const event = envelope as Envelope & ProgressEvent;
    const [row] = await tx.query<{ facts: OrderFacts }[]>(LOCK_SQL, [orderId, envelope.merchantId, nothingKnown]);
    const facts = afterEvent(row?.facts ?? nothingKnown, event);
    const { kind, reasonCode, nextAction, since } = attentionOf(facts) ?? noAttention;
    const stage = stageOf(facts);
    await tx.query(SAVE_SQL, [orderId, facts, stage, envelope.occurredAt, kind, reasonCode, nextAction, since]);
    if (event.type === 'order.placed') await this.describe(tx, orderId, event);
  }

  private async describe(tx: EntityManager, orderId: string, { data }: ProgressEvent): Promise<void> {
    await tx.query(PLACED_SQL, [orderId, data['externalId'], data['currency'], data['totalMinor'], data['placedAt']]);
  }
}
