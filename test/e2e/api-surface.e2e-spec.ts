import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Api, type Answer } from '../harness/api.js';
import { KervanProcess } from '../harness/kervan-process.js';
import { expectConventions, expectFields } from './conventions.js';
import { EventStream } from './event-stream.js';
import { FEED_HEADER, feed, place, purchaseOrderFor, register, type Merchant } from './merchants.js';
import { expectProblem } from './problems.js';
import { restOrder, step, type OrderAnswer, type PurchaseOrderAnswer } from './shop.js';

jest.setTimeout(180_000);

type Json = Record<string, unknown>;
interface List {
  items: Json[];
  next: string | null;
}

const RETAIL_MINOR = 14_990;

let kervan: KervanProcess;
let operator: Api;
let ada: Merchant;
let ben: Merchant;
/** An order of Ada's that went through all services, and one that nobody can send. */
let shipped: OrderAnswer;
let unroutable: OrderAnswer;
let purchaseOrder: PurchaseOrderAnswer;
let acknowledged: Answer<Json>;
let notified: Answer<Json>;

const [near, far, bens] = [() => ada.suppliers[0]!, () => ada.suppliers[1]!, () => ben.suppliers[0]!];

const orderWhen = (id: string, status: string): Promise<OrderAnswer> =>
  step(async () => {
    const order = await ada.api.expectGet<OrderAnswer>(`/v1/orders/${id}`);
    expect(order.status).toBe(status);
    return order;
  });

beforeAll(async () => {
  kervan = await KervanProcess.start({ mode: 'all-in-one', env: { ORDERS_PER_MINUTE: '0', LOG_LEVEL: 'fatal' } });
  operator = new Api(kervan.url, kervan.keys().operator);
  ada = await register(operator, 'Ada', ['near', 'far']);
  ben = await register(operator, 'Ben', ['ben']);
  const [{ id }, { id: nobodys }] = [await place(ada, 'MUG', 2), await place(ada, 'NOBODY-HAS-IT', 1)];
  await place(ben, 'MUG', 1);
  purchaseOrder = await purchaseOrderFor(near(), id);
  const lineId = purchaseOrder.lines[0]!.id;
  const counted = { acceptedQuantity: 2, backorderedQuantity: 0, rejectedQuantity: 0 };
  const path = `/v1/purchase-orders/${purchaseOrder.id}`;
  acknowledged = await near().api.post<Json>(`${path}/acknowledgements`, {
    reference: 'ACK-1',
    lines: [{ lineId, ...counted, reasonCode: null, expectedShipAt: null }],
  });
  const parcel = { carrier: 'manual', trackingNumber: 'T-1', shippedAt: '2026-01-02T12:00:00+03:00' };
  notified = await near().api.post<Json>(`${path}/ship-notices`, {
    reference: 'ASN-1',
    parcels: [{ ...parcel, lines: [{ lineId, quantity: 2 }] }],
  });
  shipped = await step(async () => {
    const order = await orderWhen(id, 'shipped');
    expect(order.parcels).toHaveLength(1);
    return order;
  });
  unroutable = await orderWhen(nobodys, 'unroutable');
});
afterAll(() => kervan.stop());

