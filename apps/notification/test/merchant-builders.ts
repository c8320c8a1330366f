import { v7 as uuidv7 } from 'uuid';
import {
  ClaimDecided,
  ComplaintBreached,
  OrderRerouted,
  OrderUnroutable,
  PurchaseOrderAcknowledged,
  PurchaseOrderShipped,
  RefundFailed,
  TrafficShareChanged,
} from '#contracts';
import { draft } from '#messaging';
import type { TestComplaint } from './after-sales-builders.js';
import type { TestOrder } from './builders.js';

const at = ({ merchantId, orderId }: TestOrder) => ({ merchantId, key: orderId });

const decision = (routingVersion: number): OrderUnroutable['decision'] => ({
  ...{ routingVersion, policyVersion: 1, currency: 'TRY', decidedAt: '2026-11-22T09:00:01Z', costMinor: 0 },
  ...{ lowerBoundMinor: 0, proven: true, lines: [], plan: [], unfilled: [], candidates: [] },
});

export function unroutable(order: TestOrder, routingVersion = 1) {
  return draft(OrderUnroutable, at(order), {
    ...{ orderId: order.orderId, routingVersion, reasonCode: 'NO_STOCK', nextAction: 'WAIT_FOR_STOCK' },
    lines: [{ orderLineId: order.lineId, sku: 'MUG', quantity: 2, reasonCode: 'NO_STOCK' }],
    decision: decision(routingVersion),
  });
}

export function rerouted(order: TestOrder, routingVersion = 2) {
  return draft(OrderRerouted, at(order), {
    ...{ orderId: order.orderId, routingVersion, purchaseOrders: [], causedByPurchaseOrderId: null },
    decision: decision(routingVersion),
  });
}

/** Of two units one waits for stock. */
export function backordered(
  order: TestOrder,
  supplierId: string,
  purchaseOrderId: string,
  expectedShipAt: string | null,
) {
  return draft(PurchaseOrderAcknowledged, at(order), {
    ...{ purchaseOrderId, orderId: order.orderId, supplierId, reference: 'B', status: 'acknowledged' },
    lines: [
      {
        ...{ purchaseOrderLineId: uuidv7(), orderLineId: order.lineId, acceptedQuantity: 1, backorderedQuantity: 1 },
        ...{ rejectedQuantity: 0, reasonCode: null, expectedShipAt },
      },
    ],
    acknowledgedAt: '2026-11-22T10:30:00.000Z',
  });
}

export function left(order: TestOrder, supplierId: string, purchaseOrderId: string) {
  return draft(PurchaseOrderShipped, at(order), {
    ...{ purchaseOrderId, orderId: order.orderId, supplierId, reference: 'ASN', status: 'shipped', parcels: [] },
  });
}

export function refundFailed(order: TestOrder) {
  return draft(RefundFailed, at(order), {
    ...{ refundId: uuidv7(), orderId: order.orderId, returnId: null, reasonCode: 'STORE_REFUSED' },
  });
}

export function breached(order: TestOrder, { complaintId, number, orderId }: TestComplaint) {
  return draft(ComplaintBreached, at(order), {
    ...{ complaintId, number, orderId, clock: 'first_answer', dueAt: '2026-11-23T09:00:00.000Z' },
  });
}

export function disputed(order: TestOrder, supplierId: string) {
  return draft(ClaimDecided, at(order), {
    ...{ claimId: uuidv7(), orderId: order.orderId, supplierId, decision: 'disputed', decidedBy: 'supplier' },
    detail: 'Ayşe Yılmaz opened it',
  });
}

/** What routing did to a supplier's share of the orders for one SKU. */
export function trafficChanged(
  { merchantId }: TestOrder,
  supplierId: string,
  change: Partial<TrafficShareChanged> = {},
) {
  const reckoned = { parentPermille: 50, parentCases: 20, cases: 24, events: 12 };
  return draft(
    TrafficShareChanged,
    { merchantId, key: supplierId },
    {
      ...{ supplierId, supplierCode: 'anadolu', sku: 'MUG', experienceVersion: 7, reasonCode: 'BAD_SIGNS' },
      ...{ previousPermille: 1000, permille: 500, changedAt: '2026-11-22T09:00:00.000Z' },
      problems: { permille: 295, lowPermille: 210, highPermille: 385, ...reckoned },
      ...change,
    },
  );
}
