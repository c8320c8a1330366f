import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import type { PurchaseOrderAcknowledged, PurchaseOrderShipped } from '#contracts';
import type { ServiceUnderTest } from '#testing';
import { eventually, startServiceUnderTest } from '#testing';
import { supplierSyncService } from '../src/service.js';
import type { Partners, PurchaseOrderBody } from './builders.js';
import { AnOrder, customerEmail, fetched, partners, saidAbout } from './builders.js';

let world: ServiceUnderTest;
let shop: Partners;
beforeAll(async () => {
  world = await startServiceUnderTest(supplierSyncService, { EXPIRY_POLL_MS: '50' });
});
afterAll(() => world.stop());
beforeEach(async () => {
  shop = await partners(world);
});

const anOrder = (of: Partners = shop): AnOrder => new AnOrder(world, of);
const answerTo = (id: string, body: unknown, client = shop.supplier) =>
  client.post<{ status: string; code: string; errors: unknown[]; lines: PurchaseOrderBody['lines'] }>(
    `/v1/purchase-orders/${id}/acknowledgements`,
    body,
  );
const shipNotice = (id: string, body: unknown, client = shop.supplier) =>
  client.post<{ status: string; code: string; parcels: { parcelId: string }[] }>(
    `/v1/purchase-orders/${id}/ship-notices`,
    body,
  );
const parcelOf = (...lines: { lineId: string; quantity: number }[]) => ({
  carrier: 'Aras',
  trackingNumber: 'TR123',
  shippedAt: '2026-11-22T12:00:00+03:00',
  lines,
});
const lineIds = async (id: string): Promise<[string, string]> => {
  const { lines } = await fetched(shop.supplier, id);
  return [lines[0]?.id ?? '', lines[1]?.id ?? ''];
};

describe('a routing decision', () => {
  it('becomes a purchase order that the supplier can fetch, and is told of as sent once', async () => {
    const order = anOrder();
    const id = await order.reachesSupplier();
    expect(await fetched(shop.merchant, id)).toMatchObject({ status: 'created', sentAt: null, delivery: null });

    const body = await fetched(shop.supplier, id);
    expect(body).toMatchObject({
      number: expect.stringMatching(/^PO-\d{6}$/),
      orderId: order.orderId,
      supplierId: shop.supplierId,
      status: 'sent',
      routingVersion: 1,
      shipTo: { name: 'Ayşe Yılmaz', city: 'İstanbul', country: 'TR' },
      lines: [
        { sku: 'MUG', supplierSku: 'E-MUG', quantity: 5, acknowledgedQuantity: 0, unitCostMinor: 1000 },
        { sku: 'LAMP', quantity: 2 },
      ],
    });
    await fetched(shop.supplier, id);
    await shop.supplier.get('/v1/purchase-orders');
    await eventually(() =>
      expect(saidAbout(world, order.orderId)).toEqual(['purchase-order.created', 'purchase-order.sent']),
    );
  });

  it('makes each purchase order once, however often it is told', async () => {
    const order = anOrder();
    const id = await order.reachesSupplier();
    await order.routed();
    await order.routed(2);

    const list = await shop.merchant.get<{ items: PurchaseOrderBody[] }>(
      `/v1/purchase-orders?orderId=${order.orderId}`,
    );
    expect(list.body.items).toHaveLength(2);
    expect(new Set(list.body.items.map(({ number }) => number)).size).toBe(2);
    expect(list.body.items.map((item) => item.id)).toContain(id);
    await eventually(() => expect(saidAbout(world, order.orderId)).toHaveLength(2));
  });

  it('counts as sent when the supplier lists it, never when the merchant looks', async () => {
    const id = await anOrder().reachesSupplier();
    await shop.merchant.get('/v1/purchase-orders');
    expect((await fetched(shop.merchant, id)).status).toBe('created');

    const list = await shop.supplier.get<{ items: PurchaseOrderBody[] }>('/v1/purchase-orders?status=created');
    expect(list.body.items).toMatchObject([{ id, status: 'sent' }]);
    expect((await fetched(shop.merchant, id)).status).toBe('sent');
  });

  it('waits, parked, while its supplier is not known', async () => {
    const order = new AnOrder(world, { ...shop, supplierId: uuidv7() });
    await order.reachesSupplier();

    await eventually(async () => {
      const rows = await world.dataSource.query<{ error_code: string; state: string }[]>(
        'SELECT state, error_code FROM parked_messages WHERE key = $1',
        [order.orderId],
      );
      expect(rows).toEqual([{ state: 'waiting', error_code: 'UNKNOWN_SUPPLIER' }]);
    });
  });
});

