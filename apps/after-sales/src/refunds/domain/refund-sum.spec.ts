import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  leftToRefund,
  refundSum,
  tooMuch,
  type OrderMoney,
  type RefundedBefore,
  type UnitsToRefund,
} from './refund-sum.js';

const nothing: RefundedBefore = { units: new Map(), lineMinor: new Map(), shippingMinor: 0, amountMinor: 0 };
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
    const before = { ...nothing, units: new Map([['a', 3]]), shippingMinor: 500, amountMinor: 1_130 };
    expect(refund([unit('b')], { withShipping: true, before })).toMatchObject({ amountMinor: 269, shippingMinor: 0 });
  });

  it('never gives back more than was paid', () => {
    expect(refund([unit('b')], { before: { ...nothing, amountMinor: 1_300 } })).toMatchObject({ amountMinor: 99 });
    expect(refund([unit('a', 3), unit('a', 3)])).toMatchObject({ amountMinor: 630 });
    expect(refund([unit('unknown')])).toMatchObject({ amountMinor: 0 });
  });

  it('gives for units that came back what was not given for them while they were kept', () => {
    const before = { ...nothing, lineMinor: new Map([['a', 500]]), amountMinor: 500 };
    expect(leftToRefund({ order, before }).lines).toEqual([
      { lineId: 'a', paidMinor: 630, leftMinor: 130 },
      { lineId: 'b', paidMinor: 269, leftMinor: 269 },
    ]);
    expect(refund([unit('a', 2)], { before })).toMatchObject({ amountMinor: 130 });
    expect(refund([unit('a'), unit('a')], { before })).toMatchObject({ amountMinor: 130 });
  });

  it('for goods that stay is never more than is left of a line, of the shipping, or of all together', () => {
    const left = leftToRefund({ order, before: { ...nothing, lineMinor: new Map([['b', 69]]), amountMinor: 69 } });
    expect(left).toMatchObject({ shippingMinor: 500, amountMinor: 1_330 });
    const give = (a: number, b: number, shippingMinor = 0) =>
      tooMuch(
        {
          lines: [
            { lineId: 'a', amountMinor: a },
            { lineId: 'b', amountMinor: b },
          ],
          shippingMinor,
        },
        left,
      );
    expect(give(630, 200, 500)).toEqual([]);
    expect(give(631, 200)).toEqual([{ pointer: '/lines/0', leftMinor: 630 }]);
    expect(give(1, 201, 501)).toEqual([
      { pointer: '/lines/1', leftMinor: 200 },
      { pointer: '/shippingMinor', leftMinor: 500 },
    ]);
    expect(tooMuch({ lines: [{ lineId: 'x', amountMinor: 1 }], shippingMinor: 0 }, left)).toEqual([
      { pointer: '/lines/0', leftMinor: null },
    ]);
    // A deduction of 300 was taken off the lamp, which cost 300: it lowers no line, but what was paid is the bound.
    const poor = leftToRefund({ order, before: { ...nothing, amountMinor: 1_000 } });
    expect(tooMuch({ lines: [{ lineId: 'a', amountMinor: 399 }], shippingMinor: 1 }, poor)).toEqual([
      { pointer: '/lines', leftMinor: 399 },
    ]);
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
          const before = { ...nothing, units: new Map(refunded), amountMinor, shippingMinor };
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

  it('and money for what stayed are together exactly what was paid, in any order', () => {
    fc.assert(
      fc.property(orders, fc.array(fc.tuple(fc.nat(9), fc.nat(5_000)), { maxLength: 8 }), (money, gifts) => {
        const lineMinor = new Map<string, number>();
        const units = new Map<string, number>();
        let [amountMinor, shippingMinor] = [0, 0];
        const book = (lineId: string, minor: number): void => {
          lineMinor.set(lineId, (lineMinor.get(lineId) ?? 0) + minor);
        };
        const before = (): RefundedBefore => ({ units, lineMinor, amountMinor, shippingMinor });
        const giveBack = (lineId: string): void => {
          const sum = refundSum({
            ...{ order: money, before: before(), units: [unit(lineId)], withShipping: true, feeMinor: 0 },
          });
          for (const line of sum.lines) book(line.orderLineId, line.amountMinor);
          units.set(lineId, (units.get(lineId) ?? 0) + 1);
          amountMinor += sum.amountMinor;
          shippingMinor += sum.shippingMinor;
        };
        const open = money.lines.flatMap(({ lineId, quantity }) => Array.from({ length: quantity }, () => lineId));
        for (const [at, minor] of gifts) {
          const { lineId } = money.lines[at % money.lines.length]!;
          const given = { lines: [{ lineId, amountMinor: minor }], shippingMinor: 0 };
          if (tooMuch(given, leftToRefund({ order: money, before: before() })).length === 0) {
            book(lineId, minor);
            amountMinor += minor;
          }
          const next = open.shift();
          if (next !== undefined) giveBack(next);
        }
        for (const lineId of open) giveBack(lineId);
        expect(amountMinor).toBe(money.totalMinor);
      }),
    );
  });
});
