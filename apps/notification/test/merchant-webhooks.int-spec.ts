import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { v7 as uuidv7 } from 'uuid';
import { eventually, startServiceUnderTest, WebhookReceiver, type ServiceUnderTest, type TestClient } from '#testing';
import { notificationService } from '../src/service.js';
import { anOrder, arrived, cancelled, delivered, placed, registered, type TestOrder } from './builders.js';

interface Endpoint {
  id: string;
  secret: string;
  state: string;
  stateReason: string | null;
  failingSince: string | null;
}
interface Delivery {
  id: string;
  webhookId: string;
  eventType: string;
  state: string;
  attempts: number;
  lastStatus: number | null;
  log: { outcome: string; status: number | null; error: string | null; answer: string | null; durationMs: number }[];
  body: { type: string };
}

const path = '/v1/webhook-endpoints';
let service: ServiceUnderTest;
let receiver: WebhookReceiver;
let order: TestOrder;
let client: TestClient;

beforeAll(async () => {
  service = await startServiceUnderTest(notificationService, {
    ...{ OUTBOUND_ALLOWED_HOSTS: '127.0.0.1', WEBHOOK_POLL_MS: '10', WEBHOOK_TIMEOUT_MS: '1500' },
    ...{ WEBHOOK_RETRY_FIRST_MS: '20', WEBHOOK_RETRY_LONGEST_MS: '80', WEBHOOK_BREAKER_REST_MS: '50' },
  });
});
afterAll(() => service.stop());
beforeEach(async () => {
  receiver = await WebhookReceiver.start();
  order = anOrder();
  client = await service.asMerchant(order.merchantId);
});
afterEach(() => receiver.stop());

async function endpoint(changes: object = {}): Promise<Endpoint> {
  const made = await client.post<Endpoint>(path, { url: receiver.url, eventTypes: ['*'], ...changes });
  expect(made.status).toBe(201);
  return made.body;
}

/** Oldest first. */
async function deliveries({ id }: Endpoint, query = ''): Promise<Delivery[]> {
  return (await client.get<{ items: Delivery[] }>(`${path}/${id}/deliveries${query}`)).body.items.reverse();
}

const outcomes = async (of: Endpoint): Promise<string[]> =>
  (await deliveries(of)).map(({ eventType, state }) => `${eventType} ${state}`);
const received = (): string[] => receiver.received.map(({ event }) => event.type);

