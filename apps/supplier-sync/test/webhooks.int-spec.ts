import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import type { SupplierChanged } from '#contracts';
import type { ServiceUnderTest } from '#testing';
import { eventually, startServiceUnderTest, WebhookReceiver } from '#testing';
import { supplierSyncService } from '../src/service.js';
import type { Partners } from './builders.js';
import { AnOrder, fetched, partners, saidAbout } from './builders.js';

let world: ServiceUnderTest;
let endpoint: WebhookReceiver;
let healthy: WebhookReceiver | undefined;
let shop: Partners;
beforeAll(async () => {
  world = await startServiceUnderTest(supplierSyncService, {
    OUTBOUND_ALLOWED_HOSTS: '127.0.0.1',
    DELIVERY_POLL_MS: '10',
    DELIVERY_TIMEOUT_MS: '1500',
    DELIVERY_BACKOFF_MS: '20',
    DELIVERY_BACKOFF_MAX_MS: '80',
    DELIVERY_REFUSALS_MAX: '3',
    BREAKER_RESET_MS: '200',
  });
});
afterAll(() => world.stop());
beforeEach(async () => {
  endpoint = await WebhookReceiver.start();
  shop = await partners(world, { channel: { type: 'webhook', url: endpoint.url } });
});
afterEach(async () => {
  await endpoint.stop();
  await healthy?.stop();
  healthy = undefined;
});

const attemptsOf = (id: string): Promise<{ outcome: string; status: number | null; error: string | null }[]> =>
  world.dataSource.query(
    `SELECT outcome, status, detail AS error FROM effect_attempts
     WHERE kind = 'supplier-webhook' AND subject = $1 ORDER BY started_at, id`,
    [id],
  );
const isSent = (id: string, of = shop) =>
  eventually(async () => expect((await fetched(of.merchant, id)).status).toBe('sent'));

/** Makes new deliveries of the shop wait, so that a test can let them go in one moment, or not at all. */
async function holdDeliveries(): Promise<void> {
  await world.dataSource.query(`CREATE OR REPLACE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN NEW.next_attempt_at := now() + interval '1 hour'; RETURN NEW; END $$`);
  await world.dataSource.query(
    `CREATE TRIGGER hold BEFORE INSERT ON deliveries FOR EACH ROW WHEN (NEW.supplier_id = '${shop.supplierId}')
     EXECUTE FUNCTION hold()`,
  );
}

async function releaseDeliveries(): Promise<void> {
  await world.dataSource.query('DROP TRIGGER hold ON deliveries');
  await world.dataSource.query('UPDATE deliveries SET next_attempt_at = now() WHERE supplier_id = $1', [
    shop.supplierId,
  ]);
}

