import { describe, expect, it } from '@jest/globals';
import { recorded, recordedOrders } from '../../../test/store-samples.js';
import { wooCommerceOrderOf } from './woocommerce-order.js';

const address = {
  first_name: 'Ada',
  last_name: 'Kaya',
  address_1: 'Yol 1',
  city: 'İzmir',
  postcode: '35000',
  country: 'TR',
};
const order = (changes: Record<string, unknown> = {}) => ({
  ...{
    id: 727,
    status: 'processing',
    currency: 'TRY',
    date_created: '2026-11-22T12:00:00',
    date_created_gmt: '2026-11-22T09:00:00',
  },
  ...{ payment_method: 'iyzico', discount_total: '0.00', shipping_total: '49.90', customer_note: '' },
  billing: { ...address, email: 'ada@example.com', phone: '05321234567' },
  shipping: { ...address, phone: '' },
  line_items: [{ id: 1, name: 'Mug', quantity: 3, sku: 'MUG', subtotal: '10.00', total: '9.00', price: 3 }],
  ...changes,
});

describe('a WooCommerce order', () => {
  it('is understood: unit prices before discount, times in UTC', () => {
    expect(wooCommerceOrderOf(order())).toMatchObject({
      externalId: '727',
      placedAt: new Date('2026-11-22T09:00:00Z'),
      lines: [{ externalLineId: '1', sku: 'MUG', title: 'Mug', quantity: 3, unitPriceMinor: 333, weightGrams: null }],
      shippingMinor: 4990,
      customer: { name: 'Ada Kaya', email: 'ada@example.com', phone: '05321234567', language: null },
      payment: { method: 'card', status: 'paid' },
    });
  });

  it('goes to the billing address when the shop left the other one empty', () => {
    const empty = { first_name: '', last_name: '', address_1: '', city: '', postcode: '', country: '' };

    expect(wooCommerceOrderOf(order({ shipping: empty })).address).toMatchObject({ name: 'Ada Kaya', city: 'İzmir' });
  });

  it.each([
    ['pending', { cancelled: false, draft: false, completed: false }, 'pending'],
    ['on-hold', { cancelled: false, draft: false, completed: false }, 'pending'],
    ['processing', { cancelled: false, draft: false, completed: false }, 'paid'],
    ['completed', { cancelled: false, draft: false, completed: true }, 'paid'],
    ['cancelled', { cancelled: true, draft: false, completed: false }, 'pending'],
    ['refunded', { cancelled: true, draft: false, completed: false }, 'pending'],
    ['checkout-draft', { cancelled: false, draft: true, completed: false }, 'pending'],
  ])('that is %s', (status, expected, payment) => {
    const mapped = wooCommerceOrderOf(order({ status }));

    expect(mapped).toMatchObject(expected);
    expect(mapped.payment.status).toBe(payment);
  });

  it('is paid at the door or by transfer when its gateway says so', () => {
    expect(wooCommerceOrderOf(order({ payment_method: 'cod' })).payment.method).toBe('cash_on_delivery');
    expect(wooCommerceOrderOf(order({ payment_method: 'bacs' })).payment.method).toBe('bank_transfer');
  });
});

(recordedOrders ? describe : describe.skip)('a recorded WooCommerce order', () => {
  it('of API v3 is understood, its empty SKU kept and its title readable', () => {
    const mapped = wooCommerceOrderOf(JSON.parse(recorded('woocommerce/wc-v3-order-727.json')));

    expect(mapped.lines.map(({ sku, quantity, unitPriceMinor }) => [sku, quantity, unitPriceMinor])).toEqual([
      ['', 2, 300],
      ['Bar3', 1, 1200],
    ]);
    expect(mapped.lines[1]!.title).toBe('Ship Your Idea – Color: Black, Size: M Test');
    expect(mapped.placedAt).toEqual(new Date('2017-03-22T19:28:02Z'));
  });

  it('that was completed later says so', () => {
    expect(wooCommerceOrderOf(JSON.parse(recorded('woocommerce/wc-v3-order-727-completed.json'))).completed).toBe(true);
  });

  it('of API v1 is understood', () => {
    const mapped = wooCommerceOrderOf(JSON.parse(recorded('woocommerce/wc-v1-order-154.json')));

    expect(mapped.lines.map(({ sku }) => sku)).toEqual(['', '']);
    expect(mapped.placedAt).not.toBeNull();
  });

  it.each(['wc-v3-refund', 'wc-v3-webhook', 'wc-v3-batch'])('is not what %s is', (file) => {
    expect(() => wooCommerceOrderOf(JSON.parse(recorded(`woocommerce/${file}.json`)))).toThrow(/NOT_AN_ORDER|BAD_/);
  });
});
