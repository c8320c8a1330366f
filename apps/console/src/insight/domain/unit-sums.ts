import type { RefundRequested } from '#contracts';
import type { UnitSums } from './fact-rows.js';
import type { OrderEvents } from './recorded-fact.js';
import type { ReturnedLine } from './returned-lines.js';
import { shareOut } from './share-out.js';
import { mainSupplierOf, shippingCosts, type ShippedLine } from './shipped-lines.js';

/** What an amount is about. */
interface Place {
  readonly supplierId: string | null;
  readonly sku: string;
  readonly currency: string;
}

/** Sums per supplier × SKU × currency of one order. */
export interface PlacedSums extends Place, UnitSums {}

const nothing: UnitSums = {
  ...{ shipped_units: 0, returned_units: 0, goods_minor: 0, shipping_minor: 0 },
  ...{ way_back_minor: 0, refunded_minor: 0, claimed_minor: 0, credited_minor: 0 },
};

/** The order's own facts that sums need. */
interface Ordered {
  readonly currency: string;
  /** The merchant's SKU of each order line. */
  readonly skus: ReadonlyMap<string, string>;
}

/**
 * What each supplier × SKU of an order came to: units shipped and returned, what was paid for goods and parcels, what
 * went back to customers, and what suppliers made good. An amount that is about several is shared out: a parcel by
 * units, a refund by what its lines come to, a credit note by what was claimed.
 */
export function unitSums(
  events: OrderEvents,
  ordered: Ordered,
  shipped: readonly ShippedLine[],
  returned: readonly ReturnedLine[],
): PlacedSums[] {
  const sums = new Sums();
  addShipped(sums, events, shipped);
  addReturned(sums, events, ordered, shipped, returned);
  addRefunds(sums, events, ordered, shipped, returned);
  addClaims(sums, events);
  return sums.list();
}

class Sums {
  private readonly byPlace = new Map<string, PlacedSums>();

  add({ supplierId, sku, currency }: Place, more: Partial<UnitSums>): void {
    const name = JSON.stringify([supplierId, sku, currency]);
    const before = this.byPlace.get(name) ?? { supplierId, sku, currency, ...nothing };
    const added = Object.entries(more).map(([field, value]) => [field, before[field as keyof UnitSums] + value]);
    this.byPlace.set(name, { ...before, ...Object.fromEntries(added) } as PlacedSums);
  }

  list(): PlacedSums[] {
    return [...this.byPlace.values()];
  }
}

function addShipped(sums: Sums, events: OrderEvents, shipped: readonly ShippedLine[]): void {
  for (const line of shipped) {
    sums.add(line, { shipped_units: line.quantity, goods_minor: line.quantity * line.unitCostMinor });
  }
  for (const [purchaseOrderId, { currency, amountMinor }] of shippingCosts(events)) {
    const lines = shipped.filter((line) => line.purchaseOrderId === purchaseOrderId);
    const parts = shareOut(
      amountMinor,
      lines.map(({ quantity }) => quantity),
    );
    for (const [index, line] of lines.entries()) sums.add({ ...line, currency }, { shipping_minor: parts[index] ?? 0 });
  }
}

function addReturned(
  sums: Sums,
  events: OrderEvents,
  ordered: Ordered,
  shipped: readonly ShippedLine[],
  returned: readonly ReturnedLine[],
): void {
  const counted = returned.filter(({ isReturned }) => isReturned);
  for (const { supplierId, sku, quantity } of counted) {
    const sold = shipped.find((line) => line.supplierId === supplierId && line.sku === sku);
    sums.add({ supplierId, sku, currency: sold?.currency ?? ordered.currency }, { returned_units: quantity });
  }
  const costs = shippingCosts(events);
  // The first event of a label may lack its number; the second one is about the same parcel.
  const labels = new Map(events.of('return.label-issued').map((label) => [label.shipmentId, label]));
  for (const { returnId, purchaseOrderId, payer, lines } of labels.values()) {
    const back = lines.flatMap((line) => {
      const found = counted.find((one) => one.returnId === returnId && one.orderLineId === line.orderLineId);
      return found ? [{ ...found, quantity: line.quantity }] : [];
    });
    const cost = costs.get(purchaseOrderId ?? back[0]?.purchaseOrderId ?? '');
    if (payer !== 'merchant' || !cost) continue;
    const parts = shareOut(
      cost.amountMinor,
      back.map(({ quantity }) => quantity),
    );
    for (const [index, line] of back.entries())
      sums.add({ ...line, currency: cost.currency }, { way_back_minor: parts[index] ?? 0 });
  }
}

/** Refunds that the store did not refuse. */
export function standingRefunds(events: OrderEvents): RefundRequested[] {
  const failed = new Set(events.of('refund.failed').map(({ refundId }) => refundId));
  return events.of('refund.requested').filter(({ refundId }) => !failed.has(refundId));
}

function addRefunds(
  sums: Sums,
  events: OrderEvents,
  ordered: Ordered,
  shipped: readonly ShippedLine[],
  returned: readonly ReturnedLine[],
): void {
  const namedBy = supplierNamedBy(events);
  for (const refund of standingRefunds(events)) {
    const { returnId, sum } = refund;
    const named = namedBy(refund);
    const parts = shareOut(
      sum.amountMinor,
      sum.lines.map(({ amountMinor }) => amountMinor),
    );
    for (const [index, { orderLineId }] of sum.lines.entries()) {
      const sentBack = returned.find((line) => line.returnId === returnId && line.orderLineId === orderLineId);
      const supplierId = sentBack?.supplierId ?? named ?? mainSupplierOf(shipped, orderLineId);
      const sku = sentBack?.sku ?? ordered.skus.get(orderLineId) ?? '';
      sums.add({ supplierId, sku, currency: sum.currency }, { refunded_minor: parts[index] ?? 0 });
    }
    if (sum.lines.length === 0)
      sums.add({ supplierId: named, sku: '', currency: sum.currency }, { refunded_minor: sum.amountMinor });
  }
}

/** The supplier of the claim or complaint that a refund is for. */
function supplierNamedBy(events: OrderEvents): (refund: RefundRequested) => string | null {
  const ofClaim = new Map(events.of('claim.opened').map((claim) => [claim.claimId, claim.supplierId]));
  const ofComplaint = new Map(events.of('complaint.opened').map((one) => [one.complaintId, one.supplierId]));
  return ({ claimId, complaintId }) => ofClaim.get(claimId ?? '') ?? ofComplaint.get(complaintId ?? '') ?? null;
}

function addClaims(sums: Sums, events: OrderEvents): void {
  for (const { claimId, supplierId, currency, lines } of events.of('claim.opened')) {
    const claimed = lines.map(({ quantity, unitCostMinor }) => quantity * unitCostMinor);
    for (const [index, { sku }] of lines.entries())
      sums.add({ supplierId, sku, currency }, { claimed_minor: claimed[index] ?? 0 });
    for (const note of events.of('claim.credited').filter((credit) => credit.claimId === claimId)) {
      const parts = shareOut(note.amountMinor, claimed);
      for (const [index, { sku }] of lines.entries())
        sums.add({ supplierId, sku, currency: note.currency }, { credited_minor: parts[index] ?? 0 });
    }
  }
}
