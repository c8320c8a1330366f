import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ChannelType, Supplier } from '../suppliers/supplier.entity.js';
import { ApiChannel } from './api-channel.js';
import { Delivery } from './delivery.entity.js';
import type { ChanneledPurchaseOrder, SupplierChannelPort, Withdrawal } from './supplier-channel.port.js';
import { WebhookChannel } from './webhook-channel.js';

/** Finds the channel that a supplier wants. */
@Injectable()
export class ChannelsService {
  private readonly channels: Readonly<Record<ChannelType, SupplierChannelPort>>;

  constructor(api: ApiChannel, webhook: WebhookChannel) {
    this.channels = { api, webhook };
  }

  async announce(
    tx: EntityManager,
    purchaseOrders: readonly { id: string; supplier: Pick<Supplier, 'id' | 'channelType'> }[],
  ): Promise<void> {
    for (const channel of Object.values(this.channels)) {
      const carried = purchaseOrders.filter(({ supplier }) => supplier.channelType === channel.type);
      if (carried.length === 0) continue;
      await channel.announce(
        tx,
        carried.map(({ id, supplier }) => ({ id, supplierId: supplier.id })),
      );
    }
  }

  /** Tells every channel: the supplier may have changed its mind about channels since the announcement. */
  async withdraw(tx: EntityManager, purchaseOrder: ChanneledPurchaseOrder, why: Withdrawal): Promise<void> {
    for (const channel of Object.values(this.channels)) await channel.withdraw(tx, purchaseOrder, why);
  }

  /** Whether some channel may have brought it to the supplier. */
  async mayHaveReached(tx: EntityManager, purchaseOrderId: string): Promise<boolean> {
    for (const channel of Object.values(this.channels))
      if (await channel.mayHaveReached(tx, purchaseOrderId)) return true;
    return false;
  }

  /** Asks over every channel, as for {@link withdraw}. */
  async askAddress(tx: EntityManager, purchaseOrder: ChanneledPurchaseOrder, changeId: string): Promise<void> {
    for (const channel of Object.values(this.channels)) await channel.askAddress(tx, purchaseOrder, changeId);
  }

  /** The supplier has answered about an address, or nobody waits for it any more. */
  async stopAskingAddress(tx: EntityManager, purchaseOrderId: string): Promise<void> {
    await tx.query(
      `UPDATE deliveries SET state = 'abandoned', settled_at = now()
       WHERE purchase_order_id = $1 AND event_type = 'purchase-order.address-change-requested'
         AND state IN ('queued', 'delivery_failed')`,
      [purchaseOrderId],
    );
  }

  /** The supplier has answered: it has the purchase order, nobody needs to be told of it again. */
  async settleAnnouncement(tx: EntityManager, purchaseOrderId: string): Promise<void> {
    await tx.query(
      `UPDATE deliveries SET state = 'abandoned', settled_at = now()
       WHERE purchase_order_id = $1 AND event_type = 'purchase-order.created' AND state IN ('queued', 'delivery_failed')`,
      [purchaseOrderId],
    );
  }

  /** A person has mended what was wrong: what failed or waits is sent now. @returns how many. */
  async redeliver(tx: EntityManager, purchaseOrderId: string): Promise<number> {
    const [, count] = await tx.query<[unknown, number]>(
      `UPDATE deliveries SET state = 'queued', refusals = 0, settled_at = NULL,
              next_attempt_at = CASE WHEN state = 'queued' THEN next_attempt_at ELSE now() END
       WHERE purchase_order_id = $1 AND state IN ('queued', 'delivery_failed')`,
      [purchaseOrderId],
    );
    return count;
  }

  /** The newest delivery of each purchase order, for those who look after deliveries. */
  async latestDeliveries(tx: EntityManager, purchaseOrderIds: readonly string[]): Promise<Map<string, Delivery>> {
    const deliveries = await tx
      .createQueryBuilder(Delivery, 'd')
      .where('d.purchase_order_id = ANY(:ids)', { ids: purchaseOrderIds })
      .orderBy('d.createdAt')
      .addOrderBy('d.id')
      .getMany();
    return new Map(deliveries.map((delivery) => [delivery.purchaseOrderId, delivery]));
  }
}
