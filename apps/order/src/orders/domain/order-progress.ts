import type { ShipmentStatus, UnroutableReason } from '#contracts';
import { openUnits, unansweredUnits, type Allocation } from './allocation.js';
import type { LineStatus } from './order-state.js';

export interface OrderLine {
  readonly id: string;
  readonly externalLineId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  /** Of one unit; null when nobody said. */
  readonly weightGrams: number | null;
  cancelledQuantity: number;
  status: LineStatus;
  /** Why units of the line have no supplier. */
  reasonCode: UnroutableReason | null;
}

export interface Parcel {
  readonly id: string;
  purchaseOrderId: string | null;
  carrier: string | null;
  trackingNumber: string | null;
  status: ShipmentStatus;
  /** A ship notice named it. Shipments and ship notices come on different topics, so either may be first. */
  announced: boolean;
  stalled: boolean;
  lines: { orderLineId: string; quantity: number }[];
  shippedAt: string | null;
  deliveredAt: string | null;
}

/** How many units of an order, or of one line, are where. They add up to what was ordered. */
export interface UnitCounts {
  /** No supplier has them. */
  missing: number;
  /** A supplier has them and has not shipped them. */
  open: number;
  shipped: number;
  cancelled: number;
}

export function countLine(line: OrderLine, allocations: readonly Allocation[]): UnitCounts {
  const own = allocations.filter((allocation) => allocation.lineId === line.id);
  const open = own.reduce((sum, allocation) => sum + openUnits(allocation), 0);
  const shipped = own.reduce((sum, allocation) => sum + allocation.shipped, 0);
  return {
    missing: line.quantity - line.cancelledQuantity - open - shipped,
    open,
    shipped,
    cancelled: line.cancelledQuantity,
  };
}

export function countOrder(lines: readonly OrderLine[], allocations: readonly Allocation[]): UnitCounts {
  return lines
    .map((line) => countLine(line, allocations))
    .reduce(
      (sum, counts) => ({
        missing: sum.missing + counts.missing,
        open: sum.open + counts.open,
        shipped: sum.shipped + counts.shipped,
        cancelled: sum.cancelled + counts.cancelled,
      }),
      { missing: 0, open: 0, shipped: 0, cancelled: 0 },
    );
}

/** Every parcel that a ship notice named has reached the customer. */
export function allDelivered(parcels: readonly Parcel[]): boolean {
  const announced = parcels.filter((parcel) => parcel.announced);
  return announced.length > 0 && announced.every((parcel) => parcel.status === 'delivered');
}

/** The state of a line is that of its unit which is furthest behind. */
export function lineStatus(
  line: OrderLine,
  allocations: readonly Allocation[],
  parcels: readonly Parcel[],
): LineStatus {
  const counts = countLine(line, allocations);
  if (counts.missing > 0) return line.reasonCode === null ? 'open' : 'unroutable';
  if (counts.open > 0) return openStatus(allocations.filter(({ lineId }) => lineId === line.id));
  if (counts.shipped === 0) return 'cancelled';
  const delivered = parcels
    .filter((parcel) => parcel.announced && parcel.status === 'delivered')
    .flatMap((parcel) => parcel.lines)
    .filter((part) => part.orderLineId === line.id)
    .reduce((sum, part) => sum + part.quantity, 0);
  return delivered >= counts.shipped ? 'delivered' : 'shipped';
}

function openStatus(allocations: readonly Allocation[]): LineStatus {
  const open = allocations.filter((allocation) => openUnits(allocation) > 0);
  if (open.some((allocation) => allocation.status === 'backordered')) return 'backordered';
  return open.some((allocation) => unansweredUnits(allocation) > 0) ? 'allocated' : 'acknowledged';
}
