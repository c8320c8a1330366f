import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { refundSum, type OrderMoney, type RefundedBefore, type UnitsToRefund } from './refund-sum.js';

const nothing: RefundedBefore = { units: new Map(), shippingMinor: 0, amountMinor: 0 };
const order: OrderMoney = {
  ...{ currency: 'TRY', shippingMinor: 500, discountMinor: 100, totalMinor: 1_399 },
  lines: [
    { lineId: 'a', quantity: 3, unitPriceMinor: 233 },
    { lineId: 'b', quantity: 1, unitPriceMinor: 300 },
  ],
};
const unit = (orderLineId: string, quantity = 1, deductionPercent = 0): UnitsToRefund => ({
  ...{ orderLineId, quantity, deductionPercent },
});
const refund = (units: UnitsToRefund[], more: object = {}) =>
  refundSum({ order, before: nothing, units, withShipping: false, feeMinor: 0, ...more });

describe('a refund', () => {
  it('gives back a unit’s price without its share of the discount', () => {
    // 699 of 999 carry 69 of the discount of 100: 630 for three, 210 each.
    expect(refund([unit('a')])).toMatchObject({ amountMinor: 210, shippingMinor: 0, deductionMinor: 0 });
    expect(refund([unit('b')])).toMatchObject({ amountMinor: 269 });
  });

  it('takes off what lost its value, and a label, and never more than there is', () => {
    expect(refund([unit('a', 1, 50)], { feeMinor: 5 })).toMatchObject({ amountMinor: 100, deductionMinor: 110 });
    expect(refund([unit('a', 1, 100)], { feeMinor: 5 })).toMatchObject({ amountMinor: 0, deductionMinor: 210 });
  });

  it('gives shipping back when nothing is kept and the law says so, once', () => {
    const all = [unit('a', 3), unit('b')];
    expect(refund(all)).toMatchObject({ amountMinor: 899 });
    expect(refund(all, { withShipping: true })).toMatchObject({ amountMinor: 1_399, shippingMinor: 500 });
    expect(refund([unit('a', 3)], { withShipping: true })).toMatchObject({ shippingMinor: 0 });
    const before = { units: new Map([['a', 3]]), shippingMinor: 500, amountMinor: 1_130 };
    expect(refund([unit('b')], { withShipping: true, before })).toMatchObject({ amountMinor: 269, shippingMinor: 0 });
  });

  it('never gives back more than was paid', () => {
    expect(refund([unit('b')], { before: { ...nothing, amountMinor: 1_300 } })).toMatchObject({ amountMinor: 99 });
    expect(refund([unit('a', 3), unit('a', 3)])).toMatchObject({ amountMinor: 630 });
    expect(refund([unit('unknown')])).toMatchObject({ amountMinor: 0 });
  });

  const orders = fc
    .record({
      prices: fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 99_999 })), {
        ...{ minLength: 1, maxLength: 5 },
      }),
      shippingMinor: fc.nat(9_999),
      discount: fc.nat(300_000),
    })
    .map(({ prices, shippingMinor, discount }): OrderMoney => {
      const lines = prices.map(([quantity, unitPriceMinor], at) => ({ lineId: String(at), quantity, unitPriceMinor }));
      const goods = lines.reduce((sum, { quantity, unitPriceMinor }) => sum + quantity * unitPriceMinor, 0);
      const discountMinor = Math.min(discount, goods + shippingMinor);
      return {
        ...{ currency: 'EUR', lines, shippingMinor, discountMinor },
        totalMinor: goods + shippingMinor - discountMinor,
      };
    });

  it('of everything, unit by unit in any order, is exactly what was paid', () => {
    fc.assert(
      fc.property(orders, fc.array(fc.nat(1_000), { minLength: 45, maxLength: 45 }), (money, dice) => {
        const units = money.lines.flatMap(({ lineId, quantity }) =>
          Array.from({ length: quantity }, () => unit(lineId)),
        );
        const shuffled = units.map((one, at) => [dice[at] ?? 0, one] as const).sort(([a], [b]) => a - b);
        const refunded = new Map<string, number>();
        let [amountMinor, shippingMinor] = [0, 0];
        for (const [, one] of shuffled) {
          const before = { units: new Map(refunded), amountMinor, shippingMinor };
          const sum = refundSum({ order: money, before, units: [one], withShipping: true, feeMinor: 0 });
          expect(sum.amountMinor).toBeGreaterThanOrEqual(0);
          refunded.set(one.orderLineId, (refunded.get(one.orderLineId) ?? 0) + 1);
          amountMinor += sum.amountMinor;
          shippingMinor += sum.shippingMinor;
        }
        expect(amountMinor).toBe(money.totalMinor);
      }),
    );
  });
});
