import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { NothingToRerouteError } from './domain/order-rules.errors.js';
import { OrdersService } from './orders.service.js';
import { rerouteKeyReused, rerouteNotFound } from './order.errors.js';

/** Orders of one request at most: more are several requests. */
export const REROUTE_ORDERS_MAX = 10_000;

/** Which orders: those named, or those that wait for a supplier for a reason or with a SKU. */
export interface RerouteRequest {
  readonly orderIds: readonly string[] | null;
  readonly reasonCode: string | null;
  readonly sku: string | null;
}

export type RerouteItemState = 'queued' | 'routed' | 'unroutable' | 'refused';

export interface RerouteItem {
  readonly position: number;
  readonly orderId: string;
  readonly state: RerouteItemState;
  /** Why it could not be routed, or why it was not tried. */
  readonly code: string | null;
  readonly detail: string | null;
}

/** A bulk re-routing as the outside sees it. */
export interface RerouteView {
  readonly id: string;
  readonly state: 'running' | 'done';
  readonly counts: Readonly<Record<RerouteItemState, number>>;
  readonly items: RerouteItem[];
  readonly createdAt: string;
}

interface QueuedRow {
  reroute_id: string;
  position: number;
  order_id: string;
  merchant_id: string;
}

/** Routes many orders again, each in a transaction of its own with its own result; a restart goes on where it was. */
@Injectable()
export class ReroutesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly orders: OrdersService,
  ) {}

  /** The same key and request again give the same answer. */
  async start(merchantId: string, request: RerouteRequest, key: string | null): Promise<RerouteView> {
    const id = await this.dataSource.transaction(async (tx) => {
      const made = await tx.query<{ id: string }[]>(
        `INSERT INTO routing_reroutes (id, merchant_id, idempotency_key, request) VALUES ($1, $2, $3, $4)
         ON CONFLICT (merchant_id, idempotency_key) DO NOTHING RETURNING id`,
        [uuidv7(), merchantId, key, JSON.stringify(request)],
      );
      const [fresh] = made;
      if (!fresh) return this.known(tx, merchantId, request, key);
      await tx.query(
        `INSERT INTO routing_reroute_items (reroute_id, position, order_id, state)
         SELECT $1, row_number() OVER (ORDER BY w.position), w.id, 'queued' FROM (
           SELECT id, position FROM unnest($2::uuid[]) WITH ORDINALITY AS named(id, position)
           UNION ALL
           SELECT o.id, row_number() OVER (ORDER BY o.id) FROM orders o
           WHERE $2::uuid[] IS NULL AND o.merchant_id = $3 AND o.status = 'unroutable'
             AND ($4::text IS NULL OR o.reason_code = $4)
             AND ($5::text IS NULL OR EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = o.id AND l.sku = $5))
           LIMIT ${String(REROUTE_ORDERS_MAX)}) w`,
        [fresh.id, request.orderIds, merchantId, request.reasonCode, request.sku],
      );
      return fresh.id;
    });
    return this.one(id, merchantId, { afterPosition: 0, limit: 1 });
  }

  /** @throws rerouteNotFound, also for another merchant's. */
  async one(
    id: string,
    merchantId: string | null,
    page: { afterPosition: number; limit: number },
  ): Promise<RerouteView> {
    const jobs = await this.dataSource.query<{ created_at: Date }[]>(
      `SELECT created_at FROM routing_reroutes WHERE id = $1 AND ($2::uuid IS NULL OR merchant_id = $2)`,
      [id, merchantId],
    );
    const [job] = jobs;
    if (!job) throw rerouteNotFound(id);
    const counted = await this.dataSource.query<{ state: RerouteItemState; count: string }[]>(
      `SELECT state, count(*) FROM routing_reroute_items WHERE reroute_id = $1 GROUP BY state`,
      [id],
    );
    const of = (state: RerouteItemState): number => Number(counted.find((each) => each.state === state)?.count ?? 0);
    const items = await this.dataSource.query<RerouteItem[]>(
      `SELECT position, order_id AS "orderId", state, code, detail FROM routing_reroute_items
       WHERE reroute_id = $1 AND position > $2 ORDER BY position LIMIT $3`,
      [id, page.afterPosition, page.limit],
    );
    return {
      id,
      state: of('queued') > 0 ? 'running' : 'done',
      counts: { queued: of('queued'), routed: of('routed'), unroutable: of('unroutable'), refused: of('refused') },
      items,
      createdAt: job.created_at.toISOString(),
    };
  }

  /** Takes the next order of any request. The order and its result change together. True when there is more. */
  async advance(): Promise<boolean> {
    return this.dataSource.transaction(async (tx) => {
      const rows = await tx.query<QueuedRow[]>(
        `SELECT i.reroute_id, i.position, i.order_id, r.merchant_id
         FROM routing_reroute_items i JOIN routing_reroutes r ON r.id = i.reroute_id
         WHERE i.state = 'queued' ORDER BY i.reroute_id, i.position LIMIT 1 FOR UPDATE OF i SKIP LOCKED`,
      );
      const [row] = rows;
      if (!row) return false;
      const result = await this.reroute(tx, row);
      await tx.query(
        `UPDATE routing_reroute_items SET state = $3, code = $4, detail = $5, finished_at = now()
         WHERE reroute_id = $1 AND position = $2`,
        [row.reroute_id, row.position, result.state, result.code, result.detail],
      );
      return true;
    });
  }

  private async reroute(
    tx: EntityManager,
    { order_id: orderId, merchant_id: merchantId }: QueuedRow,
  ): Promise<{ state: RerouteItemState; code: string | null; detail: string | null }> {
    const own = await tx.query<unknown[]>(`SELECT 1 FROM orders WHERE id = $1 AND merchant_id = $2`, [
      orderId,
      merchantId,
    ]);
    if (own.length === 0) return { state: 'refused', code: 'ORDER_NOT_FOUND', detail: `There is no order ${orderId}.` };
    try {
      const record = await this.orders.reroute(tx, orderId);
      const unroutable = record.status === 'unroutable';
      return { state: unroutable ? 'unroutable' : 'routed', code: unroutable ? record.reasonCode : null, detail: null };
    } catch (error) {
      // The only rule that says no before anything was written; whatever else fails is tried again.
      if (!(error instanceof NothingToRerouteError)) throw error;
      return { state: 'refused', code: error.code, detail: error.detail };
    }
  }

  private async known(tx: EntityManager, merchantId: string, request: RerouteRequest, key: string | null) {
    const rows = await tx.query<{ id: string; same: boolean }[]>(
      `SELECT id, request = $3::jsonb AS same FROM routing_reroutes WHERE merchant_id = $1 AND idempotency_key = $2`,
      [merchantId, key, JSON.stringify(request)],
    );
    const [row] = rows;
    if (!row?.same) throw rerouteKeyReused();
    return row.id;
  }
}
