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
  /** Units by order line. */
  readonly units: ReadonlyMap<string, number>;
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
 * what is left of the order's total.
 */
export function refundSum({ order, before, units, withShipping, feeMinor }: RefundQuestion): RefundSum {
  const paid = paidByLine(order);
  const refunded = new Map(before.units);
  let deductionMinor = 0;
  const lines = units.map(({ orderLineId, quantity, deductionPercent }) => {
    const { quantity: bought, amountMinor: lineMinor } = paid.lines.get(orderLineId) ?? { quantity: 0, amountMinor: 0 };
    const from = refunded.get(orderLineId) ?? 0;
    const upTo = Math.min(from + quantity, bought);
    const amountMinor = shareOf(lineMinor, upTo, bought) - shareOf(lineMinor, from, bought);
    refunded.set(orderLineId, upTo);
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
