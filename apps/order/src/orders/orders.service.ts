import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CancelReason, PostalAddress } from '#contracts';
import { continueCause, draft, Outbox, presentCause, type Cause } from '#messaging';
import { DecisionLedger } from '../routing/decision-ledger.service.js';
import type { RoutingRequest } from '../routing/routing-facts.service.js';
import { RoutingService, type Routed } from '../routing/routing.service.js';
import { NothingToRerouteError } from './domain/order-rules.errors.js';
import { holdReason, isPolicyHold } from './domain/hold-rules.js';
import { Order } from './domain/order.js';
import { HoldsService } from './holds.service.js';
import { orderNotFound } from './order.errors.js';
import { saveOrder, SELECT_ORDERS, storedOrderOf, type DueAt, type OrderRow } from './order-rows.js';

/** What a store says of an order that we have already. */
export interface StoreUpdate {
  readonly paid: boolean;
  readonly shippingAddress: PostalAddress | null;
  readonly cancelled: boolean;
}

/** What people, stores and the router do to orders. Each method is one use case inside the caller's transaction. */
@Injectable()
export class OrdersService {
  constructor(
    private readonly routing: RoutingService,
    private readonly ledger: DecisionLedger,
    private readonly outbox: Outbox,
    private readonly holds: HoldsService,
  ) {}

  /** Routes an order that is due, unless somebody else has it in hand or has done it. */
  async routeDue(tx: EntityManager, orderId: string): Promise<void> {
    const [order] = await this.lockDue(tx, [orderId]);
    if (!order) return;
    if (readyForRouting(order)) await this.routeMissing(tx, order, null);
    else await this.save(tx, order);
  }

  /**
   * Routes those of the orders that are due, all in this transaction, in the order in which they came in.
   * @returns the ids of those that lost a race for stock and must be routed in a transaction of their own.
   */
  async routeDueTogether(tx: EntityManager, due: readonly { id: string; cause: Cause }[]): Promise<string[]> {
    const causes = new Map(due.map(({ id, cause }) => [id, cause]));
    const orders = await this.lockDue(tx, [...causes.keys()]);
    const ready = orders.filter(readyForRouting);
    const routings = await this.routing.routeTogether(tx, ready.map(requestFor));
    const lost: string[] = [];
    for (const order of orders) {
      const routed = routings[ready.indexOf(order)];
      const { id } = order.record;
      if (ready.includes(order) && !routed) lost.push(id);
      else
        await continueCause(causes.get(id) ?? presentCause(), 'route order', () =>
          routed ? this.apply(tx, order, routed, null) : this.save(tx, order),
        );
    }
    return lost;
  }

  async release(
    tx: EntityManager,
    orderId: string,
    by: 'merchant' | 'operator',
    address: PostalAddress | null,
  ): Promise<void> {
    const order = await this.lock(tx, orderId);
    order.release(by, address);
    await this.save(tx, order, 'now');
  }

  async cancel(tx: EntityManager, orderId: string, reason: CancelReason, note: string | null): Promise<void> {
    const order = await this.lock(tx, orderId);
    const asked = order.requestCancel(reason);
    if (asked && note !== null) await tx.query(`UPDATE orders SET cancel_note = $2 WHERE id = $1`, [orderId, note]);
    await this.save(tx, order);
  }

  /** A person asks again for the units that no supplier has; suppliers that refused before are asked again too. */
  async reroute(tx: EntityManager, orderId: string): Promise<Order['record']> {
    const order = await this.lock(tx, orderId);
    const { status, cancelReason } = order.record;
    if (status === 'held' || cancelReason !== null || order.missing().length === 0) {
      throw new NothingToRerouteError(status);
    }
    order.forgetRefusals();
    await this.routeMissing(tx, order, null);
    return order.record;
  }

  /** Takes in what a store says later: paid, address corrected, cancelled. Told twice, it changes nothing. */
  async updateFromStore(tx: EntityManager, orderId: string, update: StoreUpdate): Promise<void> {
    const order = await this.lock(tx, orderId);
    const { record } = order;
    if (update.paid) record.paymentStatus = 'paid';
    if (update.cancelled) {
      if (record.status !== 'shipped' && record.status !== 'delivered') order.requestCancel('CANCELLED_IN_STORE');
      return this.save(tx, order);
    }
    if (record.status !== 'held') return this.save(tx, order);
    await this.reconsiderHold(tx, order, update);
  }

