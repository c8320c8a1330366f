import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { PlannedPurchaseOrder, PlannedPurchaseOrderLine, RoutingDecision, UnroutableLine } from '#contracts';
import type { Allocation } from '../orders/domain/allocation.js';
import { unroutableReason } from './domain/decide-routing.js';
import type { KnownOffer, RoutingInput } from './domain/routing-input.js';

/** Hexadecimal digits of a UUIDv7 that tell its time in milliseconds. */
const TIME_DIGITS = 12;

/** A decision as purchase orders, and everything that it was made from. */
export interface Routed {
  readonly input: RoutingInput;
  readonly decision: RoutingDecision;
  readonly purchaseOrders: PlannedPurchaseOrder[];
  readonly allocations: Allocation[];
  readonly unroutable: UnroutableLine[];
}

/** @param titles what the lines are called, by their id. */
export function planPurchaseOrders(
  input: RoutingInput,
  decision: RoutingDecision,
  titles: ReadonlyMap<string, string>,
): Routed {
  const skus = new Map(input.units.map((unit) => [unit.lineId, unit.sku]));
  const offers = new Map(input.offers.map((offer) => [offer.offerId, offer]));
  const codes = new Map(input.suppliers.map(({ supplierId, code }) => [supplierId, code]));
  const allocations: Allocation[] = [];
  const planned = new Map<string, PlannedPurchaseOrder>();
  for (const take of decision.plan) {
    const offer = offers.get(take.offerId);
    const supplierCode = codes.get(take.supplierId);
    if (!offer || supplierCode === undefined)
      throw new RangeError(`The plan takes offer ${take.offerId}, which was not handed in`);
    const purchaseOrderId = purchaseOrderIdOf(input, offer.supplierId);
    const order = planned.get(purchaseOrderId) ?? {
      purchaseOrderId,
      supplierId: offer.supplierId,
      supplierCode,
      currency: offer.currency,
      lines: [],
    };
    order.lines.push(plannedLine(offer, take, titles));
    planned.set(purchaseOrderId, order);
    allocations.push(allocationOf(input, order, take));
  }
  const unroutable = decision.unfilled.map(({ lineId, quantity }) => ({
    orderLineId: lineId,
    sku: skus.get(lineId) ?? '',
    quantity,
    reasonCode: unroutableReason(decision, lineId),
  }));
  return { input, decision, purchaseOrders: [...planned.values()], allocations, unroutable };
}

interface Take {
  readonly lineId: string;
  readonly offerId: string;
  readonly quantity: number;
}

const plannedLine = (
  offer: KnownOffer,
  { lineId, quantity }: Take,
  titles: ReadonlyMap<string, string>,
): PlannedPurchaseOrderLine => ({
  orderLineId: lineId,
  offerId: offer.offerId,
  supplierSku: offer.supplierSku,
  sku: offer.sku,
  title: titles.get(lineId) ?? offer.sku,
  quantity,
  unitCostMinor: offer.unitCostMinor,
});

function allocationOf(input: RoutingInput, order: PlannedPurchaseOrder, take: Take): Allocation {
  return {
    id: uuidv7(),
    lineId: take.lineId,
    purchaseOrderId: order.purchaseOrderId,
    supplierId: order.supplierId,
    supplierCode: order.supplierCode,
    offerId: take.offerId,
    routingVersion: input.routingVersion,
    quantity: take.quantity,
    accepted: 0,
    backordered: 0,
    released: 0,
    shipped: 0,
    sent: false,
    refused: false,
    status: 'allocated',
  };
}

/**
 * Derived from (order, supplier, routing version): deciding twice cannot order twice. A UUIDv7 like every id, with the
 * time of its order, so that indexes grow at one end. Never to be changed, or deciding twice would order twice.
 */
function purchaseOrderIdOf({ orderId, routingVersion }: RoutingInput, supplierId: string): string {
  const msecs = Number.parseInt(orderId.replaceAll('-', '').slice(0, TIME_DIGITS), 16);
  const random = createHash('sha256')
    .update(`${orderId}/${supplierId}/${String(routingVersion)}`)
    .digest();
  return uuidv7({ msecs, random });
}
