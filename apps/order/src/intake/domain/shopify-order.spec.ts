import { describe, expect, it } from '@jest/globals';
import { recorded, recordedOrders, shopifySample, shopifyVersions } from '../../../test/store-samples.js';
import { shopifyOrderOf } from './shopify-order.js';
import { parseExactly } from './store-fields.js';

/** Shopify's sample with some fields changed. */
const order = (changes: Record<string, unknown> = {}) => ({ ...shopifySample('2024-10', 'orders/create'), ...changes });
const line = (changes: Record<string, unknown>) => ({
  ...(order() as unknown as { line_items: Record<string, unknown>[] }).line_items[0],
  ...changes,
});

describe('a Shopify order', () => {
  it.each(shopifyVersions)('of API version %s is understood', (version) => {
    const sample = shopifySample(version, 'orders/create');
    const mapped = shopifyOrderOf(sample);

    expect(mapped).toMatchObject({
      externalId: '820982911946154508',
      currency: 'USD',
      test: true,
      cancelled: true,
      customer: { name: 'John Smith', email: 'jon@example.com', language: 'en' },
      address: {
        name: 'Steve Shipper',
        line1: '123 Shipping Street',
        city: 'Shippington',
        country: 'US',
        postalCode: '40003',
      },
      shippingMinor: 1000,
      payment: { method: 'card', status: 'pending' },
    });
    expect(mapped.lines.reduce((sum, each) => sum + each.unitPriceMinor * each.quantity, 0)).toBe(
      Math.round(Number(sample['total_line_items_price']) * 100),
    );
  });

  it('keeps an id beyond 2^53 that only the raw text has', () => {
    const text = JSON.stringify(order({ admin_graphql_api_id: null })).replace(
      /"id":820982911946154500/,
      '"id":820982911946154508',
    );

    expect(shopifyOrderOf(parseExactly(text)).externalId).toBe('820982911946154508');
  });

  it('takes the shop’s money, not the customer’s', () => {
    const price = {
      shop_money: { amount: '10.00', currency_code: 'USD' },
      presentment_money: { amount: '9.10', currency_code: 'EUR' },
    };
    const mapped = shopifyOrderOf(
      order({ presentment_currency: 'EUR', line_items: [line({ price: '9.10', price_set: price })] }),
    );

    expect([mapped.currency, mapped.lines[0]!.unitPriceMinor]).toEqual(['USD', 1000]);
  });

  it('ships what is left after edits, and no gift cards, tips or services', () => {
    const mapped = shopifyOrderOf(
      order({
        line_items: [
          line({ sku: 'EDITED', quantity: 5, current_quantity: 2 }),
          line({ sku: 'TAKEN-OFF', quantity: 1, current_quantity: 0 }),
          line({ sku: 'GIFT', gift_card: true, requires_shipping: true }),
          line({ name: 'Tip', sku: null, requires_shipping: false }),
        ],
      }),
    );

    expect(mapped.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([['EDITED', 2]]);
  });

  it('keeps a line without SKU, so that somebody can say what it is', () => {
    expect(
      shopifyOrderOf(order({ line_items: [line({ sku: null }), line({ sku: '  ' })] })).lines.map(({ sku }) => sku),
    ).toEqual(['', '']);
  });

  it('knows a customer without an account by the address, and an order without an address as such', () => {
    expect(shopifyOrderOf(order({ customer: null })).customer.name).toBe('Steve Shipper');
    expect(shopifyOrderOf(order({ shipping_address: null })).address).toMatchObject({ line1: null, country: null });
  });

  it.each([
    ['pending', 'pending'],
    ['partially_paid', 'pending'],
    ['authorized', 'paid'],
    ['paid', 'paid'],
    ['partially_refunded', 'paid'],
  ])('whose money is %s is %s', (financial, status) => {
    expect(shopifyOrderOf(order({ financial_status: financial })).payment.status).toBe(status);
  });

  it('is paid at the door when the gateway says so', () => {
    expect(shopifyOrderOf(order({ payment_gateway_names: ['Cash on Delivery (COD)'] })).payment.method).toBe(
      'cash_on_delivery',
    );
  });

  it.each([
    ['a list', []],
    ['nothing', null],
    ['an edit', shopifySample('2024-10', 'orders/edited')],
  ])('is not to be found in %s', (_, message) => {
    expect(() => shopifyOrderOf(message)).toThrow('NOT_AN_ORDER');
  });

  it.each([
    ['an amount', { line_items: [line({ price: 'ten', price_set: null })] }, 'BAD_AMOUNT'],
    ['a quantity', { line_items: [line({ quantity: 1.5, current_quantity: 1.5 })] }, 'BAD_QUANTITY'],
    ['a currency', { currency: 'dollars' }, 'BAD_CURRENCY'],
    ['a basket', { line_items: Array.from({ length: 501 }, () => line({})) }, 'TOO_MANY_LINES'],
  ])('with %s that makes no sense is left to a person', (_, changes, code) => {
    expect(() => shopifyOrderOf(order(changes))).toThrow(code);
  });
});

(recordedOrders ? describe : describe.skip)('a recorded Shopify order', () => {
  it('with the same SKU on two lines keeps both', () => {
    const { lines } = shopifyOrderOf(parseExactly(recorded('shopify/orders-create.2023-07.json')));

    expect(new Set(lines.map(({ sku }) => sku)).size).toBeLessThan(lines.length);
    expect(new Set(lines.map(({ externalLineId }) => externalLineId)).size).toBe(lines.length);
  });

  it.each(['order.json', 'order_with_transaction.json'])('wrapped as a REST answer (%s) is unwrapped', (file) => {
    const mapped = shopifyOrderOf(parseExactly(recorded(`shopify/go-shopify/${file}`)));

    expect(mapped).toMatchObject({ currency: 'USD', test: true, cancelled: true });
    expect(mapped.lines.every(({ sku }) => sku === '')).toBe(true);
  });

  it.each([
    'properties_empty_object',
    'properties_object',
    'properties_invalid1',
    'properties_invalid2',
    'properties_ommited',
    'valid',
  ])('with the odd line %s does not fail', (name) => {
    const odd = parseExactly(recorded(`shopify/go-shopify/orderlineitems/${name}.json`));

    expect(() => shopifyOrderOf(order({ line_items: [odd] }))).not.toThrow();
  });
});