  /** Loads an order and keeps everybody else from changing it until the transaction ends. */
  async lock(tx: EntityManager, orderId: string): Promise<Order> {
    // A statement of its own: what it waited for must be visible to the statement that reads.
    const rows = await tx.query<unknown[]>(`SELECT 1 FROM orders WHERE id = $1 FOR UPDATE`, [orderId]);
    if (rows.length === 0) throw orderNotFound(orderId);
    return this.load(tx, orderId);
  }

  /** Routes the units that no supplier has, and only those, and saves. */
  async routeMissing(tx: EntityManager, order: Order, causedByPurchaseOrderId: string | null): Promise<void> {
    await this.apply(tx, order, await this.routing.route(tx, requestFor(order)), causedByPurchaseOrderId);
  }

  /** Writes the order and what it has to tell. */
  async save(tx: EntityManager, order: Order, dueAt: DueAt = null, routedNow = false): Promise<void> {
    await saveOrder(tx, order, { dueAt, routedNow });
    const at = { merchantId: order.record.merchantId, key: order.record.id };
    await this.outbox.append(
      tx,
      order.drainEvents().map((event) => draft(event.eventClass, at, event.data)),
    );
  }

  /** Lets a held order go on when what it waited for has come, unless the next rule holds it. */
  private async reconsiderHold(tx: EntityManager, order: Order, update: StoreUpdate): Promise<void> {
    const { record } = order;
    const shippingAddress = record.shippingAddress ?? update.shippingAddress;
    const stillHeld = holdReason({ ...record, shippingAddress });
    if (stillHeld === record.reasonCode || (stillHeld === null && isPolicyHold(record.reasonCode)))
      return this.save(tx, order);
    const by = record.reasonCode === 'PAYMENT_PENDING' ? 'payment' : 'merchant';
    order.release(by, record.shippingAddress === null ? update.shippingAddress : null);
    const next = stillHeld ? { reason: stillHeld, until: null } : await this.holds.askAgain(tx, record.id);
    if (next) order.hold(next.reason);
    await this.save(tx, order, next ? next.until : 'now');
  }

  private async apply(
    tx: EntityManager,
    order: Order,
    routed: Routed,
    causedByPurchaseOrderId: string | null,
  ): Promise<void> {
    const routing = { ...routed, causedByPurchaseOrderId };
    if (order.isNews(routing)) {
      order.applyRouting(routing);
      const { id: orderId, merchantId } = order.record;
      await this.ledger.record(tx, [{ orderId, merchantId, causedByPurchaseOrderId, routed }]);
    } else order.settle();
    await this.save(tx, order, null, true);
  }

  /** Those of the orders that are due and that nobody else has in hand, oldest first. */
  private async lockDue(tx: EntityManager, ids: readonly string[]): Promise<Order[]> {
    const due = await tx.query<{ id: string }[]>(
      `SELECT id FROM orders WHERE id = ANY ($1::uuid[]) AND route_due_at <= now() ORDER BY id FOR UPDATE SKIP LOCKED`,
      [ids],
    );
    if (due.length === 0) return [];
    const rows = await tx.query<OrderRow[]>(`${SELECT_ORDERS} WHERE o.id = ANY ($1::uuid[]) ORDER BY o.id`, [
      due.map(({ id }) => id),
    ]);
    return rows.map((row) => new Order(storedOrderOf(row).record));
  }

  private async load(tx: EntityManager, orderId: string): Promise<Order> {
    const rows = await tx.query<OrderRow[]>(`${SELECT_ORDERS} WHERE o.id = $1`, [orderId]);
    const [row] = rows;
    if (!row) throw orderNotFound(orderId);
    return new Order(storedOrderOf(row).record);
  }
}

/** Whether there is something to route. An order whose fraud window ended goes on now. */
function readyForRouting(order: Order): boolean {
  // Only an order that waits for the end of its fraud window is held and due.
  if (order.record.status === 'held' && order.record.reasonCode === 'FRAUD_WINDOW') order.release('window', null);
  const { status, cancelReason } = order.record;
  return cancelReason === null && status !== 'held' && (status === 'placed' || order.missing().length > 0);
}

function requestFor(order: Order): RoutingRequest {
  const { record } = order;
  return {
    orderId: record.id,
    merchantId: record.merchantId,
    currency: record.currency,
    country: record.shippingAddress?.country ?? null,
    placedAt: record.placedAt,
    promiseBy: record.promiseBy,
    routingVersion: record.routingVersion + 1,
    units: order.missing().map(({ line: { id: lineId, sku, title, unitPriceMinor, weightGrams }, quantity }) => ({
      ...{ lineId, sku, title, quantity, unitPriceMinor, weightGrams },
    })),
    refusedOffers: order.refusedOffers(),
    openSuppliers: order.openSuppliers(),
  };
}
