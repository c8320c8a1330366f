import type { ReturnPolicy } from '../../policies/domain/return-policy.js';

/** Characters of an order's number; its end is the return's, which is its own. */
const EXTERNAL_ID_MAX = 200;

/** Goods that are wanted instead. */
export interface ExchangeGoods {
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  /** The line of the order whose place they take for exactly what was paid for it. Absent: their price is their own. */
  readonly evenWithLineId?: string;
}

/** A choice that a customer has instead of the money. */
export interface OfferedGoods {
  readonly sku: string;
  readonly title: string;
  /** Null: for what was paid for the goods that come back. */
  readonly unitPriceMinor: number | null;
}

/** Units of an order line, and what was paid for them. */
export interface PaidUnits {
  readonly orderLineId: string;
  readonly quantity: number;
  readonly amountMinor: number;
}

/** What the policy offers instead of one line's goods: the same again first. A price in other money offers nothing. */
export function exchangeOffer(
  { exchangeSame, exchangeGroups }: ReturnPolicy,
  { sku, title }: { readonly sku: string; readonly title: string },
  orderCurrency: string,
): OfferedGoods[] {
  const others = exchangeGroups
    .filter(({ goods }) => goods.some((good) => good.sku === sku))
    .flatMap(({ currency, goods }) =>
      goods.filter(({ unitPriceMinor }) => unitPriceMinor === null || currency === orderCurrency),
    )
    .filter((good) => good.sku !== sku);
  const all = [...(exchangeSame ? [{ sku, title, unitPriceMinor: null }] : []), ...others];
  return all.filter((good, index) => all.findIndex((other) => other.sku === good.sku) === index);
}

/** The goods of a choice. Without a price of their own they cost what was paid for what comes back, to the last unit. */
export function goodsFor(
  { sku, title, unitPriceMinor }: OfferedGoods,
  { orderLineId, quantity, amountMinor }: PaidUnits,
): ExchangeGoods[] {
  return unitPriceMinor === null
    ? evenly({ sku, title, evenWithLineId: orderLineId }, quantity, amountMinor)
    : [{ sku, title, quantity, unitPriceMinor }];
}

/**
 * The goods at the moment of the exchange. What was paid for one of several units depends, by a minor unit, on how many
 * were paid back before: goods that take their place follow it, so that nobody owes a rounding.
 */
export function pricedNow(goods: readonly ExchangeGoods[], back: readonly PaidUnits[]): ExchangeGoods[] {
  const lineIds = new Set(goods.map(({ evenWithLineId }) => evenWithLineId));
  return [...lineIds].flatMap((lineId) => {
    const wanted = goods.filter(({ evenWithLineId }) => evenWithLineId === lineId);
    const [first] = wanted;
    const came = back.filter(({ orderLineId }) => orderLineId === lineId);
    const units = sumOf(wanted, ({ quantity }) => quantity);
    if (lineId === undefined || !first || sumOf(came, ({ quantity }) => quantity) !== units) return wanted;
    const { sku, title } = first;
    const amountMinor = sumOf(came, (part) => part.amountMinor);
    return evenly({ sku, title, evenWithLineId: lineId }, units, amountMinor);
  });
}

/** The number of the order that an exchange becomes. @param order the number of the one whose goods come back. */
export const exchangeNumber = (order: string, returnNumber: string): string =>
  `${order}-${returnNumber}`.slice(-EXTERNAL_ID_MAX);

/** What goods cost together. */
export const priceOf = (goods: readonly ExchangeGoods[]): number =>
  sumOf(goods, ({ unitPriceMinor, quantity }) => unitPriceMinor * quantity);

/** Shares an amount over units; some cost a minor unit more than others. */
function evenly(
  goods: Pick<ExchangeGoods, 'sku' | 'title' | 'evenWithLineId'>,
  quantity: number,
  amountMinor: number,
): ExchangeGoods[] {
  const unitPriceMinor = Math.floor(amountMinor / quantity);
  const dearer = amountMinor - unitPriceMinor * quantity;
  return [
    { ...goods, quantity: quantity - dearer, unitPriceMinor },
    { ...goods, quantity: dearer, unitPriceMinor: unitPriceMinor + 1 },
  ].filter((part) => part.quantity > 0);
}

const sumOf = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);
