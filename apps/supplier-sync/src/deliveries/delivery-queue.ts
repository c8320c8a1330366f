import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { beginEffect, endEffect } from '#messaging';
import { callEffect, pauseMs, WebhookClient, type CallResult, type WebhookEndpoint } from '#platform';
import { Delivery } from '../channels/delivery.entity.js';
import type { DeliveryEvent } from '../channels/delivery.entity.js';
import { SupplierSyncConfig } from '../config.js';
import { PurchaseOrdersService } from '../purchase-orders/purchase-orders.service.js';
import { SuppliersService } from '../suppliers/suppliers.service.js';

/** Deliveries of one supplier in flight: a slow endpoint must not take every place. */
export const IN_FLIGHT_PER_SUPPLIER = 4;
/** Attempts of the queue among all of the service. */
const EFFECT_KIND = 'supplier-webhook';
/** On top of the call's own time: what writing its outcome may take on a busy database. */
const LEASE_MARGIN_MS = 15_000;

/** A call that is recorded and may be made now. */
export interface ClaimedCall {
  readonly delivery: Pick<Delivery, 'id' | 'purchaseOrderId' | 'webhookId' | 'cause'>;
  readonly eventType: DeliveryEvent;
  readonly attemptId: string;
  readonly attempts: number;
  readonly refusals: number;
  readonly endpoint: WebhookEndpoint;
}

/**
 * The queue of webhooks, in the database. A claim records the attempt and leases the row in one commit before
 * anything is sent; a process that dies in between leaves an attempt of unknown outcome, and after the lease
 * the same webhook id is sent again.
 */
@Injectable()
export class DeliveryQueue {
  constructor(
    private readonly dataSource: DataSource,
    private readonly suppliers: SuppliersService,
    private readonly purchaseOrders: PurchaseOrdersService,
    private readonly client: WebhookClient,
    private readonly config: SupplierSyncConfig,
  ) {}

  /** @param busy suppliers that have no place free. @returns calls to make, and how many rows were looked at. */
  claim(limit: number, busy: readonly string[]): Promise<{ calls: ClaimedCall[]; seen: number }> {
    return this.dataSource.transaction(async (tx) => {
      const due = await findDue(tx, limit, busy);
      const suppliers = await this.suppliers.suppliersById(
        tx,
        due.map(({ supplierId }) => supplierId),
      );
      const open = await this.purchaseOrders.openAmong(
        tx,
        due.map(({ purchaseOrderId }) => purchaseOrderId),
      );
      const calls: ClaimedCall[] = [];
      for (const delivery of due) {
        const supplier = suppliers.get(delivery.supplierId);
        const isWanted = delivery.eventType !== 'purchase-order.created' || open.has(delivery.purchaseOrderId);
        if (!isWanted || supplier?.channelType !== 'webhook' || !supplier.webhookUrl || !supplier.webhookSecret) {
          await settle(tx, delivery.id, 'abandoned');
          continue;
        }
        const endpoint = { id: supplier.id, url: supplier.webhookUrl, secrets: [supplier.webhookSecret] };
        if (this.client.isOpen(endpoint)) await this.postpone(tx, delivery);
        else calls.push(await this.recordAttempt(tx, delivery, endpoint));
      }
      return { calls, seen: due.length };
    });
  }