describe('answers hold the documented fields', () => {
  const orderFields =
    'id externalId status statusReason currency placedAt lines parcels customer goodsMinor shippingMinor discountMinor totalMinor';

  it('of an order', () => {
    expectFields(shipped, orderFields);
    expectFields(shipped.lines[0], 'id externalLineId sku quantity status allocations');
    expectFields(shipped.lines[0]!.allocations[0], 'supplierId supplierCode purchaseOrderId quantity status');
    expectFields(shipped.parcels[0], 'shipmentId carrier trackingNumber status trackingUrl');
    expect(unroutable.statusReason).toEqual({ code: 'UNKNOWN_SKU', nextAction: 'ADD_LISTING' });
    expectConventions(shipped);
    expectConventions(unroutable);
  });

  it('of its timeline: every event of every service, in order, personal data masked', async () => {
    const timeline = await step(async () => {
      const found = await ada.api.expectGet<List>(`/v1/orders/${shipped.id}/timeline`);
      expect(found.items.map(({ type }) => type)).toContain('shipment.registered');
      return found;
    });
    for (const item of timeline.items) expectFields(item, 'id type occurredAt producer summary data');
    const types = timeline.items.map(({ type }) => type as string);
    const journey = [
      'order.placed',
      'order.routed',
      'purchase-order.created',
      'purchase-order.sent',
      'purchase-order.acknowledged',
      'purchase-order.shipped',
      'shipment.registered',
    ];
    expect(types.filter((type) => journey.includes(type))).toEqual(journey);
    expect(JSON.stringify(timeline)).not.toContain('secret.customer');
    expectConventions(timeline);
  });

  it('of its decisions and of a preview, which commits nothing', async () => {
    const decision =
      'routingVersion policyVersion currency decidedAt lines candidates plan unfilled costMinor lowerBoundMinor proven';
    const { items } = await ada.api.expectGet<List>(`/v1/orders/${shipped.id}/decisions`);
    expectFields(items[0], decision);
    // What is committed, not how old the figures are: that changes by itself.
    const stock = async (): Promise<unknown> => {
      const { items: offers } = await ada.api.expectGet<List>('/v1/offers?sku=MUG');
      return offers.map(({ supplierId, onHand, committed }) => ({ supplierId, onHand, committed }));
    };
    const stockBefore = await stock();
    const asked = restOrder(
      'PREVIEW',
      [
        { sku: 'MUG', quantity: 3 },
        { sku: 'NOPE', quantity: 1 },
      ],
      { email: 'a@example.com' },
    );
    const preview = await ada.api.post<Json>('/v1/routing/preview', asked);
    expect(preview.status).toBe(200);
    expectFields(preview.body, decision);
    expect(preview.body).toMatchObject({ proven: true, unfilled: [{ quantity: 1 }], plan: [{ quantity: 3 }] });
    expect(await stock()).toEqual(stockBefore);
    expect((await ada.api.expectGet<List>('/v1/orders?externalId=PREVIEW')).items).toEqual([]);
    expectConventions(items);
    expectConventions(preview.body);
  });

  it('of an offer, a supplier and a feed', async () => {
    const { items } = await ada.api.expectGet<List>(`/v1/offers?sku=MUG&supplierId=${near().id}`);
    expectFields(
      items[0],
      'supplierId supplierSku sku onHand committed available unitCostMinor currency leadTimeDays asOf source',
    );
    expect(items).toMatchObject([{ onHand: 100, committed: 2, available: 98, unitCostMinor: 4_000 }]);
    const supplier = await ada.api.expectGet<Json>(`/v1/suppliers/${near().id}`);
    expectFields(supplier, 'id code name country currency channel parcel leadTimeDays cutOff active');
    const { status, body } = await feed(far(), ['far-CUP,CUP,,5,1.00,TRY,1', 'bad,bad,,x,1.00,TRY,1']);
    expect(status).toBe(200);
    expectFields(body, 'feedId rows accepted changed unchanged removed rejected rejections asOf');
    expectFields((body['rejections'] as Json[])[0], 'row field code detail');
    for (const answer of [items, supplier, body]) expectConventions(answer);
  });

  it('of a purchase order and the answers to it', async () => {
    const read = await near().api.expectGet<Json>(`/v1/purchase-orders/${purchaseOrder.id}`);
    expectFields(
      read,
      'id number supplierId orderId status routingVersion shipTo lines createdAt sentAt acknowledgeBy shipBy',
    );
    expectFields(
      (read['lines'] as Json[])[0],
      'id supplierSku sku quantity acknowledgedQuantity rejectedQuantity backorderedQuantity shippedQuantity unitCostMinor',
    );
    expect(read).toMatchObject({ status: 'shipped', shipTo: { name: 'Ayşe Yılmaz', country: 'TR' } });
    expect([acknowledged.status, acknowledged.body['status']]).toEqual([201, 'acknowledged']);
    expect([notified.status, notified.body['status']]).toEqual([201, 'shipped']);
    for (const answer of [read, acknowledged.body, notified.body]) expectConventions(answer);
  });

  it('of a shipment, its checkpoints and the customer’s page', async () => {
    const shipmentId = shipped.parcels[0]!.shipmentId;
    const { items } = await ada.api.expectGet<List>(`/v1/shipments?orderId=${shipped.id}`);
    expect(items.map(({ id }) => id)).toEqual([shipmentId]);
    const checkpoint = {
      eventId: 'c1',
      status: 'in_transit',
      occurredAt: '2026-01-02T12:00:00+03:00',
      description: 'Left',
      place: 'İzmir',
    };
    expect((await ada.api.post(`/v1/shipments/${shipmentId}/checkpoints`, checkpoint)).status).toBe(201);
    const read = await ada.api.expectGet<Json & { checkpoints: Json[] }>(`/v1/shipments/${shipmentId}`);
    expectFields(read, 'id orderId purchaseOrderId carrier trackingNumber status checkpoints');
    expect(read).toMatchObject({ status: 'in_transit', checkpoints: [{ status: 'in_transit', place: 'İzmir' }] });
    expectConventions(read);
    const page = await fetch(shipped.parcels[0]!.trackingUrl);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect((await fetch(`${kervan.url}/track/${'x'.repeat(32)}`)).status).toBe(404);
  });

  it('of a notification', async () => {
    const { items } = await step(async () => {
      const found = await ada.api.expectGet<List>(`/v1/notifications?orderId=${shipped.id}`);
      expect(found.items.filter(({ status }) => status === 'sent')).toHaveLength(2);
      return found;
    });
    for (const item of items)
      expectFields(item, 'id orderId audience channel template language status sentAt dedupeKey');
    expectConventions(items);
  });

  it('of a store, of parked messages and of the audit', async () => {
    const store = { platform: 'shopify', name: 'Store', domain: 'ada.example.com', webhookSecret: 'a shared secret' };
    const connected = await ada.api.expectPost<Json>('/v1/stores', store);
    expectFields(connected, 'id webhookUrl');
    expect(connected['webhookUrl']).toBe(`${kervan.url}/v1/webhooks/shopify/${connected['id'] as string}`);
    expect(JSON.stringify([connected, await ada.api.expectGet('/v1/stores')])).not.toContain('a shared secret');
    const parked = await operator.expectGet<List>('/v1/parked?service=order&state=dead');
    expect(parked).toMatchObject({ items: [], next: null });
    const ids = [randomUUID()];
    const replay = await operator.post('/v1/parked/replay', { ids, ratePerSecond: 10 });
    expect(replay).toMatchObject({ status: 202, body: { scheduled: 0 } });
    expectProblem(await operator.post(`/v1/parked/${ids[0]!}/skip`, { reason: 'x' }), { status: 404 });
    const audit = await operator.expectGet<List>('/v1/audit');
    expect(audit.items[0]).toMatchObject({ action: 'parked.replayed', actorRole: 'operator', details: { ids } });
    expectConventions(audit);
  });
});

