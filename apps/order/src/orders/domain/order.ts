import {
  OrderCancellationRefused,
  OrderCancellationRequested,
  OrderCancelled,
  OrderDelivered,
  OrderHeld,
  OrderPartlyShipped,
  OrderReleased,
  OrderRerouted,
  OrderRouted,
  OrderShipped,
  OrderUnroutable,
  type CancelReason,
  type EventClass,
  type HoldReason,
  type PlannedPurchaseOrder,
  type PostalAddress,
  type RoutingDecision,
  type UnroutableLine,
} from '#contracts';
import { openUnits, release, spread, type Allocation, type ReleaseKind } from './allocation.js';
import { allDelivered, countOrder, lineStatus, countLine, type OrderLine, type Parcel } from './order-progress.js';
import { AddressStillIncompleteError, OrderNotCancellableError, OrderNotHeldError } from './order-rules.errors.js';
import type { AddressChange } from './pending-address.js';
import { assertTransition, mostUrgent, nextActions, type OrderStatus, type StatusReason } from './order-state.js';

/** An event that the order wants to be told of it. */
export interface OrderEvent {
  readonly eventClass: EventClass;
  readonly data: object;
}

/** The outcome of one routing, as far as the order is concerned. */
export interface AppliedRouting {
  readonly decision: RoutingDecision;
  readonly purchaseOrders: PlannedPurchaseOrder[];
  readonly allocations: readonly Allocation[];
  readonly unroutable: UnroutableLine[];
  readonly causedByPurchaseOrderId: string | null;
}

/** What is stored of an order and can change. */
export interface OrderRecord {
  readonly id: string;
  readonly merchantId: string;
  readonly currency: string;
  readonly placedAt: Date;
  readonly promiseBy: Date | null;
  readonly test: boolean;
  readonly paymentMethod: string;
  paymentStatus: string;
  shippingAddress: PostalAddress | null;
  /** A change of the address that suppliers have not answered; null when there is none. */
  addressChange: AddressChange | null;
  status: OrderStatus;
  reasonCode: StatusReason | null;
  cancelReason: CancelReason | null;
  routingVersion: number;
  readonly lines: OrderLine[];
  readonly allocations: Allocation[];
  readonly parcels: Parcel[];
}

/** One order: what may happen to it, and what follows. Every change ends in `settle`, which finds the new state. */
export class Order {
  private events: OrderEvent[] = [];

  constructor(readonly record: OrderRecord) {}

  drainEvents(): OrderEvent[] {
    return this.events.splice(0);
  }

  hold(reasonCode: HoldReason): void {
    const { id, status } = this.record;
    if (status !== 'held') this.moveTo('held');
    this.record.reasonCode = reasonCode;
    this.tell(OrderHeld, { orderId: id, reasonCode, nextAction: nextActions[reasonCode] });
  }

  /** Lets a held order go on. `address` replaces the one that was missing or wrong. */
  release(releasedBy: 'merchant' | 'operator' | 'payment' | 'window', address: PostalAddress | null): void {
    const { record } = this;
    if (record.status !== 'held') throw new OrderNotHeldError(record.status);
    if (address) record.shippingAddress = address;
    if (!record.shippingAddress) throw new AddressStillIncompleteError();
    this.moveTo('placed');
    record.reasonCode = null;
    this.tell(OrderReleased, { orderId: record.id, releasedBy, shippingAddress: address });
  }

  /** Units that no supplier has, per line. */
  missing(): { line: OrderLine; quantity: number }[] {
    return this.record.lines
      .map((line) => ({ line, quantity: countLine(line, this.record.allocations).missing }))
      .filter(({ quantity }) => quantity > 0);
  }

  refusedOffers(): ReadonlySet<string> {
    return new Set(this.record.allocations.filter(({ refused }) => refused).map(({ offerId }) => offerId));
  }

  /** A person wants everybody to be asked again. */
  forgetRefusals(): void {
    for (const allocation of this.record.allocations) allocation.refused = false;
  }

  /** Suppliers that are preparing a parcel of this order already. */
  openSuppliers(): ReadonlySet<string> {
    return new Set(this.openAllocations().map(({ supplierId }) => supplierId));
  }

  /** Whether the decision says anything new: trying again for the same units and finding nothing is not worth an event. */
  isNews(routing: AppliedRouting): boolean {
    const reasons = new Map(routing.unroutable.map((line) => [line.orderLineId, line.reasonCode]));
    return (
      this.record.routingVersion === 0 ||
      routing.causedByPurchaseOrderId !== null ||
      routing.purchaseOrders.length > 0 ||
      this.missing().some(({ line }) => line.reasonCode !== reasons.get(line.id))
    );
  }

  applyRouting(routing: AppliedRouting): void {
    const { record } = this;
    const { decision, unroutable } = routing;
    const first = record.routingVersion === 0;
    record.routingVersion = decision.routingVersion;
    record.allocations.push(...routing.allocations);
    for (const line of record.lines) {
      line.reasonCode = unroutable.find(({ orderLineId }) => orderLineId === line.id)?.reasonCode ?? null;
    }
    const facts = { orderId: record.id, routingVersion: decision.routingVersion, decision };
    const { purchaseOrders, causedByPurchaseOrderId } = routing;
    // Whoever is asked from here on is told the new address at once.
    const meanwhile = purchaseOrders.map(({ purchaseOrderId }) => ({ purchaseOrderId, answer: 'accepted' as const }));
    record.addressChange?.purchaseOrders.push(...meanwhile);
    if (purchaseOrders.length > 0) {
      if (first) this.tell(OrderRouted, { ...facts, purchaseOrders });
      else this.tell(OrderRerouted, { ...facts, purchaseOrders, causedByPurchaseOrderId });
    }
    if (unroutable.length > 0 || record.lines.length === 0) {
      const reasonCode = mostUrgent(unroutable.map((line) => line.reasonCode));
      this.tell(OrderUnroutable, { ...facts, reasonCode, nextAction: nextActions[reasonCode], lines: unroutable });
    }
    this.settle();
  }

