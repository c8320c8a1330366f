import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { PlannedPurchaseOrder, PostalAddress } from '#contracts';
import type { EventDraft } from '#messaging';
import { Outbox } from '#messaging';
import { ChannelsService } from '../channels/channels.service.js';
import { SupplierSyncConfig } from '../config.js';
import type { Supplier } from '../suppliers/supplier.entity.js';
import { SuppliersService } from '../suppliers/suppliers.service.js';
import { AddressChangesService } from './address-changes.service.js';
import type { PurchaseOrder } from './purchase-order.entity.js';
import { purchaseOrderNotFound, UnknownSupplierError } from './purchase-order.errors.js';
import * as facts from './purchase-order.facts.js';
import {
  databaseNow,
  findOpen,
  insertPurchaseOrders,
  lockHeads,
  lockPurchaseOrder,
  savePurchaseOrder,
  saveSent,
  saveShipTo,
} from './purchase-order.store.js';

const SECONDS_PER_DAY = 86_400;

/** The life of purchase orders as the order and the clock see it; what suppliers say is in SupplierAnswersService. */
@Injectable()
export class PurchaseOrdersService {
  constructor(
    private readonly suppliers: SuppliersService,
    private readonly channels: ChannelsService,
    private readonly outbox: Outbox,
    private readonly config: SupplierSyncConfig,
    private readonly addressChanges: AddressChangesService,
  ) {}

  /** Keeps where the order goes, for its suppliers. The customer's e-mail and prices stay behind. */
  async keepShipTo(
    tx: EntityManager,
    merchantId: string,
    orderId: string,
    address: PostalAddress | null,
  ): Promise<void> {
    await saveShipTo(tx, orderId, merchantId, address);
  }

  /** Makes what a routing decision planned. Told twice, it makes nothing the second time: the ids are derived. */
  async createPurchaseOrders(
    tx: EntityManager,
    merchantId: string,
    decided: { orderId: string; routingVersion: number; purchaseOrders: readonly PlannedPurchaseOrder[] },
  ): Promise<void> {
    if (decided.purchaseOrders.length === 0) return;
    const ids = decided.purchaseOrders.map(({ supplierId }) => supplierId);
    const suppliers = await this.suppliers.suppliersById(tx, ids);
    const supplierOf = (id: string): Supplier => {
      const supplier = suppliers.get(id);
      if (!supplier) throw new UnknownSupplierError(id);
      return supplier;
    };
    const purchaseOrders = await insertPurchaseOrders(
      tx,
      { ...decided, merchantId },
      decided.purchaseOrders.map((planned) => ({ planned, ...this.termsOf(supplierOf(planned.supplierId)) })),
    );
    if (purchaseOrders.length === 0) return;
    await this.channels.announce(
      tx,
      purchaseOrders.map(({ id, supplierId }) => ({ id, supplier: supplierOf(supplierId) })),
    );
    await this.outbox.append(tx, purchaseOrders.map(facts.created));
  }

  /**
   * Cancels whatever has not left. All purchase orders are locked, in the order of their ids, before the first
   * event is appended: an answer that holds one of them waits for the order's key and would deadlock otherwise.
   */
  async cancelPurchaseOrders(tx: EntityManager, ids: readonly string[]): Promise<void> {
    const at = await databaseNow(tx);
    const drafts: EventDraft[] = [];
    for (const id of ids.toSorted()) {
      const purchaseOrder = await lockPurchaseOrder(tx, id);
      if (!purchaseOrder) throw purchaseOrderNotFound(id);
      drafts.push(...(await this.cancel(tx, purchaseOrder, at)));
    }
    await this.outbox.append(tx, drafts);
  }

  /** Ends the waiting for an answer. @returns false when the answer came in the meantime. */
  async expirePurchaseOrder(tx: EntityManager, id: string): Promise<boolean> {
    const at = await databaseNow(tx);
    const purchaseOrder = await lockPurchaseOrder(tx, id);
    if (!purchaseOrder?.answerDueAt || purchaseOrder.answerDueAt > at) return false;
    const units = purchaseOrder.expire(at);
    await savePurchaseOrder(tx, purchaseOrder);
    if (units.length === 0) return false;
    await this.channels.withdraw(tx, purchaseOrder, 'expired');
    const alsoOver = await this.addressChanges.endWithIt(tx, purchaseOrder, at);
    await this.outbox.append(tx, [facts.expired(purchaseOrder, units, at), ...alsoOver]);
    return true;
  }

  /** Records that the supplier's side has purchase orders; says so once, whoever notices first. */
  async recordSent(tx: EntityManager, ids: readonly string[], channel: 'api' | 'webhook'): Promise<void> {
    const at = await databaseNow(tx);
    const news = (await lockHeads(tx, ids)).filter((purchaseOrder) => purchaseOrder.markSent(at));
    if (news.length === 0) return;
    await saveSent(tx, news, at);
    await this.outbox.append(
      tx,
      news.map((purchaseOrder) => facts.sent(purchaseOrder, channel, at)),
    );
  }

  /** Which of these purchase orders still wait for their supplier. */
  async openAmong(tx: EntityManager, ids: readonly string[]): Promise<Set<string>> {
    return findOpen(tx, ids);
  }

  private async cancel(tx: EntityManager, purchaseOrder: PurchaseOrder, at: Date): Promise<EventDraft[]> {
    const units = purchaseOrder.cancel(at);
    if (units.length > 0) {
      await savePurchaseOrder(tx, purchaseOrder);
      await this.channels.withdraw(tx, purchaseOrder, 'cancelled');
      return [
        facts.cancelled(purchaseOrder, units, at),
        ...(await this.addressChanges.endWithIt(tx, purchaseOrder, at)),
      ];
    }
    // Nothing to cancel because all has left, and not because it was cancelled before.
    const hasLeft = purchaseOrder.status === 'shipped' && purchaseOrder.cancelledAt === null;
    return hasLeft ? [facts.cancellationRefused(purchaseOrder)] : [];
  }

  private termsOf(supplier: Supplier): { acknowledgeSeconds: number; shipSeconds: number } {
    return {
      acknowledgeSeconds: supplier.acknowledgeWithinSeconds ?? this.config.ACKNOWLEDGE_SECONDS,
      // A supplier without lead time still has the day.
      shipSeconds: supplier.shipWithinSeconds ?? Math.max(1, supplier.leadTimeDays) * SECONDS_PER_DAY,
    };
  }
}
