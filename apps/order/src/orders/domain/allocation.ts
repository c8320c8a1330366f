import { ImpossibleQuantityError } from './order-rules.errors.js';

export type AllocationStatus =
  'allocated' | 'sent' | 'acknowledged' | 'backordered' | 'shipped' | 'rejected' | 'expired' | 'cancelled';

/** Why units came back from a supplier. */
export type ReleaseKind = 'rejected' | 'expired' | 'cancelled';

/** Units of a line that one supplier was asked for in one purchase order, and what became of them. */
export interface Allocation {
  readonly id: string;
  readonly lineId: string;
  readonly purchaseOrderId: string;
  readonly supplierId: string;
  readonly supplierCode: string;
  readonly offerId: string;
  readonly routingVersion: number;
  readonly quantity: number;
  accepted: number;
  backordered: number;
  /** Units that came back: rejected, expired or cancelled. */
  released: number;
  shipped: number;
  sent: boolean;
  /** The supplier did not want them: its offer is not asked again for this order. */
  refused: boolean;
  status: AllocationStatus;
}

/** Units that are still to be shipped by this supplier. */
export const openUnits = (allocation: Allocation): number =>
  allocation.quantity - allocation.released - allocation.shipped;

/** Units that were not given back. */
export const keptUnits = (allocation: Allocation): number => allocation.quantity - allocation.released;

/** Units that the supplier has said nothing about. */
export const unansweredUnits = (allocation: Allocation): number =>
  Math.max(0, allocation.quantity - allocation.released - allocation.accepted - allocation.backordered);

export function accept(allocation: Allocation, units: number): void {
  allocation.accepted += units;
  restate(allocation);
}

export function backorder(allocation: Allocation, units: number): void {
  allocation.backordered += units;
  restate(allocation);
}

export function release(allocation: Allocation, units: number, kind: ReleaseKind): void {
  allocation.released += units;
  // What comes back is no longer promised: first what nobody answered, then backorders, then what was accepted.
  const promised = allocation.accepted + allocation.backordered - (allocation.quantity - allocation.released);
  const fromBackorder = Math.min(allocation.backordered, Math.max(0, promised));
  allocation.backordered -= fromBackorder;
  allocation.accepted -= Math.max(0, promised) - fromBackorder;
  restate(allocation, kind);
}

/** A parcel is an answer too: what is shipped without a word before was accepted. */
export function ship(allocation: Allocation, units: number): void {
  allocation.shipped += units;
  const silent = allocation.shipped - allocation.accepted - allocation.backordered;
  if (silent > 0) allocation.accepted += silent;
  restate(allocation);
}

/**
 * Spreads units over the allocations of one line in one purchase order.
 * @throws ImpossibleQuantityError when they have not that much room.
 */
export function spread(
  allocations: readonly Allocation[],
  units: number,
  room: (allocation: Allocation) => number,
  apply: (allocation: Allocation, units: number) => void,
): void {
  let left = units;
  for (const allocation of allocations) {
    const part = Math.min(left, room(allocation));
    if (part > 0) apply(allocation, part);
    left -= part;
  }
  const [first] = allocations;
  if (left > 0) throw new ImpossibleQuantityError(first?.purchaseOrderId ?? '?', first?.lineId ?? '?', units);
}

export function restate(allocation: Allocation, releasedAs?: ReleaseKind): void {
  allocation.status = statusOf(allocation, releasedAs);
}

function statusOf(allocation: Allocation, releasedAs?: ReleaseKind): AllocationStatus {
  if (allocation.released === allocation.quantity) return releasedAs ?? allocation.status;
  if (openUnits(allocation) === 0) return 'shipped';
  const backordered = allocation.backordered - Math.max(0, allocation.shipped - allocation.accepted);
  if (backordered > 0) return 'backordered';
  if (unansweredUnits(allocation) === 0) return 'acknowledged';
  return allocation.sent ? 'sent' : 'allocated';
}