  /** Units come back from a supplier. They are to be routed again, or are gone when the order is being cancelled. */
  takeBack(
    purchaseOrderId: string,
    lines: readonly { orderLineId: string; quantity: number }[],
    kind: ReleaseKind,
  ): void {
    const cancelling = this.record.cancelReason !== null;
    for (const { orderLineId, quantity } of lines) {
      spread(this.allocationsOf(purchaseOrderId, orderLineId), quantity, openUnits, (allocation, units) => {
        release(allocation, units, kind);
        allocation.refused = true;
      });
      const line = this.record.lines.find(({ id }) => id === orderLineId);
      if (cancelling && line) line.cancelledQuantity += quantity;
    }
  }

  allocationsOf(purchaseOrderId: string, lineId: string): Allocation[] {
    return this.record.allocations.filter(
      (allocation) => allocation.purchaseOrderId === purchaseOrderId && allocation.lineId === lineId,
    );
  }

  /**
   * Asks for the end of the order. What nobody has is gone at once; for the rest, suppliers are asked.
   * @returns false when that was asked before: nothing changes then.
   */
  requestCancel(reasonCode: CancelReason): boolean {
    const { record } = this;
    if (record.status === 'cancelled' || record.cancelReason !== null) return false;
    if (record.status === 'shipped' || record.status === 'delivered') throw new OrderNotCancellableError(record.status);
    record.cancelReason = reasonCode;
    for (const { line, quantity } of this.missing()) line.cancelledQuantity += quantity;
    const purchaseOrderIds = this.openPurchaseOrders();
    if (purchaseOrderIds.length > 0) {
      this.tell(OrderCancellationRequested, { orderId: record.id, reasonCode, purchaseOrderIds });
    }
    this.settle();
    return true;
  }

  /** As {@link requestCancel}, for somebody who is told by an event that it is too late. */
  wishCancel(reasonCode: CancelReason): void {
    const { status } = this.record;
    if (status === 'shipped' || status === 'delivered') this.refuseCancel();
    else this.requestCancel(reasonCode);
  }

  /** Purchase orders with units that have not left. */
  openPurchaseOrders(): string[] {
    return [...new Set(this.openAllocations().map((allocation) => allocation.purchaseOrderId))];
  }

  /** Parcels have left: says so when others still wait. */
  tellDeparture(): void {
    const counts = countOrder(this.record.lines, this.record.allocations);
    if (counts.open + counts.missing > 0) this.tell(OrderPartlyShipped, { orderId: this.record.id });
  }

  /** Finds the state that follows from the units and parcels, and tells what changed. */
  settle(): void {
    const { record } = this;
    for (const line of record.lines) line.status = lineStatus(line, record.allocations, record.parcels);
    if (record.status === 'cancelled' || record.status === 'delivered') return;
    const counts = countOrder(record.lines, record.allocations);
    if (record.cancelReason !== null && counts.open + counts.missing === 0) {
      if (counts.cancelled > 0 || record.lines.length === 0) {
        this.endCancelled(counts.shipped > 0);
        return;
      }
      // Everything had left before the suppliers were asked: there is nothing to cancel.
      record.cancelReason = null;
      this.refuseCancel();
    }
    if (record.status === 'held' || record.routingVersion === 0) return;
    this.advance();
    record.reasonCode = this.reason();
  }

  private advance(): void {
    const { record } = this;
    const { missing, open, shipped } = countOrder(record.lines, record.allocations);
    if (missing > 0 || record.lines.length === 0) {
      this.moveTo('unroutable');
      return;
    }
    if (open > 0) {
      this.moveTo(shipped > 0 ? 'partly_shipped' : 'routed');
      return;
    }
    if (this.moveTo('shipped')) this.tell(OrderShipped, { orderId: record.id });
    if (!allDelivered(record.parcels)) return;
    this.moveTo('delivered');
    const deliveredAt = record.parcels.map((parcel) => parcel.deliveredAt ?? '').reduce((a, b) => (a > b ? a : b), '');
    this.tell(OrderDelivered, { orderId: record.id, deliveredAt });
  }

  private reason(): StatusReason | null {
    const { record } = this;
    if (record.cancelReason !== null) return 'CANCELLATION_REQUESTED';
    if (record.status !== 'unroutable') return null;
    return mostUrgent(record.lines.flatMap(({ reasonCode }) => reasonCode ?? []));
  }

  private endCancelled(partly: boolean): void {
    const reasonCode = this.record.cancelReason ?? 'OTHER';
    this.moveTo('cancelled');
    this.record.reasonCode = reasonCode;
    this.tell(OrderCancelled, { orderId: this.record.id, reasonCode, partly });
  }

  private refuseCancel(): void {
    this.tell(OrderCancellationRefused, { orderId: this.record.id, reasonCode: 'ALREADY_SHIPPED' });
  }

  private openAllocations(): Allocation[] {
    return this.record.allocations.filter((allocation) => openUnits(allocation) > 0);
  }

  tell<T extends object>(eventClass: EventClass<T>, data: T): void {
    this.events.push({ eventClass, data });
  }

  /** True when the state changed. */
  private moveTo(status: OrderStatus): boolean {
    if (this.record.status === status) return false;
    assertTransition(this.record.status, status);
    this.record.status = status;
    return true;
  }
}