describe('what others see', () => {
  it.each(['another merchant', 'the same merchant'])(
    'is nothing of a supplier that is not theirs, of %s',
    async (whose) => {
      const id = await anOrder().reachesSupplier();
      const [mug] = await lineIds(id);
      const rival = await partners(world, {}, whose === 'the same merchant' ? shop.merchantId : uuidv7());

      expect((await rival.supplier.get(`/v1/purchase-orders/${id}`)).status).toBe(404);
      const isTheirs = rival.merchantId === shop.merchantId;
      expect((await rival.merchant.get(`/v1/purchase-orders/${id}`)).status).toBe(isTheirs ? 200 : 404);
      expect((await rival.supplier.get<{ items: unknown[] }>('/v1/purchase-orders')).body.items).toEqual([]);
      const stolen = { reference: 'x', lines: [{ lineId: mug, acceptedQuantity: 1 }] };
      expect((await answerTo(id, stolen, rival.supplier)).status).toBe(404);
      expect(
        (await shipNotice(id, { reference: 'x', parcels: [parcelOf({ lineId: mug, quantity: 1 })] }, rival.supplier))
          .status,
      ).toBe(404);
    },
  );

  it('is never the e-mail or what the customer paid, for a supplier', async () => {
    const id = await anOrder().reachesSupplier();
    const seen = JSON.stringify(await fetched(shop.supplier, id));

    expect(seen).not.toContain(customerEmail);
    expect(seen).not.toMatch(/77700|88800|566100|"delivery"/);
    const stored = await world.dataSource.query<{ all: string }[]>('SELECT json_agg(s)::text AS all FROM ship_tos s');
    expect(stored[0]?.all).not.toContain(customerEmail);
  });

  it('is no personal data, in the log', async () => {
    const id = await anOrder().reachesSupplier();
    await fetched(shop.supplier, id);

    expect(JSON.stringify(world.logs())).not.toMatch(/Ayşe|Bağdat|ayse@/);
  });

  it('comes in pages, newest first', async () => {
    const ids = [];
    for (let i = 0; i < 3; i += 1) ids.unshift(await anOrder().reachesSupplier());

    const first = await shop.supplier.get<{ items: PurchaseOrderBody[]; next: string }>('/v1/purchase-orders?limit=2');
    const second = await shop.supplier.get<{ items: PurchaseOrderBody[]; next: null }>(
      `/v1/purchase-orders?limit=2&after=${first.body.next}`,
    );
    expect([...first.body.items, ...second.body.items].map(({ id }) => id)).toEqual(ids);
    expect(second.body.next).toBeNull();
  });
});