  /** Writes what a call came to; null when the breaker turned it away. */
  async recordResult(call: ClaimedCall, result: CallResult | null): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      // The purchase order first, then its deliveries: the order in which cancelling locks them.
      if (result?.kind === 'delivered' && call.eventType === 'purchase-order.created') {
        await this.purchaseOrders.recordSent(tx, [call.delivery.purchaseOrderId], 'webhook');
      }
      await endEffect(tx, call.attemptId, callEffect(result));
      if (result === null) await this.giveBack(tx, call);
      else if (result.kind === 'delivered') await settle(tx, call.delivery.id, 'delivered', result.status);
      else await this.recordFailure(tx, call, result);
      await releaseFollowers(tx, call.delivery);
      // Last: the supplier's row is the one that others wait for.
      await this.noteEndpoint(tx, call, result);
    });
  }

  /** One failure says little; a breaker that opened, or any answer, says whether the endpoint is there. */
  private async noteEndpoint(tx: EntityManager, { endpoint }: ClaimedCall, result: CallResult | null): Promise<void> {
    if (this.client.isOpen(endpoint)) await this.suppliers.noteEndpoint(tx, endpoint.id, false);
    else if (result?.kind === 'delivered') await this.suppliers.noteEndpoint(tx, endpoint.id, true);
  }

  private async recordAttempt(tx: EntityManager, delivery: Delivery, endpoint: WebhookEndpoint): Promise<ClaimedCall> {
    // The body is made at the call, from what the purchase order is then.
    const intent = { kind: EFFECT_KIND, subject: delivery.purchaseOrderId, idempotencyKey: delivery.webhookId };
    const attemptId = await beginEffect(tx, intent);
    const attempts = delivery.attempts + 1;
    await tx.query(
      "UPDATE deliveries SET attempts = $2, next_attempt_at = now() + $3 * interval '1 ms' WHERE id = $1",
      [delivery.id, attempts, this.config.DELIVERY_TIMEOUT_MS + LEASE_MARGIN_MS],
    );
    const { eventType, refusals } = delivery;
    return { delivery, eventType, attemptId, attempts, refusals, endpoint };
  }

  /** An open breaker means later, never dropped; it is no attempt. */
  private async postpone(tx: EntityManager, delivery: Delivery): Promise<void> {
    await tx.query(
      `UPDATE deliveries SET last_error = 'BREAKER_OPEN', next_attempt_at = now() + $2 * interval '1 ms' WHERE id = $1`,
      [delivery.id, this.breakerPauseMs()],
    );
  }

  private async giveBack(tx: EntityManager, call: ClaimedCall): Promise<void> {
    await tx.query(
      `UPDATE deliveries SET attempts = attempts - 1, last_error = 'BREAKER_OPEN',
              next_attempt_at = now() + $2 * interval '1 ms' WHERE id = $1 AND state = 'queued'`,
      [call.delivery.id, this.breakerPauseMs()],
    );
  }

  private async recordFailure(
    tx: EntityManager,
    call: ClaimedCall,
    result: Exclude<CallResult, { kind: 'delivered' }>,
  ): Promise<void> {
    const refusals = call.refusals + (result.kind === 'refused' ? 1 : 0);
    const hasFailed = result.kind === 'refused' && (result.final || refusals >= this.config.DELIVERY_REFUSALS_MAX);
    const limits = { firstMs: this.config.DELIVERY_BACKOFF_MS, longestMs: this.config.DELIVERY_BACKOFF_MAX_MS };
    const wishedMs = result.kind === 'transient' ? result.retryAfterMs : 0;
    await tx.query(
      `UPDATE deliveries SET refusals = $2, last_status = $3, last_error = $4,
              state = CASE WHEN $5 THEN 'delivery_failed' ELSE state END,
              settled_at = CASE WHEN $5 THEN now() END,
              next_attempt_at = now() + $6 * interval '1 ms'
       WHERE id = $1 AND state = 'queued'`,
      [
        call.delivery.id,
        refusals,
        result.status,
        result.error,
        hasFailed,
        pauseMs(call.attempts, limits, Math.random(), wishedMs),
      ],
    );
  }

  private breakerPauseMs(): number {
    return pauseMs(
      1,
      { firstMs: 2 * this.config.BREAKER_RESET_MS, longestMs: 2 * this.config.BREAKER_RESET_MS },
      Math.random(),
    );
  }
}

/** Due deliveries, a few per supplier, the oldest message of a purchase order first. */
async function findDue(tx: EntityManager, limit: number, busy: readonly string[]): Promise<Delivery[]> {
  const due = await tx.query<{ id: string }[]>(
    `WITH ranked AS (
       SELECT id, row_number() OVER (PARTITION BY supplier_id ORDER BY next_attempt_at, id) AS place
       FROM deliveries d
       WHERE state = 'queued' AND next_attempt_at <= now() AND NOT supplier_id = ANY($2)
         AND NOT EXISTS (SELECT 1 FROM deliveries e WHERE e.purchase_order_id = d.purchase_order_id
                         AND e.state = 'queued' AND e.id < d.id))
     SELECT d.id FROM deliveries d JOIN ranked USING (id)
     WHERE ranked.place <= ${IN_FLIGHT_PER_SUPPLIER} AND d.state = 'queued' AND d.next_attempt_at <= now()
     ORDER BY d.next_attempt_at LIMIT $1 FOR UPDATE OF d SKIP LOCKED`,
    [limit, busy],
  );
  if (due.length === 0) return [];
  return tx
    .createQueryBuilder(Delivery, 'd')
    .where('d.id = ANY(:ids)', { ids: due.map(({ id }) => id) })
    .getMany();
}

async function settle(
  tx: EntityManager,
  id: string,
  state: 'delivered' | 'abandoned',
  status: number | null = null,
): Promise<void> {
  await tx.query(
    `UPDATE deliveries SET state = $2, settled_at = now(), last_status = coalesce($3, last_status),
            last_error = CASE WHEN $2 = 'delivered' THEN NULL ELSE last_error END WHERE id = $1 AND state = 'queued'`,
    [id, state, status],
  );
}

/** What was told to wait for the end of this call's lease need not: the call is over. */
async function releaseFollowers(tx: EntityManager, { id, purchaseOrderId }: ClaimedCall['delivery']): Promise<void> {
  await tx.query(
    `UPDATE deliveries SET next_attempt_at = now()
     WHERE purchase_order_id = $1 AND id > $2 AND state = 'queued' AND attempts = 0`,
    [purchaseOrderId, id],
  );
}
