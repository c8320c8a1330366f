import { catalogue, productOf } from '../../world/domain/catalogue.js';
import { aPerson, type Person } from '../../world/domain/people.js';
import { Rng } from '../../world/domain/rng.js';

export const platforms = ['shopify', 'rest'] as const;
export type Platform = (typeof platforms)[number];

/** What somebody who sends an order on purpose may decide; the seed decides the rest. */
export interface OrderWishes {
  lines?: { sku: string; quantity: number }[];
  language?: 'tr' | 'en';
  email?: string;
  paymentStatus?: 'paid' | 'pending';
}

export interface OrderRequest {
  seed: string;
  number: number;
  platform: Platform;
  placedAt: Date;
  currency: string;
  wishes: OrderWishes;
}

export interface ShopOrderLine {
  sku: string;
  title: string;
  quantity: number;
  unitPriceMinor: number;
  weightGrams: number;
  discountMinor: number;
}

/** An order as the shop knows it, before it is put into a platform's words. Sums agree. */
export interface ShopOrder {
  seed: string;
  number: number;
  placedAt: Date;
  currency: string;
  person: Person;
  lines: ShopOrderLine[];
  goodsMinor: number;
  shippingMinor: number;
  discountMinor: number;
  totalMinor: number;
  payment: { method: 'card' | 'cash_on_delivery' | 'bank_transfer'; status: 'paid' | 'pending' };
  note: string | null;
}

/** Free from here on. */
const FREE_SHIPPING_MINOR = 50_000;
const SHIPPING_MINOR = 4_990;
/** Shops do not begin to count at one: nobody wants to be the first customer. */
const FIRST_REST_NUMBER = 1_000;

/** The same request makes the same order, byte by byte: a repeated delivery is really the same one. */
export function planOrder(request: OrderRequest): ShopOrder {
  const { seed, number, wishes } = request;
  const stream = (topic: string): Rng => Rng.of(seed, 'order', number, topic);
  const person = aPerson(stream('person'), wishes.language);
  const lines = discounted(wishes.lines?.map(wishedLine) ?? basket(stream('basket')), stream('discount'));
  const goodsMinor = sum(lines.map((line) => line.unitPriceMinor * line.quantity));
  const discountMinor = sum(lines.map((line) => line.discountMinor));
  const shippingMinor = goodsMinor >= FREE_SHIPPING_MINOR ? 0 : SHIPPING_MINOR;
  return {
    seed,
    number,
    placedAt: request.placedAt,
    currency: request.currency,
    person: { ...person, email: wishes.email ?? person.email },
    lines,
    goodsMinor,
    shippingMinor,
    discountMinor,
    totalMinor: goodsMinor + shippingMinor - discountMinor,
    payment: paymentOf(request, stream('payment')),
    note: stream('note').chance(0.1)
      ? person.language === 'tr'
        ? 'Kapıyı çalmayın lütfen'
        : 'Please do not ring'
      : null,
  };
}

/** The order's number in its store. Orders of two seeds never share one. */
export function externalIdOf(seed: string, platform: Platform, number: number): string {
  const shop = shopNumber(seed);
  return platform === 'shopify' ? String(shop * 10_000_000 + number) : `R${shop}-${FIRST_REST_NUMBER + number}`;
}

/** The number of the order that a text is about; null when it names none of this shop's. */
export function orderNumberIn(seed: string, text: string): number | null {
  const shop = shopNumber(seed);
  const [, rest, shopify] = new RegExp(`\\b(?:R${shop}-(\\d+)|${shop}(\\d{7}))\\b`).exec(text) ?? [];
  if (rest !== undefined) return Number(rest) - FIRST_REST_NUMBER;
  return shopify === undefined ? null : Number(shopify);
}

/** Tells the orders of two seeds apart. */
function shopNumber(seed: string): number {
  return Rng.of(seed, 'shop-number').int(100_000, 999_999);
}

function basket(rng: Rng): ShopOrderLine[] {
  const size = rng.pick([1, 1, 1, 2, 2, 3]);
  return rng
    .shuffled(catalogue)
    .slice(0, size)
    .map(({ sku }) => wishedLine({ sku, quantity: rng.pick([1, 1, 1, 2, 2, 3]) }));
}

/** A SKU that the shop does not know is sold all the same: unknown SKUs are part of a store's life. */
function wishedLine({ sku, quantity }: { sku: string; quantity: number }): ShopOrderLine {
  const product = productOf(sku);
  return {
    sku,
    title: product?.title ?? sku,
    quantity,
    unitPriceMinor: product?.priceMinor ?? 10_000,
    weightGrams: product?.weightGrams ?? 100,
    discountMinor: 0,
  };
}

/** One order in seven comes with a tenth off, shared out by line so that the sum is exact. */
function discounted(lines: ShopOrderLine[], rng: Rng): ShopOrderLine[] {
  if (!rng.chance(1 / 7)) return lines;
  return lines.map((line) => ({ ...line, discountMinor: Math.floor((line.unitPriceMinor * line.quantity) / 10) }));
}

function paymentOf({ platform, wishes }: OrderRequest, rng: Rng): ShopOrder['payment'] {
  if (wishes.paymentStatus === 'pending') return { method: 'bank_transfer', status: 'pending' };
  if (platform === 'rest' && wishes.paymentStatus === undefined && rng.chance(0.1)) {
    return { method: 'cash_on_delivery', status: 'pending' };
  }
  return { method: 'card', status: 'paid' };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
