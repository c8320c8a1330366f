import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { PollingWorker } from '#platform';
import type { OrderFactRows } from '../domain/fact-rows.js';
import { factsOfOrder } from '../domain/facts-of-order.js';
import { changesFacts, toldTypes, type RecordedFact } from '../domain/recorded-fact.js';
import { FACTS_LOCK, replaceFacts } from './fact-tables.js';

/** Pause when there is no news. News of one order that come within it are worked out together. */
const INTERVAL_MS = 1_000;
/**
 * News taken in one transaction. Small, because the live event stream shows nothing that was recorded after the
 * beginning of a transaction that still runs.
 */
const NEWS_MAX = 300;

/** Of a decision only what the winners cost: the whole may be a hundred times as long. */
const EVENTS_SQL = `
  SELECT e.order_id AS "orderId", e.merchant_id AS "merchantId", p.person, e.topic, e.key_version::int AS "keyVersion",
         e.type,
         CASE WHEN e.type IN ('order.routed', 'order.rerouted') THEN jsonb_build_object(
           'purchaseOrders', e.data -> 'purchaseOrders',
           'decision', jsonb_build_object('currency', e.data #> '{decision,currency}', 'candidates', (
             SELECT coalesce(jsonb_agg(c - 'offers'), '[]') FROM jsonb_array_elements(e.data #> '{decision,candidates}') c
             WHERE c -> 'chosen' = 'true')))
         ELSE e.data END AS data
  FROM events e LEFT JOIN order_persons p ON p.order_id = e.order_id
  WHERE e.order_id = ANY($1) AND e.type = ANY($2)
    AND NOT EXISTS (SELECT FROM erased_keys k WHERE k.key = e.order_id::text)`;

interface EventOfOrder extends RecordedFact {
  readonly orderId: string;
  readonly merchantId: string;
  readonly person: string | null;
}

/**
 * Makes the facts that measures are worked out from: for each order of which there is news, anew from all its recorded
 * events. So it does not matter in which order topics are heard, and facts can be made again at any time. An order
 * whose `order.placed` has been let go of ({@link EventRetention}), or whose customer was erased, keeps the facts that
 * it had: its events say less than they did.
 */
@Injectable()
export class InsightProjector implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly worker = new PollingWorker({
    name: 'insight-projector',
    intervalMs: INTERVAL_MS,
    run: () => this.projectSome(),
  });

  constructor(private readonly dataSource: DataSource) {}

  onApplicationBootstrap(): void {
    this.worker.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.worker.stop();
  }

  /** Has all facts made anew whose orders are still in the event log. @returns how many orders. */
  async rebuild(tx: EntityManager): Promise<number> {
    const sql = `INSERT INTO insight_queue (order_id) SELECT order_id FROM events WHERE type = 'order.placed'
                 RETURNING seq`;
    const queued = await tx.query<unknown[]>(sql);
    this.worker.wake();
    return queued.length;
  }

  /** News that wait to be worked out. */
  async waiting(): Promise<number> {
    const [row] = await this.dataSource.query<{ count: number }[]>('SELECT count(*)::int FROM insight_queue');
    return row?.count ?? 0;
  }

  /** @returns whether there may be more. */
  projectSome(): Promise<boolean> {
    return this.dataSource.transaction(async (tx) => {
      const [lock] = await tx.query<{ held: boolean }[]>('SELECT pg_try_advisory_xact_lock($1) AS held', [FACTS_LOCK]);
      if (lock?.held !== true) return false;
      const news = await tx.query<{ seq: string; order_id: string }[]>(
        `SELECT seq, order_id FROM insight_queue ORDER BY seq LIMIT ${NEWS_MAX}`,
      );
      if (news.length === 0) return false;
      // After the news: what they are about is recorded in the same transaction, so it is seen from here on.
      const orderIds = [...new Set(news.map(({ order_id }) => order_id))];
      const events = await tx.query<EventOfOrder[]>(EVENTS_SQL, [orderIds, toldTypes]);
      await replaceFacts(tx, factsOf(events));
      await tx.query('DELETE FROM insight_queue WHERE seq = ANY($1::bigint[])', [news.map(({ seq }) => seq)]);
      return news.length === NEWS_MAX;
    });
  }
}

function factsOf(events: readonly EventOfOrder[]): OrderFactRows[] {
  const byOrder = new Map<string, EventOfOrder[]>();
  for (const event of events.filter(changesFacts))
    byOrder.set(event.orderId, [...(byOrder.get(event.orderId) ?? []), event]);
  return [...byOrder.values()].flatMap((ofOrder) => {
    const [first] = ofOrder;
    return first ? (factsOfOrder(first, ofOrder) ?? []) : [];
  });
}
