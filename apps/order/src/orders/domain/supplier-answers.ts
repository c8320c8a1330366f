import type {
  PurchaseOrderAcknowledged,
  PurchaseOrderShipped,
  ShipmentDelivered,
  ShipmentRegistered,
  ShipmentStalled,
  ShipmentStatusChanged,
} from '#contracts';
import { accept, backorder, openUnits, restate, ship, spread, unansweredUnits } from './allocation.js';
import type { Order } from './order.js';
import type { Parcel } from './order-progress.js';

/** The purchase order has reached the supplier. */
export function noteSent(order: Order, purchaseOrderId: string): void {
  for (const allocation of order.record.allocations) {
    if (allocation.purchaseOrderId !== purchaseOrderId) continue;
    allocation.sent = true;
    if (allocation.status === 'allocated') restate(allocation);
  }
}

/** Takes in an answer. What was rejected is missing afterwards. */
export function noteAcknowledged(order: Order, data: PurchaseOrderAcknowledged): void {
  for (const line of data.lines) {
    const own = order.allocationsOf(data.purchaseOrderId, line.orderLineId);
    spread(own, line.acceptedQuantity, unansweredUnits, accept);
    spread(own, line.backorderedQuantity, unansweredUnits, backorder);
  }
  const rejected = data.lines
    .filter((line) => line.rejectedQuantity > 0)
    .map((line) => ({ orderLineId: line.orderLineId, quantity: line.rejectedQuantity }));
  order.takeBack(data.purchaseOrderId, rejected, 'rejected');
}

/** Takes in a ship notice. */
export function noteShipped(order: Order, data: PurchaseOrderShipped): void {
  for (const shipped of data.parcels) {
    for (const line of shipped.lines) {
      spread(order.allocationsOf(data.purchaseOrderId, line.orderLineId), line.quantity, openUnits, ship);
    }
    const parcel = parcelOf(order, shipped.parcelId);
    Object.assign(parcel, {
      purchaseOrderId: data.purchaseOrderId,
      // What the tracker recognised is better than what the supplier wrote.
      carrier: parcel.carrier ?? shipped.carrier,
      trackingNumber: shipped.trackingNumber,
      announced: true,
      lines: shipped.lines.map(({ orderLineId, quantity }) => ({ orderLineId, quantity })),
      shippedAt: shipped.shippedAt,
    });
  }
  order.tellDeparture();
  order.settle();
}

export function noteRegistered(order: Order, data: ShipmentRegistered): void {
  const parcel = parcelOf(order, data.shipmentId);
  parcel.purchaseOrderId = data.purchaseOrderId;
  parcel.carrier = data.carrier;
  parcel.trackingNumber = data.trackingNumber;
  parcel.shippedAt ??= data.shippedAt;
}

export function noteStatus(order: Order, data: ShipmentStatusChanged): void {
  const parcel = parcelOf(order, data.shipmentId);
  parcel.status = data.status;
  parcel.stalled = false;
  parcel.deliveredAt = data.status === 'delivered' ? data.occurredAt : null;
  order.settle();
}

export function noteDelivered(order: Order, data: ShipmentDelivered): void {
  const parcel = parcelOf(order, data.shipmentId);
  parcel.status = 'delivered';
  parcel.stalled = false;
  parcel.deliveredAt = data.deliveredAt;
  order.settle();
}

export function noteStalled(order: Order, data: ShipmentStalled): void {
  parcelOf(order, data.shipmentId).stalled = true;
}

/** The parcel, known from now on when this is the first word of it: either topic may be first. */
function parcelOf(order: Order, id: string): Parcel {
  const { parcels } = order.record;
  const known = parcels.find((parcel) => parcel.id === id);
  if (known) return known;
  const parcel: Parcel = {
    id,
    purchaseOrderId: null,
    carrier: null,
    trackingNumber: null,
    status: 'registered',
    announced: false,
    stalled: false,
    lines: [],
    shippedAt: null,
    deliveredAt: null,
  };
  parcels.push(parcel);
  return parcel;
}