describe('every list', () => {
  it.each([
    '/v1/orders',
    '/v1/suppliers',
    '/v1/offers',
    '/v1/purchase-orders',
    '/v1/shipments',
    '/v1/notifications',
    '/v1/events',
    '/v1/audit',
    '/v1/keys',
    '/v1/merchants',
    '/v1/listings',
    '/v1/stores',
    '/v1/parked',
  ])('is read page by page along its Link header: %s', async (path) => {
    const whole = await operator.expectGet<List>(`${path}?limit=200`);
    expectFields(whole, 'items next');
    const seen: Json[] = [];
    let next: string | undefined = `${path}?limit=2`;
    while (next !== undefined && seen.length < whole.items.length) {
      const page: Answer<List> = await operator.get<List>(next);
      expect([page.status, page.body.items.length]).toEqual([200, expect.any(Number)]);
      seen.push(...page.body.items);
      const link = page.headers.get('link');
      expect(link === null).toBe(page.body.next === null);
      next = /^<([^>]+)>; rel="next"$/.exec(link ?? '')?.[1];
    }
    // What came in meanwhile is newer than the first page; nothing is left out or shown twice.
    expect(seen.length).toBeGreaterThanOrEqual(whole.items.length);
    expect(new Set(seen.map((item) => JSON.stringify(item['id'] ?? item['offerId'] ?? item))).size).toBe(seen.length);
  });

  it('finds by its filters', async () => {
    const idsOf = async (path: string): Promise<unknown[]> =>
      (await ada.api.expectGet<List>(path)).items.map(({ id }) => id);
    expect(await idsOf(`/v1/orders?externalId=${shipped.externalId}`)).toEqual([shipped.id]);
    expect(await idsOf('/v1/orders?status=unroutable')).toEqual([unroutable.id]);
    expect(await idsOf('/v1/orders?placedAfter=2999-01-01T00:00:00Z')).toEqual([]);
    expect(await idsOf('/v1/purchase-orders?status=shipped')).toEqual([purchaseOrder.id]);
    expect(await idsOf('/v1/purchase-orders?updatedAfter=2999-01-01T00:00:00Z')).toEqual([]);
    const events = await operator.expectGet<List>(`/v1/events?orderId=${shipped.id}&type=order.placed`);
    expect(events.items).toMatchObject([{ type: 'order.placed', orderId: shipped.id }]);
  });
});

