import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AddressAnswer, PostalAddress } from '#contracts';
import { Outbox, type EventDraft } from '#messaging';
import { ChannelsService } from '../channels/channels.service.js';
import { SupplierSyncConfig } from '../config.js';
import {
  beginOrderChange,
  dropOrderChange,
  moveOrder,
  saveAddressChange,
  sendElsewhere,
} from './address-changes.store.js';
import type { PurchaseOrder } from './purchase-order.entity.js';
import { addressChangeNotPending, purchaseOrderNotFound } from './purchase-order.errors.js';
import * as facts from './purchase-order.facts.js';
import { databaseNow, lockPurchaseOrder } from './purchase-order.store.js';

/** Another address for an order that suppliers have in part. */
export interface OrderAddressChange {
  readonly orderId: string;
  readonly changeId: string;
  readonly shippingAddress: PostalAddress;
  readonly purchaseOrderIds: readonly string[];
}

/**
 * Purchase orders that shall go to another address: those that their supplier does not have are just changed, the
 * others are asked for, and a supplier that says nothing has said no.
 */
@Injectable()
export class AddressChangesService {
  constructor(
    private readonly channels: ChannelsService,
    private readonly outbox: Outbox,
    private readonly config: SupplierSyncConfig,
  ) {}

  /** All purchase orders are locked, in the order of their ids, before the first event is appended. */
  async ask(tx: EntityManager, change: OrderAddressChange): Promise<void> {
    const at = await databaseNow(tx);
    const drafts: EventDraft[] = [];
    for (const id of change.purchaseOrderIds.toSorted()) {
      const purchaseOrder = await lockPurchaseOrder(tx, id);
      if (!purchaseOrder) throw purchaseOrderNotFound(id);
      drafts.push(...(await this.askOne(tx, purchaseOrder, change, at)));
    }
    await beginOrderChange(tx, change.orderId, change);
    await this.outbox.append(tx, drafts);
  }

  /** The order goes there now; what did not come along keeps where it goes. */
  async settle(tx: EntityManager, orderId: string, shipTo: PostalAddress): Promise<void> {
    await moveOrder(tx, orderId, shipTo);
  }

  /** The order stays where it is. */
  async drop(tx: EntityManager, orderId: string, changeId: string): Promise<void> {
    await dropOrderChange(tx, orderId, changeId);
  }

  /** The supplier's word. @throws addressChangeNotPending */
  async answer(
    tx: EntityManager,
    purchaseOrder: PurchaseOrder,
    { changeId, accepted }: { changeId: string; accepted: boolean },
    at: Date,
  ): Promise<void> {
    if (purchaseOrder.addressChange?.changeId !== changeId) throw addressChangeNotPending(changeId);
    const drafts = await this.end(tx, purchaseOrder, accepted ? null : 'SUPPLIER_REFUSED', at);
    if (drafts.length === 0) throw addressChangeNotPending(changeId);
    await this.outbox.append(tx, drafts);
  }

  /** What to tell when nothing of a purchase order is left that could go elsewhere. */
  async endWithIt(tx: EntityManager, purchaseOrder: PurchaseOrder, at: Date): Promise<EventDraft[]> {
    return purchaseOrder.isOpen ? [] : this.end(tx, purchaseOrder, closedReason(purchaseOrder), at);
  }

  /** Ends the waiting for a silent supplier. */
  async expire(tx: EntityManager, id: string): Promise<void> {
    const at = await databaseNow(tx);
    const purchaseOrder = await lockPurchaseOrder(tx, id);
    if (!purchaseOrder?.addressAnswerDueAt || purchaseOrder.addressAnswerDueAt > at) return;
    await this.outbox.append(tx, await this.end(tx, purchaseOrder, 'NO_ANSWER', at));
  }

  private async askOne(
    tx: EntityManager,
    purchaseOrder: PurchaseOrder,
    { changeId, shippingAddress }: OrderAddressChange,
    at: Date,
  ): Promise<EventDraft[]> {
    const answered = (reasonCode: AddressAnswer | null): EventDraft[] => [
      facts.addressAnswered(purchaseOrder, { changeId, reasonCode, answeredAt: at }),
    ];
    if (!purchaseOrder.isOpen) return answered(closedReason(purchaseOrder));
    if (purchaseOrder.sentAt === null && !(await this.channels.mayHaveReached(tx, purchaseOrder.id))) {
      await sendElsewhere(tx, purchaseOrder.id, shippingAddress);
      return answered(null);
    }
    const dueAt = new Date(at.getTime() + this.config.ADDRESS_ANSWER_SECONDS * 1000);
    purchaseOrder.askAddress(changeId, shippingAddress, at, dueAt);
    await saveAddressChange(tx, purchaseOrder);
    await this.channels.askAddress(tx, purchaseOrder, changeId);
    return [];
  }

  private async end(
    tx: EntityManager,
    purchaseOrder: PurchaseOrder,
    reasonCode: AddressAnswer | null,
    at: Date,
  ): Promise<EventDraft[]> {
    const change = purchaseOrder.answerAddress(reasonCode === null);
    if (change === null) return [];
    await saveAddressChange(tx, purchaseOrder);
    await this.channels.stopAskingAddress(tx, purchaseOrder.id);
    return [facts.addressAnswered(purchaseOrder, { changeId: change.changeId, reasonCode, answeredAt: at })];
  }
}

const closedReason = (purchaseOrder: PurchaseOrder): AddressAnswer =>
  purchaseOrder.lines.some(({ shippedQuantity }) => shippedQuantity > 0) ? 'ALREADY_SHIPPED' : 'CLOSED';