describe('an acknowledgement', () => {
  it('answers per line and quantity, and only what it says is told', async () => {
    const order = anOrder();
    const id = await order.reachesSupplier();
    const [mug, lamp] = await lineIds(id);
    const { status, body } = await answerTo(id, {
      reference: 'A-1',
      lines: [
        {
          lineId: mug,
          acceptedQuantity: 3,
          backorderedQuantity: 1,
          rejectedQuantity: 1,
          reasonCode: 'OUT_OF_STOCK',
          expectedShipAt: null,
        },
        {
          lineId: lamp,
          acceptedQuantity: 0,
          backorderedQuantity: 0,
          rejectedQuantity: 2,
          reasonCode: null,
          expectedShipAt: null,
        },
      ],
    });

    expect(status).toBe(201);
    expect(body).toMatchObject({ purchaseOrderId: id, reference: 'A-1', status: 'partly_acknowledged' });
    expect((await fetched(shop.supplier, id)).lines).toMatchObject([
      { acknowledgedQuantity: 3, backorderedQuantity: 1, rejectedQuantity: 1 },
      { acknowledgedQuantity: 0, rejectedQuantity: 2 },
    ]);
    await eventually(() => {
      const told = world
        .published()
        .find(({ key, type }) => key === order.orderId && type === 'purchase-order.acknowledged');
      const { status: told1, lines } = told?.data as PurchaseOrderAcknowledged;
      expect(told1).toBe('partly_acknowledged');
      expect(lines).toMatchObject([
        {
          orderLineId: order.mug,
          acceptedQuantity: 3,
          backorderedQuantity: 1,
          rejectedQuantity: 1,
          reasonCode: 'OUT_OF_STOCK',
        },
        { orderLineId: order.lamp, rejectedQuantity: 2, reasonCode: 'OTHER' },
      ]);
    });
  });

  it('counts once by its reference, also in a race of ten', async () => {
    const order = anOrder();
    const id = await order.reachesSupplier();
    const [mug, lamp] = await lineIds(id);
    const answer = {
      reference: 'A-1',
      lines: [
        { lineId: mug, acceptedQuantity: 5 },
        { lineId: lamp, acceptedQuantity: 2 },
      ],
    };
    const answers = await Promise.all(Array.from({ length: 10 }, () => answerTo(id, answer)));

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')).toHaveLength(9);
    await shipNotice(id, {
      reference: 'S-1',
      parcels: [parcelOf({ lineId: mug, quantity: 5 }, { lineId: lamp, quantity: 2 })],
    });
    expect((await answerTo(id, answer)).body).toEqual(answers[0]?.body);
    await eventually(() =>
      expect(saidAbout(world, order.orderId)).toEqual([
        'purchase-order.created',
        'purchase-order.sent',
        'purchase-order.acknowledged',
        'purchase-order.shipped',
      ]),
    );
    expect(await answerTo(id, { ...answer, lines: [{ lineId: mug, rejectedQuantity: 1 }] })).toMatchObject({
      status: 422,
      body: { code: 'REFERENCE_REUSED' },
    });
  });

  it('with impossible quantities is refused and applies nothing', async () => {
    const id = await anOrder().reachesSupplier();
    const [mug, lamp] = await lineIds(id);
    const refused = await answerTo(id, {
      reference: 'A-1',
      lines: [
        { lineId: lamp, acceptedQuantity: 2 },
        { lineId: mug, acceptedQuantity: 4, rejectedQuantity: 2 },
        { lineId: uuidv7(), acceptedQuantity: 1 },
      ],
    });

    expect(refused).toMatchObject({ status: 422, body: { code: 'IMPOSSIBLE_QUANTITIES' } });
    expect(refused.body.errors).toMatchObject([
      { pointer: '/lines/1', code: 'MORE_THAN_UNANSWERED' },
      { pointer: '/lines/2', code: 'UNKNOWN_LINE' },
    ]);
    expect((await fetched(shop.supplier, id)).lines).toMatchObject([
      { acknowledgedQuantity: 0 },
      { acknowledgedQuantity: 0 },
    ]);
    expect((await answerTo(id, { reference: 'A-1', lines: [{ lineId: lamp }] })).status).toBe(422);
    expect((await answerTo(id, { reference: 'A-1', lines: [{ lineId: lamp, acceptedQuantity: 2 }] })).status).toBe(201);
  });
});