describe('who may see what', () => {
  it('nobody without a key, and no role beyond its own', async () => {
    const anybody = new Api(kervan.url);
    const lists = [
      'orders',
      'suppliers',
      'offers',
      'listings',
      'stores',
      'purchase-orders',
      'shipments',
      'notifications',
    ];
    for (const path of [
      ...lists,
      'events',
      'events/stream',
      'parked',
      'audit',
      'keys',
      'merchants',
      'mailbox',
      'whoami',
    ]) {
      expectProblem(await anybody.get(`/v1/${path}`), { status: 401 });
      expectProblem(await anybody.withKey('kv_merchant_guessed').get(`/v1/${path}`), { status: 401 });
    }
    const operators = 'GET parked, GET audit, GET keys, GET merchants, POST keys, POST merchants, POST parked/replay';
    const merchants =
      'GET orders, GET suppliers, GET listings, GET stores, GET shipments, GET notifications, GET events, GET mailbox, ' +
      'GET events/stream, POST orders, POST suppliers, POST listings, POST stores, POST routing/preview';
    const forbidden: [Api, string][] = [
      [ada.api, operators],
      [near().api, `${operators}, ${merchants}`],
    ];
    for (const [api, calls] of forbidden) {
      for (const call of calls.split(', ')) {
        const [method = '', path = ''] = call.split(' ');
        const answer = method === 'POST' ? await api.post(`/v1/${path}`, {}) : await api.get(`/v1/${path}`);
        expectProblem(answer, { status: 403, code: 'FORBIDDEN' });
      }
    }
    const csv = await ada.api.send('POST', '/v1/feeds', FEED_HEADER, { 'content-type': 'text/csv' });
    expectProblem(csv, { status: 403 });
  });

  it('a supplier its own purchase orders and offers, never the customer’s e-mail or prices', async () => {
    const path = `/v1/purchase-orders/${purchaseOrder.id}`;
    const texts: string[] = [];
    for (const own of ['/v1/purchase-orders', path, '/v1/offers'])
      texts.push(JSON.stringify(await near().api.expectGet(own)));
    expect(texts.join()).not.toMatch(/secret\.customer|\+905321234567|totalMinor|unitPriceMinor/);
    expect(texts.join()).not.toContain(String(RETAIL_MINOR));
    const seen = await far().api.expectGet<List>('/v1/offers');
    expect(new Set(seen.items.map(({ supplierId }) => supplierId))).toEqual(new Set([far().id]));
    for (const stranger of [far(), bens()]) {
      expectProblem(await stranger.api.get(path), { status: 404 });
      expectProblem(
        await stranger.api.post(`${path}/acknowledgements`, {
          reference: 'x',
          lines: [{ lineId: purchaseOrder.lines[0]!.id, acceptedQuantity: 1 }],
        }),
        { status: 404 },
      );
      const { items } = await stranger.api.expectGet<List>(`/v1/purchase-orders?orderId=${shipped.id}`);
      expect(items).toEqual([]);
      expect((await stranger.api.expectGet<List>(`/v1/offers?supplierId=${near().id}`)).items).toEqual([]);
      const csv = { 'content-type': 'text/csv' };
      expectProblem(await stranger.api.send('POST', `/v1/suppliers/${near().id}/feeds`, FEED_HEADER, csv), {
        status: 404,
      });
    }
  });

  it('a merchant nothing of another merchant’s', async () => {
    const same = await place(ben, 'MUG', 1, shipped.externalId);
    expect(same.id).not.toBe(shipped.id);
    const one = `/v1/orders/${shipped.id}`;
    const shipment = `/v1/shipments/${shipped.parcels[0]!.shipmentId}`;
    const reads = [
      one,
      `${one}/timeline`,
      `${one}/decisions`,
      shipment,
      `/v1/purchase-orders/${purchaseOrder.id}`,
      `/v1/suppliers/${near().id}`,
    ];
    for (const path of reads) expectProblem(await ben.api.get(path), { status: 404 });
    const changes: [string, Json][] = [
      [`${one}/cancel`, { reason: 'mine' }],
      [`${one}/release`, {}],
      [`${shipment}/checkpoints`, { eventId: 'x', status: 'delivered', occurredAt: '2026-01-03T00:00:00Z' }],
      ['/v1/listings', { supplierId: near().id, supplierSku: 'near-MUG', sku: 'HACK' }],
    ];
    for (const [path, body] of changes) expectProblem(await ben.api.post(path, body), { status: 404 });
    const lists = [
      'orders',
      'suppliers',
      'offers',
      'listings',
      'stores',
      'purchase-orders',
      'shipments',
      'notifications',
      'events',
    ];
    for (const list of lists) {
      const { items } = await ben.api.expectGet<List>(`/v1/${list}?limit=200`);
      const owners = items.flatMap(({ merchantId }) => (typeof merchantId === 'string' ? [merchantId] : []));
      expect([list, new Set(owners)]).toEqual([list, owners.length === 0 ? new Set() : new Set([ben.id])]);
      expect(JSON.stringify(items)).not.toContain(near().id);
      expectProblem(await ben.api.get(`/v1/${list}?merchantId=${ada.id}`), { status: 403 });
    }
    const mails = await ben.api.expectGet<{ items: { id: string; subject: string }[] }>('/v1/mailbox');
    const adas = await ada.api.expectGet<{ items: { id: string }[] }>('/v1/mailbox');
    expect(adas.items.length).toBeGreaterThan(0);
    expect(mails.items.filter(({ id }) => adas.items.some((mail) => mail.id === id))).toEqual([]);
    expectProblem(await ben.api.get(`/v1/mailbox/${adas.items[0]!.id}`), { status: 404 });
    expect((await ada.api.expectGet<OrderAnswer>(one)).status).toBe('shipped');
  });

  it('keys are shown once, never with their hash, and stop when revoked', async () => {
    const issued = await operator.expectPost<{ id: string; key: string }>('/v1/keys', {
      role: 'merchant',
      merchantId: ada.id,
    });
    const holder = operator.withKey(issued.key);
    expect((await holder.get('/v1/orders')).status).toBe(200);
    const listed = JSON.stringify(await operator.expectGet('/v1/keys?limit=200'));
    expect(listed).toContain(issued.id);
    expect(listed).not.toMatch(/kv_(merchant|operator|supplier)_|"key"|sha256|[0-9a-f]{64}/);
    expect((await operator.send('DELETE', `/v1/keys/${issued.id}`)).status).toBe(204);
    for (const path of ['/v1/orders', '/v1/suppliers', '/v1/shipments', '/v1/notifications', '/v1/events'])
      await step(async () => void expectProblem(await holder.get(path), { status: 401 }));
    const wrong: [Json, string][] = [
      [{ role: 'merchant' }, '/merchantId'],
      [{ role: 'supplier', merchantId: ada.id }, '/supplierId'],
      [{ role: 'supplier', merchantId: ada.id, supplierId: bens().id }, '/supplierId'],
      [{ role: 'operator', expiresAt: '2020-01-01T00:00:00Z' }, '/expiresAt'],
      [{ role: 'operator', expiresAt: '2099-W01' }, '/expiresAt'],
      [{ role: 'god' }, '/role'],
      [{ role: 'operator', key: 'chosen' }, '/key'],
    ];
    for (const [body, pointer] of wrong) expectProblem(await operator.post('/v1/keys', body), { status: 422, pointer });
  });
});

