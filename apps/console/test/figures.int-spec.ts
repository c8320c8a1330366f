import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OrderRerouted, PurchaseOrderExpired, ShipmentStalled } from '#contracts';
import { draft } from '#messaging';
import type { TestClient } from '#testing';
import { v7 as uuidv7 } from 'uuid';
import { OrderStory } from './builders.js';
import { startConsole, type ConsoleUnderTest } from './console-under-test.js';
import { answerJson } from './upstreams.js';

interface FiguresBody {
  stages: { stage: string; orders: number; oldest: { orderId: string; externalId: string } | null }[];
  lastMinute: Record<string, number>;
  needsPerson: { total: number; items: { orderId: string; kind: string; reasonCode: string; totalMinor: number }[] };
  services: { service: string; status: string; detail: string | null }[];
  parked: { service: string; waiting: number; dead: number; more: boolean }[];
}

let console: ConsoleUnderTest;
let operator: TestClient;

beforeAll(async () => {
  console = await startConsole();
  operator = await console.asOperator();
});
afterAll(() => console.stop());

const figuresOf = async (client: TestClient): Promise<FiguresBody> =>
  (await client.get<FiguresBody>('/v1/figures')).body;

const stageOf = (figures: FiguresBody, stage: string) => figures.stages.find((figure) => figure.stage === stage);

