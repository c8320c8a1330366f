import {
  ClaimCredited,
  ClaimOpened,
  ComplaintOpened,
  OrderPlaced,
  OrderRerouted,
  OrderRouted,
  PurchaseOrderCreated,
  PurchaseOrderShipped,
  ReturnClosed,
  ReturnExpired,
  ReturnLabelIssued,
  ReturnRefused,
  ReturnRequested,
  type RefundRequested,
  type ReturnLine,
} from '#contracts';
import { day, type Case, type NaiveWorld, type Told } from './naive-world.js';

interface ShippedUnits {
  readonly order: PurchaseOrderCreated;
  readonly line: PurchaseOrderCreated['lines'][number];
  readonly quantity: number;
}
interface BackLine {
  readonly line: ReturnLine;
  readonly returnId: string;
  readonly orderId: string;
}

/** Units and what they cost, read from the events supplier by supplier and SKU by SKU. */
export class NaiveCosts {
  private readonly shipped: readonly ShippedUnits[];
  private readonly back: readonly BackLine[];

  constructor(private readonly world: NaiveWorld) {
    this.shipped = this.shippedUnits();
    this.back = this.returnLines();
  }

  ofReturns(): Case[] {
    return [
      ...this.shipped.map(({ order, line, quantity }) =>
        this.unitCase(order, order.supplierId, line.sku, null, { weight: quantity }),
      ),
      ...this.back.map((one) =>
        this.unitCase(one, one.line.supplierId, one.line.sku, null, { first: one.line.quantity }),
      ),
    ];
  }

  ofCosts(): Case[] {
    const shipped = this.shipped.map(({ order, line, quantity }) =>
      this.unitCase(order, order.supplierId, line.sku, order.currency, { weight: quantity }),
    );
    return [...shipped, ...this.shippingCases(), ...this.wayBackCases(), ...this.refundCases(), ...this.creditCases()];
  }

  private shippedUnits(): ShippedUnits[] {
    return this.world.all(PurchaseOrderCreated).flatMap(({ data: order }) =>
      order.lines.flatMap((line) => {
        const quantity = this.world
          .all(PurchaseOrderShipped, order.orderId)
          .flatMap(({ data }) => data.parcels.flatMap((parcel) => parcel.lines))
          .filter(({ purchaseOrderLineId }) => purchaseOrderLineId === line.purchaseOrderLineId)
          .reduce((sum, shipped) => sum + shipped.quantity, 0);
        return quantity === 0 ? [] : [{ order, line, quantity }];
      }),
    );
  }

  private returnLines(): BackLine[] {
    const ended = [
      ...this.world.all(ReturnRefused).map(({ data }) => data.returnId),
      ...this.world.all(ReturnExpired).map(({ data }) => data.returnId),
      ...this.world.all(ReturnClosed).flatMap(({ data }) => (data.outcome === 'cancelled' ? [data.returnId] : [])),
    ];
    return this.world
      .all(ReturnRequested)
      .flatMap(({ data: { returnId, orderId, lines } }) =>
        ended.includes(returnId) ? [] : lines.map((line) => ({ line, returnId, orderId })),
      );
  }

  private unitCase(
    { orderId }: { orderId: string },
    supplierId: string | null,
    sku: string,
    currency: string | null,
    sums: Partial<Case>,
  ): Case {
    const placed = this.world.placedOf(orderId);
    const { merchant, country, carrier } = this.world.about(placed);
    const dims = { merchant, country, carrier, supplier: [supplierId], sku: [sku] };
    return { day: day(placed.data.placedAt), dims, currency, weight: 0, first: 0, second: 0, ...sums };
  }

  /** What a purchase order's parcel was counted as by the decision that made it. */
  private parcelPrice(purchaseOrderId: string): { currency: string; amount: number } | undefined {
    for (const { data } of [...this.world.all(OrderRouted), ...this.world.all(OrderRerouted)]) {
      const planned = data.purchaseOrders.find((one) => one.purchaseOrderId === purchaseOrderId);
      const winner = data.decision.candidates.find((one) => one.chosen && one.supplierId === planned?.supplierId);
      if (winner) return { currency: data.decision.currency, amount: winner.parcelMinor + (winner.shippingMinor ?? 0) };
    }
    return undefined;
  }

