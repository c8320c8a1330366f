import type { RefundSum } from '#contracts';

/** An order's money. `totalMinor` = goods + shipping − discount. */
export interface OrderMoney {
  readonly currency: string;
  readonly shippingMinor: number;
  readonly discountMinor: number;
  readonly totalMinor: number;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number; readonly unitPriceMinor: number }[];
}

/** Units that are paid back, in the condition in which they came. */
export interface UnitsToRefund {
  readonly orderLineId: string;
  readonly quantity: number;
  /** What is taken off, percent of what was paid for them: 0 to 100. */
  readonly deductionPercent: number;
}

/** What has been paid back of an order before. */
export interface RefundedBefore {
  /** Units that came back, by order line. */
  readonly units: ReadonlyMap<string, number>;
  /** Minor units by order line, with or without units that came back for them. */
  readonly lineMinor: ReadonlyMap<string, number>;
  readonly shippingMinor: number;
  readonly amountMinor: number;
}

export interface RefundQuestion {
  readonly order: OrderMoney;
  readonly before: RefundedBefore;
  readonly units: readonly UnitsToRefund[];
  /** Outbound shipping is due as soon as nothing of the order is kept: a withdrawal by law. */
  readonly withShipping: boolean;
  /** A label that the customer pays. */
  readonly feeMinor: number;
}

/**
 * What is to be paid back. Discounts are shared over the lines by their price, to the last minor unit; units of one
 * line are cut from the line's price, so that all of them together give exactly what was paid. Never more than
 * what is left of the line, or of the order's total.
 */
export function refundSum({ order, before, units, withShipping, feeMinor }: RefundQuestion): RefundSum {
  const paid = paidByLine(order);
  const refunded = new Map(before.units);
  const paidBack = new Map(before.lineMinor);
  let deductionMinor = 0;
  const lines = units.map(({ orderLineId, quantity, deductionPercent }) => {
    const { quantity: bought, amountMinor: lineMinor } = paid.lines.get(orderLineId) ?? { quantity: 0, amountMinor: 0 };
    const from = refunded.get(orderLineId) ?? 0;
    const upTo = Math.min(from + quantity, bought);
    const paidBefore = paidBack.get(orderLineId) ?? 0;
    const shareMinor = shareOf(lineMinor, upTo, bought) - shareOf(lineMinor, from, bought);
    const amountMinor = Math.max(0, Math.min(shareMinor, lineMinor - paidBefore));
    refunded.set(orderLineId, upTo);
    paidBack.set(orderLineId, paidBefore + amountMinor);
    deductionMinor += shareOf(amountMinor, deductionPercent, 100);
    return { orderLineId, quantity, amountMinor };
  });
  const nothingKept = order.lines.every((line) => (refunded.get(line.lineId) ?? 0) >= line.quantity);
  const shippingMinor = withShipping && nothingKept ? Math.max(0, paid.shippingMinor - before.shippingMinor) : 0;
  const grossMinor = lines.reduce((sum, { amountMinor }) => sum + amountMinor, shippingMinor);
  const leftMinor = Math.max(0, order.totalMinor - before.amountMinor);
  // A deduction beyond the sum, or beyond what is left, must not turn into a debt of the customer.
  const takenMinor = Math.max(Math.min(deductionMinor + feeMinor, grossMinor), grossMinor - leftMinor);
  return {
    ...{ currency: order.currency, lines, shippingMinor, deductionMinor: takenMinor },
    amountMinor: grossMinor - takenMinor,
  };
}

/** What can still be paid back of an order. */
export interface LeftToRefund {
  readonly lines: readonly { readonly lineId: string; readonly paidMinor: number; readonly leftMinor: number }[];
  readonly shippingMinor: number;
  /** Of all together: what was taken off for lost value is not owed again, but lowers no line. */
  readonly amountMinor: number;
}

/** What was paid, without what was paid back before. */
export function leftToRefund({ order, before }: Pick<RefundQuestion, 'order' | 'before'>): LeftToRefund {
  const paid = paidByLine(order);
  const amountMinor = Math.max(0, order.totalMinor - before.amountMinor);
  return {
    amountMinor,
    shippingMinor: Math.min(amountMinor, Math.max(0, paid.shippingMinor - before.shippingMinor)),
    lines: [...paid.lines].map(([lineId, { amountMinor: paidMinor }]) => ({
      ...{ lineId, paidMinor },
      leftMinor: Math.min(amountMinor, Math.max(0, paidMinor - (before.lineMinor.get(lineId) ?? 0))),
    })),
  };
}

/** Money that a person gives back for goods that stay. */
export interface GivenMoney {
  readonly lines: readonly { readonly lineId: string; readonly amountMinor: number }[];
  readonly shippingMinor: number;
}

/** A part of what somebody would give back that is more than is left. */
export interface TooMuch {
  /** JSON Pointer. */
  readonly pointer: string;
  /** Null: there is no such line. */
  readonly leftMinor: number | null;
}

/** What is more than is left: of a line, of the shipping, or of all together. None: it can be given. */
export function tooMuch({ lines, shippingMinor }: GivenMoney, left: LeftToRefund): TooMuch[] {
  const byLine = new Map(left.lines.map(({ lineId, leftMinor }) => [lineId, leftMinor]));
  const sum = lines.reduce((all, { amountMinor }) => all + amountMinor, shippingMinor);
  const faults = lines.flatMap(({ lineId, amountMinor }, at): TooMuch[] => {
    const leftMinor = byLine.get(lineId) ?? null;
    return leftMinor !== null && amountMinor <= leftMinor ? [] : [{ pointer: `/lines/${String(at)}`, leftMinor }];
  });
  if (shippingMinor > left.shippingMinor) faults.push({ pointer: '/shippingMinor', leftMinor: left.shippingMinor });
  if (faults.length === 0 && sum > left.amountMinor) faults.push({ pointer: '/lines', leftMinor: left.amountMinor });
  return faults;
}

/** `amount × part / whole`, rounded down, exact beyond 2^53. */
function shareOf(amountMinor: number, part: number, whole: number): number {
  return whole === 0 ? 0 : Number((BigInt(amountMinor) * BigInt(part)) / BigInt(whole));
}

/** What was paid for each line after the discount; what a discount takes beyond the goods, it takes off the shipping. */
function paidByLine(order: OrderMoney): {
  readonly lines: ReadonlyMap<string, { quantity: number; amountMinor: number }>;
  readonly shippingMinor: number;
} {
  const prices = order.lines.map(({ unitPriceMinor, quantity }) => unitPriceMinor * quantity);
  const goodsMinor = prices.reduce((sum, price) => sum + price, 0);
  const onGoods = Math.min(order.discountMinor, goodsMinor);
  let pricesSoFar = 0;
  let sharedSoFar = 0;
  const lines = order.lines.map(({ lineId, quantity }, index) => {
    const price = prices[index] ?? 0;
    pricesSoFar += price;
    // Cumulative: the shares add up to the discount whatever the roundings.
    const shared = shareOf(onGoods, pricesSoFar, goodsMinor);
    const amountMinor = price - (shared - sharedSoFar);
    sharedSoFar = shared;
    return [lineId, { quantity, amountMinor }] as const;
  });
  const beyond = order.discountMinor - onGoods;
  return { lines: new Map(lines), shippingMinor: Math.max(0, order.shippingMinor - beyond) };
}
