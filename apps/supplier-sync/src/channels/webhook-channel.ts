import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { presentCause } from '#messaging';
import type { ChanneledPurchaseOrder, SupplierChannelPort, Withdrawal } from './supplier-channel.port.js';

/** Kervan calls: each message is a row in the queue of deliveries, sent by the delivery worker. */
@Injectable()
export class WebhookChannel implements SupplierChannelPort {
  readonly type = 'webhook';

  /** The purchase order's id is the webhook's id: telling twice is recognisable as one. */
  async announce(tx: EntityManager, purchaseOrders: readonly ChanneledPurchaseOrder[]): Promise<void> {
    await tx.query(
      `INSERT INTO deliveries (id, purchase_order_id, supplier_id, event_type, webhook_id, cause)
       SELECT id, purchase_order_id, supplier_id, 'purchase-order.created', purchase_order_id::text, $4::jsonb
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS d (id, purchase_order_id, supplier_id)
       ON CONFLICT (webhook_id) DO NOTHING`,
      [
        purchaseOrders.map(() => uuidv7()),
        purchaseOrders.map(({ id }) => id),
        purchaseOrders.map(({ supplierId }) => supplierId),
        JSON.stringify(presentCause()),
      ],
    );
  }

  /** From the first call on. The lock keeps the queue from making it while the address changes. */
  async mayHaveReached(tx: EntityManager, purchaseOrderId: string): Promise<boolean> {
    const announced = await tx.query<{ attempts: number }[]>(
      `SELECT attempts FROM deliveries WHERE purchase_order_id = $1 AND event_type = 'purchase-order.created' FOR UPDATE`,
      [purchaseOrderId],
    );
    return announced.some(({ attempts }) => attempts > 0);
  }

  /** Behind the announcement, if that is still to be made. Of a supplier that was never called, nothing is asked. */
  async askAddress(tx: EntityManager, { id, supplierId }: ChanneledPurchaseOrder, changeId: string): Promise<void> {
    await tx.query(
      `INSERT INTO deliveries (id, purchase_order_id, supplier_id, event_type, webhook_id, cause)
       SELECT $1, $2, $3, 'purchase-order.address-change-requested', $4, $5::jsonb
       WHERE EXISTS (SELECT FROM deliveries WHERE purchase_order_id = $2 AND event_type = 'purchase-order.created')
       ON CONFLICT (webhook_id) DO NOTHING`,
      [uuidv7(), id, supplierId, `${id}-address-${changeId}`, JSON.stringify(presentCause())],
    );
  }

  /**
   * Stops the announcement. If a call was ever made, the supplier may know the purchase order, and is told;
   * not before the lease of a call that may still be running is over, so that the two cannot cross.
   */
  async withdraw(tx: EntityManager, purchaseOrder: ChanneledPurchaseOrder, why: Withdrawal): Promise<void> {
    await tx.query(
      `WITH announced AS (
         SELECT id, attempts, state, next_attempt_at FROM deliveries
         WHERE purchase_order_id = $1 AND event_type = 'purchase-order.created' FOR UPDATE),
       stopped AS (
         UPDATE deliveries SET state = 'abandoned', settled_at = now()
         WHERE id IN (SELECT id FROM announced WHERE state IN ('queued', 'delivery_failed')))
       INSERT INTO deliveries (id, purchase_order_id, supplier_id, event_type, webhook_id, next_attempt_at, cause)
       SELECT $2, $1, $3, $4, $5,
              CASE WHEN state = 'queued' THEN greatest(now(), next_attempt_at) ELSE now() END, $6::jsonb
       FROM announced WHERE attempts > 0
       ON CONFLICT (webhook_id) DO NOTHING`,
      [
        purchaseOrder.id,
        uuidv7(),
        purchaseOrder.supplierId,
        `purchase-order.${why}`,
        `${purchaseOrder.id}-${why}`,
        JSON.stringify(presentCause()),
      ],
    );
  }
}