describe('a ship notice', () => {
  it('tells of each parcel with an id of its own and the carrier in lower case', async () => {
    const order = anOrder();
    const id = await order.reachesSupplier();
    const [mug, lamp] = await lineIds(id);
    await answerTo(id, {
      reference: 'A',
      lines: [
        { lineId: mug, acceptedQuantity: 5 },
        { lineId: lamp, acceptedQuantity: 2 },
      ],
    });
    const first = await shipNotice(id, { reference: 'S-1', parcels: [parcelOf({ lineId: mug, quantity: 5 })] });
    const second = await shipNotice(id, { reference: 'S-2', parcels: [parcelOf({ lineId: lamp, quantity: 2 })] });

    expect([first.body.status, second.body.status]).toEqual(['partly_shipped', 'shipped']);
    await eventually(() => {
      const told = world
        .published()
        .filter(({ key, type }) => key === order.orderId && type === 'purchase-order.shipped');
      expect(told.map(({ data }) => (data as PurchaseOrderShipped).status)).toEqual(['partly_shipped', 'shipped']);
      expect((told[0]?.data as PurchaseOrderShipped).parcels).toEqual([
        {
          parcelId: first.body.parcels[0]?.parcelId,
          carrier: 'aras',
          trackingNumber: 'TR123',
          shippedAt: '2026-11-22T09:00:00.000Z',
          lines: [{ purchaseOrderLineId: mug, orderLineId: order.mug, quantity: 5 }],
        },
      ]);
    });
  });

  it('may come without any answer, may come before it, and never ships what is not there', async () => {
    const id = await anOrder().reachesSupplier();
    const [mug, lamp] = await lineIds(id);
    const notice = (reference: string, quantity: number) =>
      shipNotice(id, { reference, parcels: [parcelOf({ lineId: mug, quantity })] });

    expect((await notice('S-1', 2)).body.status).toBe('partly_shipped');
    expect(await notice('S-2', 4)).toMatchObject({ status: 422, body: { code: 'IMPOSSIBLE_QUANTITIES' } });
    const late = {
      reference: 'A',
      lines: [
        { lineId: mug, acceptedQuantity: 5 },
        { lineId: lamp, rejectedQuantity: 2 },
      ],
    };
    expect((await answerTo(id, late)).body).toMatchObject({ status: 'partly_shipped' });
    expect((await notice('S-3', 3)).body.status).toBe('shipped');
    expect((await fetched(shop.supplier, id)).lines).toMatchObject([
      { shippedQuantity: 5, acknowledgedQuantity: 5 },
      { shippedQuantity: 0, rejectedQuantity: 2 },
    ]);
  });

  it('counts once by its reference, also in a race', async () => {
    const id = await anOrder().reachesSupplier();
    const [mug] = await lineIds(id);
    const notice = { reference: 'S-1', parcels: [parcelOf({ lineId: mug, quantity: 2 })] };
    const answers = await Promise.all(Array.from({ length: 5 }, () => shipNotice(id, notice)));

    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect((await fetched(shop.supplier, id)).lines[0]).toMatchObject({ shippedQuantity: 2 });
    const parcels = await world.dataSource.query<unknown[]>('SELECT id FROM parcels WHERE purchase_order_id = $1', [
      id,
    ]);
    expect(parcels).toHaveLength(1);
  });
});

describe('a cancellation', () => {
  it('takes everything when nothing has left, and answers come too late then', async () => {
    const order = anOrder();
    const id = await order.reachesSupplier();
    const [mug] = await lineIds(id);
    await order.cancelled(id);
    await order.cancelled(id);

    expect(await fetched(shop.supplier, id)).toMatchObject({
      status: 'cancelled',
      lines: [{ cancelledQuantity: 5 }, { cancelledQuantity: 2 }],
    });
    expect(await answerTo(id, { reference: 'A', lines: [{ lineId: mug, acceptedQuantity: 5 }] })).toMatchObject({
      status: 409,
      body: { code: 'PURCHASE_ORDER_CANCELLED' },
    });
    expect((await shipNotice(id, { reference: 'S', parcels: [parcelOf({ lineId: mug, quantity: 5 })] })).status).toBe(
      409,
    );
    await eventually(() =>
      expect(saidAbout(world, order.orderId)).toEqual([
        'purchase-order.created',
        'purchase-order.sent',
        'purchase-order.cancelled',
      ]),
    );
  });

  it('takes only what has not left', async () => {
    const order = anOrder();
    const id = await order.reachesSupplier();
    const [mug, lamp] = await lineIds(id);
    await answerTo(id, {
      reference: 'A',
      lines: [
        { lineId: mug, acceptedQuantity: 4, rejectedQuantity: 1 },
        { lineId: lamp, acceptedQuantity: 2 },
      ],
    });
    await shipNotice(id, { reference: 'S', parcels: [parcelOf({ lineId: mug, quantity: 3 })] });
    await order.cancelled(id);

    expect((await fetched(shop.supplier, id)).status).toBe('shipped');
    await eventually(() => {
      const told = world
        .published()
        .find(({ key, type }) => key === order.orderId && type === 'purchase-order.cancelled');
      expect(told?.data).toMatchObject({
        lines: [
          { orderLineId: order.mug, quantity: 1 },
          { orderLineId: order.lamp, quantity: 2 },
        ],
      });
    });
  });

  it('is refused when everything has left', async () => {
    const order = anOrder();
    const id = await order.reachesSupplier();
    const [mug, lamp] = await lineIds(id);
    await shipNotice(id, {
      reference: 'S',
      parcels: [parcelOf({ lineId: mug, quantity: 5 }, { lineId: lamp, quantity: 2 })],
    });
    await order.cancelled(id);

    await eventually(() => expect(saidAbout(world, order.orderId).at(-1)).toBe('purchase-order.cancellation-refused'));
    expect((await fetched(shop.supplier, id)).status).toBe('shipped');
  });

  it('and an answer at the same moment never deadlock, and one of them wins completely', async () => {
    const order = anOrder();
    const ids = [await order.reachesSupplier(), await order.routed(2), await order.routed(3)];
    const lines = await Promise.all(ids.map((id) => lineIds(id)));
    const [, ...outcomes] = await Promise.all([
      order.cancelled(...ids),
      ...ids.map((id, index) =>
        answerTo(id, { reference: 'A', lines: [{ lineId: lines[index]?.[0], acceptedQuantity: 5 }] }),
      ),
    ]);

    for (const { status } of outcomes) expect([201, 409]).toContain(status);
    for (const id of ids) expect((await fetched(shop.supplier, id)).status).toBe('cancelled');
  });
});