  private shippingCases(): Case[] {
    return this.world.all(PurchaseOrderCreated).flatMap(({ data }) => {
      const price = this.parcelPrice(data.purchaseOrderId);
      const own = this.shipped.filter(({ order }) => order.purchaseOrderId === data.purchaseOrderId);
      if (!price) return [];
      const weights = own.map(({ quantity }) => quantity);
      return spread(price.amount, weights).map((part, index) =>
        this.unitCase(data, data.supplierId, own[index]!.line.sku, price.currency, { first: part }),
      );
    });
  }

  private wayBackCases(): Case[] {
    const labels = new Map(this.world.all(ReturnLabelIssued).map(({ data }) => [data.shipmentId, data]));
    return [...labels.values()].flatMap((label) => {
      const own = this.back.filter(({ returnId }) => returnId === label.returnId);
      const price = this.parcelPrice(own[0]?.line.purchaseOrderId ?? '');
      if (label.payer !== 'merchant' || !price) return [];
      const weights = own.map(({ line }) => line.quantity);
      return spread(price.amount, weights).map((part, index) => {
        const { line } = own[index]!;
        return this.unitCase(label, line.supplierId, line.sku, price.currency, { first: part });
      });
    });
  }

  private refundCases(): Case[] {
    return this.world
      .all(OrderPlaced)
      .flatMap((placed) =>
        this.world.refundsOf(placed.data.orderId).flatMap(({ data }) => this.refunded(placed, data)),
      );
  }

  private refunded({ data: { lines: sold, orderId } }: Told<OrderPlaced>, refund: RefundRequested): Case[] {
    const { sum, returnId, claimId, complaintId } = refund;
    const claim = this.world.all(ClaimOpened, orderId).find(({ data }) => data.claimId === claimId);
    const complaint = this.world.all(ComplaintOpened, orderId).find(({ data }) => data.complaintId === complaintId);
    const named = claim?.data.supplierId ?? complaint?.data.supplierId ?? null;
    if (sum.lines.length === 0) return [this.unitCase(refund, named, '', sum.currency, { first: sum.amountMinor })];
    const weights = sum.lines.map(({ amountMinor }) => amountMinor);
    return spread(sum.amountMinor, weights).map((part, index) => {
      const { orderLineId } = sum.lines[index]!;
      const asked = this.world.all(ReturnRequested, orderId).find(({ data }) => data.returnId === returnId);
      const back = asked?.data.lines.find((line) => line.orderLineId === orderLineId);
      const supplier = back?.supplierId ?? named ?? this.mainSupplier(orderLineId);
      const { sku } = sold.find(({ lineId }) => lineId === orderLineId)!;
      return this.unitCase(refund, supplier, sku, sum.currency, { first: part });
    });
  }

  private mainSupplier(orderLineId: string): string | null {
    const own = this.shipped.filter(({ line }) => line.orderLineId === orderLineId);
    const most = own.sort((a, b) => b.quantity - a.quantity || (a.order.supplierId < b.order.supplierId ? -1 : 1))[0];
    return most?.order.supplierId ?? null;
  }

  private creditCases(): Case[] {
    return this.world.all(ClaimCredited).flatMap(({ data }) => {
      const claim = this.world.all(ClaimOpened, data.orderId).find((one) => one.data.claimId === data.claimId)!;
      const weights = claim.data.lines.map(({ quantity, unitCostMinor }) => quantity * unitCostMinor);
      return spread(data.amountMinor, weights).map((part, index) =>
        this.unitCase(data, data.supplierId, claim.data.lines[index]!.sku, data.currency, { first: -part }),
      );
    });
  }
}

/** Minor units one by one, the next to whoever is furthest below its share. */
function spread(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map((_, index) => (index === 0 ? amount : 0));
  const parts = weights.map((weight) => Math.floor((amount * weight) / total));
  while (parts.reduce((sum, part) => sum + part, 0) < amount) {
    const missing = parts.map((part, index) => (amount * weights[index]!) / total - part);
    parts[missing.indexOf(Math.max(...missing))]! += 1;
  }
  return parts;
}