describe('the event stream', () => {
  it('tells what happens, and goes on after the last event that was heard', async () => {
    const head = (await operator.expectGet<List>('/v1/events?limit=1')).items[0]!;
    const first = await EventStream.open(kervan, operatorKey());
    const { id } = await place(ada, 'MUG', 1);
    const heard = await first.until((event) => event.data['orderId'] === id && event.data['type'] === 'order.routed');
    first.close();
    // Facts of one topic come in order; those of purchase orders may overtake them.
    const ofOrder = heard.filter(({ data }) => data['orderId'] === id && String(data['type']).startsWith('order.'));
    expect(ofOrder.map(({ data }) => data['type'])).toEqual(['order.placed', 'order.routed']);
    for (const { data } of heard) expectFields(data, 'id type occurredAt producer summary data');

    const placed = heard.find(({ data }) => data['type'] === 'order.placed' && data['orderId'] === id)!;
    const again = await EventStream.open(kervan, operatorKey(), placed.id);
    const resumed = await again.until((event) => event.data['orderId'] === id && event.data['type'] === 'order.routed');
    again.close();
    expect(resumed.map((event) => event.id)).not.toContain(placed.id);
    const after = heard.slice(heard.indexOf(placed) + 1).map((event) => event.id);
    expect(resumed.slice(0, after.length).map((event) => event.id)).toEqual(after);
    expect(head['id']).not.toBe(placed.data['id']);
    const refused = await fetch(`${kervan.url}/v1/events/stream`, {
      headers: { authorization: `Bearer ${operatorKey()}`, 'last-event-id': 'yesterday' },
    });
    expect([refused.status, refused.headers.get('content-type')]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ]);
  });

  const operatorKey = (): string => kervan.keys().operator;
});

