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
  type Stage,
} from './domain/order-progress.js';

/**
 * Makes the orders' rows or locks them: two topics may speak of one order at the same moment. In the order of their
 * ids, so that two batches with the same orders do not wait for each other in a circle.
 */
const LOCK_SQL = `
  INSERT INTO order_progress AS p (order_id, merchant_id, facts)
  SELECT order_id, merchant_id, $3::jsonb FROM unnest($1::uuid[], $2::uuid[]) AS o(order_id, merchant_id)
  ORDER BY order_id
  ON CONFLICT (order_id) DO UPDATE SET order_id = p.order_id
  RETURNING order_id AS "orderId", facts, stage`;

/** What is null in "since" or about the order itself stays as it is. */
const SAVE_SQL = `
  UPDATE order_progress AS p SET
    facts = o.facts,
    stage = o.stage, stage_since = coalesce(o.stage_since, p.stage_since),
    attention = o.attention, attention_reason = o.attention_reason,
    attention_next_action = o.attention_next_action, attention_since = o.attention_since,
    external_id = coalesce(o.external_id, p.external_id), currency = coalesce(o.currency, p.currency),
    total_minor = coalesce(o.total_minor, p.total_minor), placed_at = coalesce(o.placed_at, p.placed_at)
  FROM jsonb_to_recordset($1::jsonb) AS o (order_id uuid, facts jsonb, stage text, stage_since timestamptz,
    attention text, attention_reason text, attention_next_action text, attention_since timestamptz,
    external_id text, currency text, total_minor bigint, placed_at timestamptz)
  WHERE p.order_id = o.order_id`;

/** Events that say nothing about progress, and would only lock the row. */
const silentTypes = /^notification\./;

/** An event and the order that it is about. */
export interface ProgressStep {
  readonly orderId: string;
  readonly envelope: Envelope;
}

interface LockedOrder {
  readonly orderId: string;
  readonly facts: OrderFacts;
  readonly stage: Stage | null;
}

/** Keeps one row per order: the figures would otherwise have to read every event. */
@Injectable()
export class OrderProgressService {
  /** @param steps those of one order in the order in which they are to count. */
  async advance(tx: EntityManager, steps: readonly ProgressStep[]): Promise<void> {
    const telling = steps.filter(({ envelope }) => !silentTypes.test(envelope.type));
    if (telling.length === 0) return;
    const merchants = new Map(telling.map(({ orderId, envelope }) => [orderId, envelope.merchantId]));
    const locked = await tx.query<LockedOrder[]>(LOCK_SQL, [
      [...merchants.keys()],
      [...merchants.values()],
      nothingKnown,
    ]);
    const rows = locked.map((order) => rowAfter(order, eventsOf(order.orderId, telling)));
    await tx.query(SAVE_SQL, [JSON.stringify(rows)]);
  }
}

const eventsOf = (orderId: string, steps: readonly ProgressStep[]): ProgressEvent[] =>
  steps.filter((step) => step.orderId === orderId).map(({ envelope }) => envelope as Envelope & ProgressEvent);

function rowAfter({ orderId, ...before }: LockedOrder, events: readonly ProgressEvent[]): object {
  let { facts, stage } = before;
  let stageSince: string | null = null;
  let description = {};
  for (const event of events) {
    facts = afterEvent(facts, event);
    if (stageOf(facts) !== stage) stageSince = event.occurredAt;
    stage = stageOf(facts);
    if (event.type === 'order.placed') description = descriptionIn(event);
  }
  const attention = attentionOf(facts);
  return {
    ...{ order_id: orderId, facts, stage, stage_since: stageSince },
    attention: attention?.kind ?? null,
    attention_reason: attention?.reasonCode ?? null,
    attention_next_action: attention?.nextAction ?? null,
    attention_since: attention?.since ?? null,
    ...description,
  };
}

const descriptionIn = ({ data }: ProgressEvent): object => ({
  external_id: data['externalId'],
  currency: data['currency'],
  total_minor: data['totalMinor'],
  placed_at: data['placedAt'],
});