describe('the figures of now', () => {
  it('count orders where they stand, and name the one that waits longest', async () => {
    const merchantId = uuidv7();
    const [first, second, held] = [new OrderStory(merchantId), new OrderStory(merchantId), new OrderStory(merchantId)];
    for (const story of [first, second]) {
      await console.publish(story.placed());
      await console.publish(story.routed());
      await console.publish(story.purchaseOrderCreated());
    }
    await console.publish(held.placed('1003'));
    await console.publish(held.held());
    const merchant = await console.asMerchant(merchantId);
    const before = await figuresOf(merchant);
    expect(stageOf(before, 'routed')).toMatchObject({ orders: 2, oldest: { orderId: first.orderId } });
    expect(stageOf(before, 'held')).toMatchObject({ orders: 1, oldest: { orderId: held.orderId, externalId: '1003' } });
    await console.publish(first.purchaseOrderSent());
    const after = await figuresOf(merchant);
    expect(stageOf(after, 'routed')).toMatchObject({ orders: 1, oldest: { orderId: second.orderId } });
    expect(stageOf(after, 'sent')).toMatchObject({ orders: 1 });
    expect(after.lastMinute).toMatchObject({ 'order.placed': 3, 'order.routed': 2, 'purchase-order.sent': 1 });
    expect([after.services, after.parked]).toEqual([[], []]);
    expect(await figuresOf(await console.asMerchant())).toMatchObject({ needsPerson: { total: 0, items: [] } });
  });

  it('list what needs a person until it is settled', async () => {
    const merchantId = uuidv7();
    const merchant = await console.asMerchant(merchantId);
    const kinds = async (): Promise<string[]> =>
      (await figuresOf(merchant)).needsPerson.items.map(({ kind }) => kind).sort();
    const [held, silent, quiet] = [new OrderStory(merchantId), new OrderStory(merchantId), new OrderStory(merchantId)];
    for (const story of [held, silent, quiet]) await console.publish(story.placed());
    await console.publish(held.held());
    for (const story of [silent, quiet]) await console.publish(story.routed());
    const at = { merchantId, key: silent.orderId };
    const { purchaseOrderId, supplierId, orderId } = silent;
    await console.publish(
      draft(PurchaseOrderExpired, at, {
        purchaseOrderId,
        supplierId,
        orderId,
        lines: [],
        expiredAt: '2026-11-22T10:00:00.000Z',
      }),
    );
    await console.publish(
      draft(
        ShipmentStalled,
        { merchantId, key: quiet.orderId },
        {
          shipmentId: uuidv7(),
          orderId: quiet.orderId,
          status: 'in_transit',
          quietSince: '2026-11-20T10:00:00.000Z',
          quietSeconds: 172_800,
        },
      ),
    );
    expect(await kinds()).toEqual(['expired', 'held', 'stalled']);
    const { decision } = silent.routed().data;
    await console.publish(
      draft(OrderRerouted, at, {
        orderId,
        routingVersion: 2,
        causedByPurchaseOrderId: purchaseOrderId,
        purchaseOrders: [],
        decision,
      }),
    );
    expect(await kinds()).toEqual(['held', 'stalled']);
    const { items } = (await figuresOf(merchant)).needsPerson;
    expect(items.find(({ kind }) => kind === 'held')).toMatchObject({
      reasonCode: 'PAYMENT_PENDING',
      nextAction: 'MARK_PAID',
      totalMinor: 29_980,
      currency: 'TRY',
      merchantId,
    });
  });

  it('say how the services are and what is parked, for operators', async () => {
    console.upstreams.order.handler = (request, response) => {
      const count = request.url?.includes('state=dead') === true ? 3 : 1;
      answerJson(response, 200, { items: Array.from({ length: count }, () => ({})), next: null });
    };
    await console.upstreams.notification.stop();
    const figures = await figuresOf(operator);
    expect(figures.services.map(({ service, status }) => [service, status])).toEqual([
      ['order', 'ready'],
      ['supplier-sync', 'ready'],
      ['shipping-tracker', 'ready'],
      ['after-sales', 'ready'],
      ['notification', 'down'],
      ['console', 'ready'],
    ]);
    expect(figures.services[4]?.detail).toMatch(/ECONNREFUSED/);
    expect(figures.parked[0]).toEqual({ service: 'order', waiting: 1, dead: 3, more: false });
    expect(figures.parked[4]).toEqual({ service: 'notification', waiting: 0, dead: 0, more: false });
  });

  it('come for a merchant with a hundred thousand orders, and so do events and a timeline', async () => {
    const merchantId = uuidv7();
    await console.dataSource.query(
      `INSERT INTO order_progress (order_id, merchant_id, external_id, currency, total_minor, placed_at, stage,
                                   stage_since, attention, attention_reason, attention_next_action, attention_since, facts)
       SELECT gen_random_uuid(), $1, n::text, 'TRY', n, now(),
              (ARRAY['routed','sent','acknowledged','shipped','held','delivered','cancelled'])[1 + n % 7],
              now() - n * interval '1 second', CASE WHEN n % 100 = 4 THEN 'held' END, 'PAYMENT_PENDING', 'MARK_PAID',
              CASE WHEN n % 100 = 4 THEN now() - n * interval '1 second' END, '{}'
       FROM generate_series(1, 100000) n`,
      [merchantId],
    );
    await console.dataSource.query(
      `INSERT INTO events (id, topic, key, key_version, type, order_id, merchant_id, producer, correlation_id,
                           occurred_at, recorded_at, summary_parameters, data)
       SELECT gen_random_uuid(), 'kervan.orders.v1', order_id::text, v, 'order.routed', order_id, merchant_id, 'order',
              'c', now(), now() - interval '1 hour', '{}', '{}'
       FROM order_progress, generate_series(1, 3) v WHERE merchant_id = $1`,
      [merchantId],
    );
    await console.dataSource.query('ANALYZE order_progress, events');
    const [order] = await console.dataSource.query<{ id: string }[]>(
      'SELECT order_id AS id FROM order_progress WHERE merchant_id = $1 LIMIT 1',
      [merchantId],
    );
    const merchant = await console.asMerchant(merchantId);
    for (const client of [operator, merchant]) {
      for (const path of [
        '/v1/figures',
        '/v1/events',
        '/v1/events?type=order.routed',
        `/v1/orders/${order!.id}/timeline`,
      ]) {
        expect(await client.get(path)).toMatchObject({ status: 200 });
      }
    }
  }, 180_000);
});
