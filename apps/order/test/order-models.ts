import type { PlannedPurchaseOrder, PurchaseOrderShipped, RoutingDecision } from '#contracts';
import type { Allocation } from '../src/orders/domain/allocation.js';
import { Order, type AppliedRouting, type OrderRecord } from '../src/orders/domain/order.js';
import { noteShipped } from '../src/orders/domain/supplier-answers.js';

/** Units of the one line. */
export const QUANTITY = 6;

/** An order of one line that nobody has routed. */
export function anOrder(changes: Partial<OrderRecord> = {}): Order {
  const line = {
    externalLineId: '1',
    sku: 'MUG',
    title: 'Mug',
    quantity: QUANTITY,
    unitPriceMinor: 100,
    weightGrams: null,
  };
  return new Order({
    ...{
      id: 'order',
      merchantId: 'merchant',
      currency: 'TRY',
      placedAt: new Date(0),
      promiseBy: null,
      test: false,
      paymentMethod: 'card',
      paymentStatus: 'paid',
    },
    ...{ shippingAddress: null, addressChange: null, status: 'placed', reasonCode: null, cancelReason: null },
    routingVersion: 0,
    lines: [{ ...line, id: 'line', cancelledQuantity: 0, status: 'open', reasonCode: null }],
    allocations: [],
    parcels: [],
    ...changes,
  });
}

/** Gives `quantity` of what is missing to one supplier; the rest finds nobody. */
export function route(order: Order, quantity: number, causedBy: string | null = null): string {
  const routingVersion = order.record.routingVersion + 1;
  const purchaseOrderId = `po${String(routingVersion)}`;
  const missing = order.missing()[0]?.quantity ?? 0;
  const taken = Math.min(quantity, missing);
  const allocation: Allocation = {
    ...{ id: `a${String(routingVersion)}`, lineId: 'line', purchaseOrderId, supplierId: 's', supplierCode: 's' },
    ...{ offerId: `o${String(routingVersion)}`, routingVersion, quantity: taken, accepted: 0, backordered: 0 },
    ...{ released: 0, shipped: 0, sent: false, refused: false, status: 'allocated' },
  };
  const rest = { orderLineId: 'line', sku: 'MUG', quantity: missing - taken, reasonCode: 'NO_STOCK' as const };
  const routing: AppliedRouting = {
    decision: { routingVersion } as RoutingDecision,
    purchaseOrders: taken > 0 ? [{ purchaseOrderId } as PlannedPurchaseOrder] : [],
    allocations: taken > 0 ? [allocation] : [],
    unroutable: missing > taken ? [rest] : [],
    causedByPurchaseOrderId: causedBy,
  };
  order.applyRouting(routing);
  return purchaseOrderId;
}

let parcels = 0;
/** Lets units leave in one parcel. @returns its id. */
export const ship = (order: Order, purchaseOrderId: string, quantity: number): string => {
  parcels += 1;
  const parcelId = `parcel${String(parcels)}`;
  noteShipped(order, {
    purchaseOrderId,
    parcels: [
      { parcelId, carrier: 'aras', trackingNumber: 'T', shippedAt: 'now', lines: [{ orderLineId: 'line', quantity }] },
    ],
  } as unknown as PurchaseOrderShipped);
  return parcelId;
};

/** Names of what the order has to tell, oldest first. */
export const told = (order: Order): string[] => order.drainEvents().map((event) => event.eventClass.name);
