import type { OrderEvents } from './recorded-fact.js';

/** Units of one line of a purchase order that have left. */
export interface ShippedLine {
  readonly purchaseOrderId: string;
  readonly supplierId: string;
  readonly orderLineId: string;
  readonly sku: string;
  readonly quantity: number;
  /** Of the purchase order. */
  readonly currency: string;
  readonly unitCostMinor: number;
}

/** What a purchase order's parcel costs by the supplier's terms, as the routing decision counted it. */
export interface ShippingCost {
  readonly currency: string;
  readonly amountMinor: number;
}

/** One entry per line of a purchase order of which anything has left. */
export function shippedLines(events: OrderEvents): ShippedLine[] {
  const shipped = new Map<string, number>();
  for (const { parcels } of events.of('purchase-order.shipped')) {
    for (const { purchaseOrderLineId, quantity } of parcels.flatMap(({ lines }) => lines))
      shipped.set(purchaseOrderLineId, (shipped.get(purchaseOrderLineId) ?? 0) + quantity);
  }
  return events.of('purchase-order.created').flatMap(({ purchaseOrderId, supplierId, currency, lines }) =>
    lines.flatMap(({ purchaseOrderLineId, orderLineId, sku, unitCostMinor }) => {
      const quantity = shipped.get(purchaseOrderLineId) ?? 0;
      return quantity === 0
        ? []
        : [{ purchaseOrderId, supplierId, orderLineId, sku, quantity, currency, unitCostMinor }];
    }),
  );
}

/** By purchase order. */
export function shippingCosts(events: OrderEvents): ReadonlyMap<string, ShippingCost> {
  const costs = new Map<string, ShippingCost>();
  for (const { data } of events.among('order.routed', 'order.rerouted')) {
    const { currency, candidates } = data.decision;
    for (const { purchaseOrderId, supplierId } of data.purchaseOrders) {
      const winner = candidates.find((candidate) => candidate.chosen && candidate.supplierId === supplierId);
      if (winner) {
        const amountMinor = winner.parcelMinor + (winner.shippingMinor ?? 0);
        costs.set(purchaseOrderId, { currency, amountMinor });
      }
    }
  }
  return costs;
}

/** Who shipped most units of an order line (at a tie the smaller id); null when nobody did. */
export function mainSupplierOf(lines: readonly ShippedLine[], orderLineId: string): string | null {
  const units = new Map<string, number>();
  for (const line of lines) {
    if (line.orderLineId === orderLineId) units.set(line.supplierId, (units.get(line.supplierId) ?? 0) + line.quantity);
  }
  const [first] = [...units].sort(([a, unitsOfA], [b, unitsOfB]) => unitsOfB - unitsOfA || (a < b ? -1 : 1));
  return first?.[0] ?? null;
}