describe('silence', () => {
  it('ends in expiry by the clock of the database, and an answer after it is a conflict', async () => {
    shop = await partners(world, { acknowledgeWithinSeconds: 1 });
    const order = anOrder();
    const id = await order.reachesSupplier();
    const [mug] = await lineIds(id);
    await eventually(async () => expect((await fetched(shop.supplier, id)).status).toBe('expired'));

    expect(await answerTo(id, { reference: 'A', lines: [{ lineId: mug, acceptedQuantity: 5 }] })).toMatchObject({
      status: 409,
      body: { code: 'PURCHASE_ORDER_EXPIRED' },
    });
    await eventually(() => {
      const told = world
        .published()
        .filter(({ key, type }) => key === order.orderId && type === 'purchase-order.expired');
      expect(told.map(({ data }) => data)).toMatchObject([
        {
          lines: [
            { orderLineId: order.mug, quantity: 5 },
            { orderLineId: order.lamp, quantity: 2 },
          ],
        },
      ]);
    });
  });

  it('about some units takes back only those', async () => {
    shop = await partners(world, { acknowledgeWithinSeconds: 2 });
    const order = anOrder();
    const id = await order.reachesSupplier();
    const [mug] = await lineIds(id);
    await answerTo(id, { reference: 'A', lines: [{ lineId: mug, acceptedQuantity: 3 }] });

    await eventually(() => {
      const told = world
        .published()
        .find(({ key, type }) => key === order.orderId && type === 'purchase-order.expired');
      expect(told?.data).toMatchObject({ lines: [{ quantity: 2 }, { quantity: 2 }] });
    });
    expect((await fetched(shop.supplier, id)).status).toBe('partly_acknowledged');
    expect(await answerTo(id, { reference: 'B', lines: [{ lineId: mug, acceptedQuantity: 2 }] })).toMatchObject({
      status: 409,
    });
    expect(
      (await shipNotice(id, { reference: 'S', parcels: [parcelOf({ lineId: mug, quantity: 3 })] })).body.status,
    ).toBe('shipped');
  });

  it('does not expire what was answered or has begun to leave', async () => {
    shop = await partners(world, { acknowledgeWithinSeconds: 1 });
    const [answered, begun, silent] = [anOrder(), anOrder(), anOrder()];
    const ids = await Promise.all([answered.reachesSupplier(), begun.reachesSupplier()]);
    const [[mug, lamp], [mug2]] = await Promise.all([lineIds(ids[0]), lineIds(ids[1])]);
    await answerTo(ids[0], {
      reference: 'A',
      lines: [
        { lineId: mug, acceptedQuantity: 5 },
        { lineId: lamp, backorderedQuantity: 2 },
      ],
    });
    await shipNotice(ids[1], { reference: 'S', parcels: [parcelOf({ lineId: mug2, quantity: 1 })] });
    const last = await silent.reachesSupplier();

    await eventually(async () => expect((await fetched(shop.merchant, last)).status).toBe('expired'));
    expect((await fetched(shop.merchant, ids[0])).status).toBe('partly_acknowledged');
    expect((await fetched(shop.merchant, ids[1])).status).toBe('partly_shipped');
  });
});