describe('a webhook', () => {
  it('is signed as Standard Webhooks says, under the id of the purchase order', async () => {
    const id = await new AnOrder(world, shop).reachesSupplier();
    await isSent(id);

    const [call] = endpoint.received;
    expect(call?.headers['webhook-id']).toBe(id);
    expect(call?.headers['content-type']).toBe('application/json');
    expect(() =>
      new Webhook(shop.secret ?? '').verify(call?.body ?? '', call?.headers as Record<string, string>),
    ).not.toThrow();
    expect(call?.event).toMatchObject({
      type: 'purchase-order.created',
      data: { id, status: 'created', sentAt: null },
    });
    expect(await attemptsOf(id)).toEqual([{ outcome: 'done', status: 204, error: null }]);
  });

  it('is repeated word for word while the endpoint is down, and told of as sent once', async () => {
    endpoint.next(500, 'reset', 'hang', 429);
    const order = new AnOrder(world, shop);
    const id = await order.reachesSupplier();
    await isSent(id);

    expect(new Set(endpoint.received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(endpoint.received.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([id]));
    expect((await attemptsOf(id)).map(({ outcome, status, error }) => [outcome, status, error])).toEqual([
      ['transient', 500, 'HTTP 500'],
      ['repeated', null, 'connect'],
      ['repeated', null, 'timeout'],
      ['transient', 429, 'HTTP 429'],
      ['done', 204, null],
    ]);
    await eventually(() =>
      expect(saidAbout(world, order.orderId)).toEqual(['purchase-order.created', 'purchase-order.sent']),
    );
  });

  it('that is refused too often waits for a person, and can still be answered or sent again', async () => {
    endpoint.always(422);
    const id = await new AnOrder(world, shop).reachesSupplier();
    await eventually(async () =>
      expect((await fetched(shop.merchant, id)).delivery).toMatchObject({
        state: 'delivery_failed',
        attempts: 3,
        lastStatus: 422,
      }),
    );
    const failed = await shop.merchant.get('/v1/purchase-orders?deliveryState=delivery_failed');
    expect(failed.body).toMatchObject({ items: [{ id }] });

    endpoint.always(200);
    expect((await shop.merchant.post(`/v1/purchase-orders/${id}/redeliver`)).status).toBe(201);
    await isSent(id);
    expect((await fetched(shop.merchant, id)).delivery).toMatchObject({ state: 'delivered' });
  });

  it('that is refused does not stop the supplier from answering', async () => {
    endpoint.always(400);
    const order = new AnOrder(world, shop);
    const id = await order.reachesSupplier();
    await eventually(async () =>
      expect((await fetched(shop.merchant, id)).delivery).toMatchObject({ state: 'delivery_failed' }),
    );
    const { lines } = await fetched(shop.merchant, id);
    await shop.supplier.post(`/v1/purchase-orders/${id}/acknowledgements`, {
      reference: 'A',
      lines: lines.map((line) => ({ lineId: line.id, acceptedQuantity: line.quantity })),
    });

    await eventually(() =>
      expect(saidAbout(world, order.orderId)).toEqual([
        'purchase-order.created',
        'purchase-order.sent',
        'purchase-order.acknowledged',
      ]),
    );
    expect((await fetched(shop.merchant, id)).delivery).toMatchObject({ state: 'abandoned' });
  });

  it('to an address inside is never called', async () => {
    const inside = await partners(world, {
      channel: { type: 'webhook', url: 'http://169.254.169.254/latest/meta-data' },
    });
    const id = await new AnOrder(world, inside).reachesSupplier();

    await eventually(async () =>
      expect((await fetched(inside.merchant, id)).delivery).toMatchObject({
        state: 'delivery_failed',
        lastError: 'refused_address',
      }),
    );
  });

  it('is repeated under the same id after a crash between call and record, and told of as sent once', async () => {
    const order = new AnOrder(world, shop);
    const id = await order.reachesSupplier();
    await isSent(id);
    // A process that died between the call and its record leaves the row leased and its attempt unknown.
    await world.dataSource.query(
      `UPDATE deliveries SET state = 'queued', settled_at = NULL, next_attempt_at = now() WHERE purchase_order_id = $1`,
      [id],
    );

    await eventually(async () =>
      expect(await attemptsOf(id)).toMatchObject([{ outcome: 'done' }, { outcome: 'done' }]),
    );
    expect(endpoint.received.map(({ headers }) => headers['webhook-id'])).toEqual([id, id]);
    const told = world.dataSource.query<unknown[]>('SELECT 1 FROM outbox_key_heads WHERE key = $1 AND version > 2', [
      order.orderId,
    ]);
    expect(await told).toEqual([]);
  });
});

describe('a dead endpoint', () => {
  it('opens its breaker, keeps everything queued, and gets it all when it is back', async () => {
    endpoint.always(503);
    const orders = Array.from({ length: 6 }, () => new AnOrder(world, shop));
    const ids = await Promise.all(orders.map((order) => order.reachesSupplier()));
    await eventually(async () => {
      const rows = await world.dataSource.query<unknown[]>(
        "SELECT 1 FROM deliveries WHERE last_error = 'BREAKER_OPEN' AND purchase_order_id = ANY($1)",
        [ids],
      );
      expect(rows.length).toBeGreaterThan(0);
    });
    const states = await world.dataSource.query<{ state: string }[]>(
      'SELECT DISTINCT state FROM deliveries WHERE purchase_order_id = ANY($1)',
      [ids],
    );
    expect(states).toEqual([{ state: 'queued' }]);

    const wordOfEndpoint = () =>
      world.published().flatMap(({ type, key, data }) => {
        const isOurs = type === 'supplier.changed' && key === shop.supplierId;
        return isOurs ? [(data as SupplierChanged).unreachableAt ?? null] : [];
      });
    await eventually(() => expect(wordOfEndpoint().at(-1)).toEqual(expect.any(String)));

    endpoint.always(204);
    for (const id of ids) await isSent(id);
    await eventually(() => expect(wordOfEndpoint().at(-1)).toBeNull());
    // Told when it changed, not with each call.
    expect(wordOfEndpoint().slice(-3)).toEqual([null, expect.any(String), null]);
  });

  it('costs other suppliers nothing: they are called while it still hangs', async () => {
    endpoint.always('hang');
    await holdDeliveries();
    await Promise.all(Array.from({ length: 20 }, () => new AnOrder(world, shop).reachesSupplier()));
    await releaseDeliveries();
    await eventually(() => expect(endpoint.received.length).toBeGreaterThan(0));
    healthy = await WebhookReceiver.start();
    const other = await partners(world, { channel: { type: 'webhook', url: healthy.url } });
    const id = await new AnOrder(world, other).reachesSupplier();

    await isSent(id, other);
    const calls = await world.dataSource.query<{ outcome: string; count: number }[]>(
      `SELECT a.outcome, count(*)::int AS count FROM effect_attempts a JOIN deliveries d ON d.webhook_id = a.idempotency_key
       WHERE d.supplier_id = $1 GROUP BY a.outcome`,
      [shop.supplierId],
    );
    expect(calls).toEqual([{ outcome: 'unknown', count: 4 }]);
  });
});

describe('a cancellation over a webhook', () => {
  it('bothers nobody when the purchase order was never sent', async () => {
    const order = new AnOrder(world, shop);
    await holdDeliveries();
    const id = await order.reachesSupplier();
    await order.cancelled(id);

    const rows = await world.dataSource.query<unknown[]>(
      'SELECT event_type, state FROM deliveries WHERE purchase_order_id = $1',
      [id],
    );
    expect(rows).toEqual([{ event_type: 'purchase-order.created', state: 'abandoned' }]);
    await releaseDeliveries();
  });

  it('follows a call of unknown outcome, under an id of its own', async () => {
    endpoint.always('hang');
    const order = new AnOrder(world, shop);
    const id = await order.reachesSupplier();
    await eventually(async () => expect((await attemptsOf(id))[0]?.error).toBe('timeout'));
    endpoint.always(204);
    await order.cancelled(id);

    await eventually(() => {
      const told = endpoint.received.find(({ event }) => event.type === 'purchase-order.cancelled');
      expect(told?.headers['webhook-id']).toBe(`${id}-cancelled`);
      expect(told?.event.data).toMatchObject({ id, lines: [{ quantity: 5 }, { quantity: 2 }] });
    });
  });
});
