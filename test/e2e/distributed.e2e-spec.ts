import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { KervanProcess } from '../harness/kervan-process.js';
import { SpanCollector } from '../harness/span-collector.js';
import {
  complaintEscalates,
  customerHelpsHimself,
  exchangeGoesToAnotherSupplier,
  npsByOneTap,
  returnIsSettled,
} from './after-sales-journeys.js';
import { partialRejectIsRoutedAgain, shopifyOrderIsDelivered } from './journeys.js';
import { restOrder, Shop, step } from './shop.js';

jest.setTimeout(240_000);

describe('one process per service over Kafka', () => {
  let shop: Shop;
  let collector: SpanCollector;

  beforeAll(async () => {
    collector = await SpanCollector.start();
    const env = { ORDERS_PER_MINUTE: '0', ...collector.env };
    shop = new Shop(await KervanProcess.start({ mode: 'distributed', env }));
  });
  afterAll(async () => {
    await shop.kervan.stop();
    await collector.stop();
  });

  it('brings a real Shopify order through all services to delivered, with the right mails', () =>
    shopifyOrderIsDelivered(shop));

  it('is one trace from the request to the last effect, over Kafka', async () => {
    const sku = `TRACE-${randomUUID().slice(0, 6)}`;
    await shop.addWebhookSupplier(`t-${randomUUID().slice(0, 6)}`, `${collector.url}/supplier`, sku);
    const traceId = randomBytes(16).toString('hex');
    const callerSpanId = randomBytes(8).toString('hex');
    const externalId = `T-${traceId.slice(0, 8)}`;
    const body = restOrder(externalId, [{ sku, quantity: 1 }], { email: `${externalId}@example.com` });

    await shop.merchant.expectPost('/v1/orders', body, {
      'idempotency-key': externalId,
      traceparent: `00-${traceId}-${callerSpanId}-01`,
    });

    await step(() => {
      const spans = collector.ofTrace(traceId).map(({ service, name }) => `${service}: ${name}`);
      expect(spans).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^console: POST/),
          'order: POST /v1/orders',
          'order: route order',
          'supplier-sync: process order.routed',
          'supplier-sync: webhook purchase-order.created',
          'notification: process order.placed',
          'notification: mail order-placed',
        ]),
      );
      const called = collector.calls.find(({ path }) => path === '/supplier');
      expect(called?.traceparent).toContain(traceId);
      // Every span hangs on another one of the trace, the first on the caller's own.
      const known = new Set([...collector.ofTrace(traceId).map(({ spanId }) => spanId), callerSpanId]);
      const loose = collector.ofTrace(traceId).filter(({ parentSpanId }) => !known.has(parentSpanId ?? ''));
      expect(loose).toEqual([]);
      return Promise.resolve();
    });
  });

  it('routes what a supplier refused to the next one: two parcels, one story', () => partialRejectIsRoutedAgain(shop));

  it('takes goods back, pays a part of their price once, and gets the supplier’s credit note', () =>
    returnIsSettled(shop));

  it('exchanges goods for those of another supplier', () => exchangeGoesToAnotherSupplier(shop));

  it.each(['DE', 'TR'] as const)('lets a customer in %s withdraw and complain without anybody’s help', (country) =>
    customerHelpsHimself(shop, country),
  );

  it('escalates a complaint that nobody answers in time', () => complaintEscalates(shop));

  it('takes one tap in a mail for an answer, and a program that follows links for none', () => npsByOneTap(shop));

  it.each(['order', 'supplier-sync', 'shipping-tracker', 'after-sales', 'notification', 'console'])(
    'loses and repeats nothing when %s is killed in the middle of an order',
    async (victim) => {
      const sku = `CRASH-${randomUUID().slice(0, 6)}`;
      const supplier = `c-${randomUUID().slice(0, 6)}`;
      await shop.addSupplier(supplier, 1_000, { [sku]: { quantity: 5, cost: '10.00' } });
      const customer = `crash-${randomUUID().slice(0, 8)}@example.com`;
      const pid = shop.kervan.processes()[victim]!.pid;

      const orderId = await shop.placeOrder([{ sku, quantity: 2 }], { email: customer });
      process.kill(pid, 'SIGKILL');
      await step(() => {
        const now = shop.kervan.processes()[victim]?.pid;
        return now === undefined || now === pid
          ? Promise.reject(new Error(`${victim} is not back`))
          : Promise.resolve();
      });

      const purchaseOrder = await shop.purchaseOrder(supplier, orderId);
      await step(() => shop.acknowledge(supplier, purchaseOrder, (quantity) => quantity));
      await step(() => shop.ship(supplier, purchaseOrder, `K-${randomUUID().slice(0, 8)}`, (quantity) => quantity));
      const { parcels } = await shop.orderWhen(
        orderId,
        (order) => order.status === 'shipped' && order.parcels.length === 1,
      );
      await shop.track(parcels[0]!.shipmentId, 'picked_up', 'delivered');
      const order = await shop.orderWhen(orderId, (candidate) => candidate.status === 'delivered');

      expect(order.lines[0]!.allocations).toHaveLength(1);
      await step(async () =>
        expect(await shop.templatesSent(orderId)).toEqual(['order-placed', 'order-shipped', 'delivered']),
      );
      await step(async () => expect(await shop.mailsTo(customer)).toHaveLength(3));
      const { items } = await shop
        .supplier(supplier)
        .api.expectGet<{ items: unknown[] }>('/v1/purchase-orders?limit=200');
      expect(items).toHaveLength(1);
    },
  );
});
