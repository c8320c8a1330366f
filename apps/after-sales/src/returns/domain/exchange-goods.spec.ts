import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { defaultReturnPolicy, type ReturnPolicy } from '../../policies/domain/return-policy.js';
import { exchangeOffer, goodsFor, pricedNow, priceOf } from './exchange-goods.js';

const RED = { sku: 'MUG-RED', title: 'Red mug' };
const BLUE = { sku: 'MUG-BLUE', title: 'Blue mug', unitPriceMinor: 19_990 };
const GREEN = { sku: 'MUG-GREEN', title: 'Green mug', unitPriceMinor: null };
const mugs = { currency: 'TRY', goods: [{ ...RED, unitPriceMinor: 14_990 }, BLUE, GREEN] };

const offered = (policy: Partial<ReturnPolicy>, sku: string, currency = 'TRY'): string[] =>
  exchangeOffer({ ...defaultReturnPolicy, ...policy }, { sku, title: sku }, currency).map((goods) => goods.sku);

describe('what is offered in exchange', () => {
  it.each<[string, Partial<ReturnPolicy>, string, string, string[]]>([
    ['the same again without a policy', {}, 'LAMP', 'TRY', ['LAMP']],
    ['nothing where the merchant wants none', { exchangeSame: false }, 'LAMP', 'TRY', []],
    ['the same, then its group', { exchangeGroups: [mugs] }, 'MUG-RED', 'TRY', ['MUG-RED', 'MUG-BLUE', 'MUG-GREEN']],
    ['nothing of a group to other goods', { exchangeGroups: [mugs] }, 'LAMP', 'TRY', ['LAMP']],
    ['no price in other money', { exchangeGroups: [mugs] }, 'MUG-RED', 'EUR', ['MUG-RED', 'MUG-GREEN']],
    ['each once', { exchangeGroups: [mugs, mugs], exchangeSame: false }, 'MUG-RED', 'TRY', ['MUG-BLUE', 'MUG-GREEN']],
  ])('is %s', (_name, policy, sku, currency, expected) => {
    expect(offered(policy, sku, currency)).toEqual(expected);
  });
});

describe('the goods of an exchange', () => {
  it('have the price of their own, or cost to the last minor unit what was paid for what comes back', () => {
    const paid = { orderLineId: 'line', quantity: 3, amountMinor: 10_000 };
    expect(goodsFor(BLUE, paid)).toEqual([{ ...BLUE, quantity: 3 }]);
    expect(goodsFor(GREEN, paid)).toMatchObject([
      { sku: 'MUG-GREEN', quantity: 2, unitPriceMinor: 3_333 },
      { sku: 'MUG-GREEN', quantity: 1, unitPriceMinor: 3_334 },
    ]);
  });

  // Of 7 paid for 5 units the third is worth 2 and the others 1 or 2, by how many were paid back before: an exchange
  // that was asked for at 2 and made at 1 left an order that waited for one minor unit.
  it('cost nothing more when they are ordered, whatever was paid back meanwhile', () => {
    const amounts = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(1_000_000), amounts, (quantity, asked, parts) => {
        const goods = goodsFor(GREEN, { orderLineId: 'line', quantity, amountMinor: asked });
        const own = goodsFor(BLUE, { orderLineId: 'other', quantity: 1, amountMinor: 1 });
        const [head = 0, ...rest] = parts;
        const split = quantity > rest.length ? rest : [];
        const back = [
          { orderLineId: 'line', quantity: quantity - split.length, amountMinor: head },
          ...split.map((amountMinor) => ({ orderLineId: 'line', quantity: 1, amountMinor })),
        ];
        const now = pricedNow([...goods, ...own], back);
        const worth = back.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
        expect(priceOf(now)).toBe(worth + 19_990);
        expect(now.reduce((sum, part) => sum + part.quantity, 0)).toBe(quantity + 1);
      }),
      { numRuns: 200 },
    );
  });

  it('keep their price while only a part has come back', () => {
    const goods = goodsFor(GREEN, { orderLineId: 'line', quantity: 2, amountMinor: 200 });
    expect(pricedNow(goods, [{ orderLineId: 'line', quantity: 1, amountMinor: 100 }])).toEqual(goods);
  });
});