describe('the events of a merchant', () => {
  it('are sent to its endpoint, signed, in the order of the order, and to nobody else', async () => {
    const own = await endpoint();
    const parcel = uuidv7();
    await service.publish(placed(order));
    await service.publish(registered(order, parcel));
    await service.publish(delivered(order, parcel));
    await service.publish(arrived(order));
    await service.publish(placed(anOrder()));
    await eventually(async () =>
      expect(await outcomes(own)).toEqual([
        ...['order.placed delivered', 'shipment.registered delivered'],
        ...['shipment.delivered delivered', 'order.delivered delivered'],
      ]),
    );
    expect(received()).toEqual(['order.placed', 'shipment.registered', 'shipment.delivered', 'order.delivered']);
    const [first] = receiver.received;
    const headers = first?.headers as Record<string, string>;
    expect(() => new Webhook(own.secret).verify(first?.body ?? '', headers)).not.toThrow();
    expect(JSON.stringify(receiver.received)).not.toContain(order.email);
    expect(first?.event).toMatchObject({ data: { orderId: order.orderId, totalMinor: 29_980 } });
    const [logged] = await deliveries(own);
    const detail = await client.get<Delivery>(`${path}/${own.id}/deliveries/${logged?.id ?? ''}`);
    expect(detail.body).toMatchObject({
      ...{ webhookId: headers['webhook-id'], attempts: 1, lastStatus: 204, body: { type: 'order.placed' } },
      log: [{ outcome: 'done', status: 204, answer: '' }],
    });
  });

  it('are repeated under the same id until they are taken, and hold up their own order only', async () => {
    receiver.next(500, { status: 302, headers: { location: 'http://127.0.0.1/' } }, 'reset');
    const own = await endpoint();
    const other = anOrder({ merchantId: order.merchantId });
    await service.publish(placed(order));
    await eventually(() => expect(receiver.received.length).toBeGreaterThan(0));
    await service.publish(cancelled(order));
    await service.publish(placed(other));
    await eventually(async () =>
      expect(new Set(await outcomes(own))).toEqual(new Set(['order.placed delivered', 'order.cancelled delivered'])),
    );
    const ofOrder = receiver.received.filter(({ event }) => event.data['orderId'] === order.orderId);
    expect(ofOrder.map(({ event }) => event.type).slice(-2)).toEqual(['order.placed', 'order.cancelled']);
    expect(new Set(ofOrder.slice(0, -1).map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    const failed = (await deliveries(own)).filter(({ attempts }) => attempts > 1);
    const log = await Promise.all(
      failed.map(async ({ id }) => (await client.get<Delivery>(`${path}/${own.id}/deliveries/${id}`)).body.log),
    );
    // A redirect is not followed: it is a refusal.
    expect(new Set(log.flat().map(({ outcome, error }) => `${outcome} ${error ?? ''}`))).toEqual(
      new Set(['transient HTTP 500', 'refused HTTP 302', 'repeated connect', 'done ']),
    );
  });

  it('wait while the endpoint is paused, and are sent in order when it is active again', async () => {
    const own = await endpoint({ eventTypes: ['order.*'] });
    expect((await client.patch(`${path}/${own.id}`, { active: false })).body).toMatchObject({ state: 'paused' });
    await service.publish(placed(order));
    await service.publish(cancelled(order));
    expect(await outcomes(own)).toEqual(['order.placed queued', 'order.cancelled queued']);
    expect((await client.post(`${path}/${own.id}/ping`)).status).toBe(409);
    await client.patch(`${path}/${own.id}`, { active: true });
    await eventually(() => expect(received()).toEqual(['order.placed', 'order.cancelled']));
  });

  it('are sent again when somebody asks, one or all of a period, under the same ids', async () => {
    const own = await endpoint();
    await service.publish(placed(order));
    await service.publish(cancelled(order));
    await eventually(async () =>
      expect(await outcomes(own)).toEqual(['order.placed delivered', 'order.cancelled delivered']),
    );
    const [first] = await deliveries(own);
    await client.post(`${path}/${own.id}/deliveries/${first?.id ?? ''}/redeliver`);
    await eventually(() => expect(received()).toEqual(['order.placed', 'order.cancelled', 'order.placed']));
    const period = { from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };
    await eventually(async () =>
      expect(await outcomes(own)).toEqual(['order.placed delivered', 'order.cancelled delivered']),
    );
    // Nothing was given up.
    expect((await client.post(`${path}/${own.id}/redeliver`, period)).body).toEqual({ queued: 0 });
    expect((await client.post(`${path}/${own.id}/redeliver`, { ...period, all: true })).body).toEqual({ queued: 2 });
    await eventually(() => expect(received().slice(3)).toEqual(['order.placed', 'order.cancelled']));
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toEqual([ids[0], ids[1], ids[0], ids[0], ids[1]]);
  });
});

describe('an endpoint', () => {
  it('is signed for with both secrets while one is rotated out, and can be tried', async () => {
    const own = await endpoint();
    const rotated = await client.post<Endpoint>(`${path}/${own.id}/rotate-secret`, {});
    const ping = await client.post<Delivery>(`${path}/${own.id}/ping`);
    expect([rotated.status, ping.status]).toEqual([200, 202]);
    await eventually(() => expect(received()).toEqual(['ping']));
    const [call] = receiver.received;
    for (const { secret } of [own, rotated.body])
      expect(() => new Webhook(secret).verify(call?.body ?? '', call?.headers as Record<string, string>)).not.toThrow();
    expect(JSON.stringify((await client.get(`${path}/${own.id}`)).body)).not.toContain('whsec_');
    // The secret before is known to somebody else: it ends at once.
    const last = await client.post<Endpoint>(`${path}/${own.id}/rotate-secret`, { overlapSeconds: 0 });
    await client.post(`${path}/${own.id}/ping`);
    await eventually(() => expect(receiver.received).toHaveLength(2));
    const signatures = receiver.received[1]?.headers['webhook-signature'];
    expect(String(signatures).split(' ')).toHaveLength(1);
    expect(last.body.secret).not.toBe(rotated.body.secret);
  });

  it('that says it is gone gets nothing more, somebody is told, and nothing is lost', async () => {
    receiver.always(410);
    const own = await endpoint({ eventTypes: ['order.*'], alertEmail: 'shop@example.com' });
    await service.publish(placed(order));
    await eventually(async () =>
      expect((await client.get<Endpoint>(`${path}/${own.id}`)).body).toMatchObject({
        state: 'disabled',
        stateReason: 'GONE',
      }),
    );
    const alerts = await client.get<{ items: { template: string; subjectId: string }[] }>('/v1/alerts');
    expect(alerts.body.items).toMatchObject([{ template: 'webhook-disabled', subjectId: own.id }]);
    receiver.always(204);
    await service.publish(cancelled(order));
    expect(await outcomes(own)).toEqual(['order.placed queued', 'order.cancelled queued']);
    const again = await client.patch(`${path}/${own.id}`, { active: true });
    expect(again.body).toMatchObject({ state: 'active', stateReason: null, failingSince: null });
    await eventually(async () =>
      expect(await outcomes(own)).toEqual(['order.placed delivered', 'order.cancelled delivered']),
    );
  });

  it('at an address inside is never called', async () => {
    const own = await endpoint({ url: 'http://169.254.169.254/latest/meta-data' });
    await client.post(`${path}/${own.id}/ping`);
    await eventually(async () =>
      expect((await deliveries(own))[0]).toMatchObject({ state: 'queued', lastError: 'refused_address' }),
    );
  });

  it('that cannot be is refused, and another merchant’s is not there', async () => {
    const refused = async (body: object): Promise<void> => expect((await client.post(path, body)).status).toBe(422);
    await refused({ url: 'ftp://example.com', eventTypes: ['*'] });
    await refused({ url: 'https://user:word@example.com', eventTypes: ['*'] });
    await refused({ url: receiver.url, eventTypes: ['order.eaten'] });
    await refused({ url: receiver.url, eventTypes: [] });
    const own = await endpoint();
    const stranger = await service.asMerchant(uuidv7());
    expect((await stranger.get(`${path}/${own.id}/deliveries`)).status).toBe(404);
    expect((await stranger.delete(`${path}/${own.id}`)).status).toBe(404);
    expect((await client.delete(`${path}/${own.id}`)).status).toBe(204);
    expect((await client.get(`${path}/${own.id}`)).status).toBe(404);
  });
});