describe('every service', () => {
  const documented: Record<string, string[]> = {
    order: [
      '/v1/orders',
      '/v1/orders/{id}',
      '/v1/orders/{id}/cancel',
      '/v1/orders/{id}/release',
      '/v1/orders/{id}/decisions',
      '/v1/routing/preview',
      '/v1/stores',
      '/v1/webhooks/shopify/{storeId}',
      '/v1/webhooks/woocommerce/{storeId}',
      '/v1/offers',
    ],
    'supplier-sync': [
      '/v1/suppliers',
      '/v1/suppliers/{id}',
      '/v1/suppliers/{id}/feeds',
      '/v1/feeds',
      '/v1/listings',
      '/v1/purchase-orders',
      '/v1/purchase-orders/{id}',
      '/v1/purchase-orders/{id}/acknowledgements',
      '/v1/purchase-orders/{id}/ship-notices',
    ],
    'shipping-tracker': [
      '/v1/shipments',
      '/v1/shipments/{id}',
      '/v1/shipments/{id}/checkpoints',
      '/v1/carriers',
      '/v1/carriers/recognise',
      '/v1/carriers/unknown-codes',
      '/v1/webhooks/carriers/{carrier}',
      '/track/{token}',
    ],
    'after-sales': [
      '/v1/orders/{orderId}/returns',
      '/v1/orders/{orderId}/returns/assessment',
      '/v1/returns',
      '/v1/returns/{id}',
      '/v1/returns/{id}/approve',
      '/v1/returns/{id}/refuse',
      '/v1/returns/{id}/label',
      '/v1/returns/{id}/receipts',
      '/v1/returns/{id}/refund',
      '/v1/returns/{id}/close',
      '/v1/return-policies',
      '/v1/return-policies/{id}',
      '/v1/return-policies/{id}/preview',
      '/v1/refunds',
      '/v1/self-service/{token}/returns',
      '/v1/self-service/{token}/withdrawals',
      '/v1/self-service/{token}/withdrawals/{id}/confirm',
    ],
    notification: ['/v1/notifications'],
    console: [
      '/v1/merchants',
      '/v1/keys',
      '/v1/keys/{id}',
      '/v1/orders/{id}/timeline',
      '/v1/events',
      '/v1/events/stream',
      '/v1/parked',
      '/v1/parked/{id}',
      '/v1/parked/replay',
      '/v1/parked/{id}/skip',
      '/v1/audit',
    ],
  };

  it.each(Object.keys(documented))('says how it is and what it offers: %s', async (service) => {
    const { ports } = JSON.parse(readFileSync(join(kervan.dataDir, 'topology.json'), 'utf8')) as {
      ports: Record<string, number>;
    };
    const own = new Api(`http://127.0.0.1:${String(ports[service])}`);
    expect(await own.get('/health/live')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await own.get('/health/ready')).toMatchObject({ status: 200, body: { status: 'ok' } });
    const metrics = await own.get<string>('/metrics');
    expect([metrics.status, metrics.body]).toEqual([
      200,
      expect.stringContaining('# TYPE http_request_duration_seconds histogram'),
    ]);
    const document = await own.expectGet<{ openapi: string; paths: Json }>('/openapi.json');
    expect(document.openapi).toMatch(/^3\./);
    expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(documented[service]!));
  });
});

describe('routing instances', () => {
  it('are answered in order, one line each, a broken one on its own line', () => {
    // To the letter what the documentation of the format shows.
    const example = `{"id":"a1","lines":[{"id":"l1","quantity":3,"weightGrams":500}],
      "suppliers":[{"id":"s1","parcelFixedMinor":450,"parcelSteps":[{"upToGrams":1000,"costMinor":0},{"upToGrams":30000,"costMinor":700}],"minOrderMinor":0,"alreadyOpen":false}],
      "offers":[{"line":"l1","supplier":"s1","unitCostMinor":1290,"available":2}],
      "limits":{"parcelsMax":null,"unsplittableLines":[]}}`.replaceAll(/\n\s+/g, '');
    const bare = {
      id: 'b',
      lines: [{ id: 'l', quantity: 1 }],
      suppliers: [{ id: 's', parcelFixedMinor: 5 }],
      offers: [{ line: 'l', supplier: 's', unitCostMinor: 2, available: 1 }],
    };
    const senseless = { ...bare, id: 'c', lines: [{ id: 'l', quantity: -1 }] };
    const file = join(kervan.dataDir, 'instances.ndjson');
    writeFileSync(
      file,
      [example, '{"id":', senseless, [], bare]
        .map((item) => (typeof item === 'string' ? item : JSON.stringify(item)))
        .join('\n'),
    );
    const { status, stdout } = spawnSync(process.execPath, ['dist/apps/order/src/route.main.js', '--in', file], {
      encoding: 'utf8',
    });
    const answers = stdout
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text) as Json);
    const error = { code: expect.any(String), detail: expect.any(String) };
    const micros = expect.any(Number);
    expect(status).toBe(0);
    expect(answers).toEqual([
      {
        id: 'a1',
        plan: [{ line: 'l1', supplier: 's1', quantity: 2 }],
        unfilled: [{ line: 'l1', quantity: 1 }],
        costMinor: 3030,
        lowerBoundMinor: 3030,
        proven: true,
        micros,
      },
      { id: null, error },
      { id: 'c', error },
      { id: null, error },
      {
        id: 'b',
        plan: [{ line: 'l', supplier: 's', quantity: 1 }],
        unfilled: [],
        costMinor: 7,
        lowerBoundMinor: 7,
        proven: true,
        micros,
      },
    ]);
  });
});
