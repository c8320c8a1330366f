import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { OrderCancelled, toWire, type ShipmentStatus } from '#contracts';
import { draft } from '#messaging';
import { eventually, startServiceUnderTest, type ServiceUnderTest, type TestResponse } from '#testing';
import { shippingTrackerService } from '../src/service.js';
import { anOrder, checkpoint, hoursAgo, placed, shipped, signed } from './builders.js';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const oldSecret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

interface ShipmentBody {
  id: string;
  status: ShipmentStatus;
  statusSince: string;
  trackingUrl: string | null;
  checkpoints: { eventId: string; source: string; status: string }[];
}

let tracker: ServiceUnderTest;
beforeAll(async () => {
  tracker = await startServiceUnderTest(shippingTrackerService, {
    CARRIER_WEBHOOK_SECRETS: `aras=${secret},aras=${oldSecret},yurtici=${oldSecret}`,
    PUBLIC_URL: 'https://kervan.example',
  });
});
afterAll(() => tracker.stop());

const push = (
  content: unknown,
  { carrier = 'aras', key = secret, sentAt = new Date() } = {},
): Promise<TestResponse> => {
  const { body, headers } = signed(key, content, sentAt);
  return tracker.http().post(`/v1/webhooks/carriers/${carrier}`, body, headers);
};

const get = async (merchantId: string, id: string): Promise<ShipmentBody> => {
  const answer = await (await tracker.asMerchant(merchantId)).get<ShipmentBody>(`/v1/shipments/${id}`);
  expect(answer.status).toBe(200);
  return answer.body;
};

/** What was told of an order's parcels, without the days on which they are expected. */
const said = (orderId: string): string[] =>
  tracker
    .published()
    .filter((envelope) => envelope.key === orderId && envelope.type !== 'shipment.promised')
    .map((envelope) =>
      'status' in envelope.data ? `${envelope.type}:${String(envelope.data.status)}` : envelope.type,
    );

describe('parcels', () => {
  it('are registered once per parcel of a ship notice, however often it is told', async () => {
    const order = anOrder();
    const [first, second] = [uuidv7(), uuidv7()];
    await tracker.publish(placed(order));
    const notice = shipped(order, { parcelId: first, lines: [[0, 2]] }, { parcelId: second, lines: [[1, 1]] });
    const envelope = await tracker.publish(notice);
    await tracker.bus.publish([toWire(envelope)]);
    await tracker.publish(notice);

    await eventually(() => expect(said(order.orderId)).toEqual(['shipment.registered', 'shipment.registered']));
    const list = await (
      await tracker.asMerchant(order.merchantId)
    ).get<{ items: ShipmentBody[] }>(`/v1/shipments?orderId=${order.orderId}`);
    expect(list.body.items.map((item) => item.id).sort()).toEqual([first, second].sort());
    expect(list.body.items[0]).toMatchObject({
      status: 'registered',
      trackingUrl: `https://kervan.example/track/${order.token}`,
    });
  });

  it('get their carrier from what the supplier wrote, or else from their number, or from nobody', async () => {
    const order = anOrder();
    const parcels = [
      { parcelId: uuidv7(), carrier: 'Sürat Kargo', trackingNumber: '1Z999AA10123456784' },
      { parcelId: uuidv7(), carrier: 'unknown', trackingNumber: '1z 999aa1 01 2345 678 4' },
      { parcelId: uuidv7(), carrier: 'unknown', trackingNumber: '986578788855' },
      { parcelId: uuidv7(), carrier: 'hızlı teker', trackingNumber: 'HT-1' },
    ];
    await tracker.publish(shipped(order, ...parcels));
    const merchant = await tracker.asMerchant(order.merchantId);
    const carriers = parcels.map(async ({ parcelId }) => {
      const { body } = await merchant.get<{ carrier: string }>(`/v1/shipments/${parcelId}`);
      return body.carrier;
    });
    // Twelve digits are FedEx's by their check digit and Yurtiçi's by their number: not guessed.
    expect(await Promise.all(carriers)).toEqual(['surat', 'ups', 'unknown', 'hızlı teker']);
    const asked = await merchant.get('/v1/carriers/recognise?number=986578788855');
    expect(asked.body).toMatchObject({ number: '986578788855', carrier: 'fedex', certain: false });
    expect((await merchant.get('/v1/carriers/recognise')).status).toBe(422);
  });

  it('are seen by their merchant and operators only, page by page', async () => {
    const order = anOrder();
    const ids = [uuidv7(), uuidv7(), uuidv7()];
    await tracker.publish(shipped(order, ...ids.map((parcelId) => ({ parcelId }))));
    const id = ids[0]!;
    expect((await (await tracker.asMerchant()).get(`/v1/shipments/${id}`)).status).toBe(404);
    expect((await (await tracker.asOperator()).get(`/v1/shipments/${id}`)).status).toBe(200);
    expect((await (await tracker.asSupplier(uuidv7(), order.merchantId)).get(`/v1/shipments/${id}`)).status).toBe(403);
    expect((await tracker.http().get('/v1/shipments')).status).toBe(401);

    const merchant = await tracker.asMerchant(order.merchantId);
    const seen: string[] = [];
    let next: string | null = null;
    do {
      const page: TestResponse<{ items: ShipmentBody[]; next: string | null }> = await merchant.get(
        `/v1/shipments?limit=2${next === null ? '' : `&after=${next}`}`,
      );
      seen.push(...page.body.items.map((item) => item.id));
      next = page.body.next;
    } while (next !== null);
    expect(seen.sort()).toEqual([...ids].sort());
    expect((await merchant.get('/v1/shipments?status=lost')).status).toBe(422);
  });
});

describe('what carriers push', () => {
  it('becomes the truth, and only a changed truth is told', async () => {
    const order = anOrder();
    const parcelId = uuidv7();
    await tracker.publish(shipped(order, { parcelId, trackingNumber: 'AR-77 01' }));
    const transit = checkpoint('ar7701', 'in_transit', hoursAgo(5));
    expect((await push(transit)).body).toEqual({ accepted: 1, duplicates: 0, unmatched: 0, rejected: [] });
    expect((await push(transit)).body).toMatchObject({ accepted: 0, duplicates: 1 });
    // Late: it happened before, so it is kept but changes nothing.
    await push(checkpoint('AR7701', 'picked_up', hoursAgo(8)));
    await push([checkpoint('AR7701', 'delivered', hoursAgo(1)), checkpoint('AR7701', 'out_for_delivery', hoursAgo(3))]);
    await push(checkpoint('AR7701', 'attempt_failed', hoursAgo(0.5)));

    const shipment = await get(order.merchantId, parcelId);
    expect(shipment.status).toBe('attempt_failed');
    expect(shipment.checkpoints.map((one) => one.status)).toEqual([
      'picked_up',
      'in_transit',
      'out_for_delivery',
      'delivered',
      'attempt_failed',
    ]);
    await eventually(() =>
      expect(said(order.orderId)).toEqual([
        'shipment.registered',
        'shipment.status-changed:in_transit',
        'shipment.delivered',
        'shipment.status-changed:attempt_failed',
      ]),
    );
  });

  it('is kept while no ship notice names the number, and counts when one does', async () => {
    const order = anOrder();
    const parcelId = uuidv7();
    const number = `EARLY${String(Date.now())}`;
    expect((await push(checkpoint(number, 'picked_up', hoursAgo(4)))).body).toMatchObject({
      accepted: 1,
      unmatched: 1,
    });
    expect((await push(checkpoint(number, 'in_transit', hoursAgo(2)))).body).toMatchObject({ unmatched: 1 });

    await tracker.publish(shipped(order, { parcelId, trackingNumber: number }));
    expect(await get(order.merchantId, parcelId)).toMatchObject({ status: 'in_transit' });
    await eventually(() =>
      expect(said(order.orderId)).toEqual(['shipment.registered', 'shipment.status-changed:in_transit']),
    );
  });

  it('loses nothing when report and ship notice arrive in the same instant', async () => {
    for (let round = 0; round < 10; round += 1) {
      const order = anOrder();
      const parcelId = uuidv7();
      const number = `RACE${String(Date.now())}${String(round)}`;
      await Promise.all([
        push(checkpoint(number, 'in_transit', hoursAgo(2))),
        tracker.publish(shipped(order, { parcelId, trackingNumber: number })),
      ]);
      expect((await get(order.merchantId, parcelId)).status).toBe('in_transit');
    }
  });

  it('is refused without a fitting signature, and leaves nothing behind', async () => {
    const number = 'FORGED1';
    const forged = checkpoint(number, 'delivered', hoursAgo(1));
    const stranger = 'whsec_c3RyYW5nZXJzdHJhbmdlcnN0cmFuZ2Vy';
    expect((await push(forged, { key: stranger })).status).toBe(401);
    expect((await push(forged, { carrier: 'yurtici' })).status).toBe(401);
    expect((await push(forged, { carrier: 'nobody' })).status).toBe(401);
    expect((await push(forged, { sentAt: new Date(Date.now() - 6 * 60_000) })).status).toBe(401);
    const { headers } = signed(secret, { ...forged, status: 'returned' });
    const swapped = await tracker.http().post('/v1/webhooks/carriers/aras', JSON.stringify(forged), headers);
    expect(swapped.status).toBe(401);
    expect(swapped.body).toMatchObject({ code: 'INVALID_SIGNATURE' });
    const rows: unknown[] = await tracker.dataSource.query(
      `SELECT 1 FROM unmatched_checkpoints WHERE tracking_key = 'FORGED1'`,
    );
    expect(rows).toEqual([]);
  });

  it('may be signed with the secret that is being replaced', async () => {
    expect((await push(checkpoint('OLDKEY', 'in_transit', hoursAgo(1)), { key: oldSecret })).status).toBe(200);
  });

  it('keeps the good checkpoints of a report and names the bad ones', async () => {
    const good = checkpoint('MIXED', 'in_transit', hoursAgo(1));
    const answer = await push([
      { ...good, eventId: 'x', status: 'flying' },
      good,
      { ...good, eventId: 'y', occurredAt: '2026-11-22T10:00:00' },
    ]);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ accepted: 1, rejected: [{ index: 0 }, { index: 2 }] });
    expect((await push([{ nothing: true }])).status).toBe(422);
  });

  it('ends in the same truth for any order and repetition of the same reports', async () => {
    const statuses: ShipmentStatus[] = [
      'picked_up',
      'in_transit',
      'delayed',
      'out_for_delivery',
      'attempt_failed',
      'delivered',
    ];
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 0, 2, 5], { minLength: 9 }), async (heard) => {
        const order = anOrder();
        const parcelId = uuidv7();
        const number = `PERM${uuidv7().replaceAll('-', '')}`;
        const reports = statuses.map((status, index) =>
          checkpoint(number, status, hoursAgo(10 - index), `e${String(index)}`),
        );
        const split = heard[0]!;
        for (const index of heard.slice(0, split)) await push(reports[index]);
        await tracker.publish(shipped(order, { parcelId, trackingNumber: number }));
        for (const index of heard.slice(split)) await push(reports[index]);
        const shipment = await get(order.merchantId, parcelId);
        expect(shipment).toMatchObject({ status: 'delivered', statusSince: reports[5]!.occurredAt });
        expect(shipment.checkpoints).toHaveLength(6);
      }),
      { numRuns: 8 },
    );
  });
});

describe('what people say', () => {
  it('is taken once per event id', async () => {
    const order = anOrder();
    const parcelId = uuidv7();
    await tracker.publish(shipped(order, { parcelId }));
    const merchant = await tracker.asMerchant(order.merchantId);
    const word = { eventId: 'call-1', status: 'on_hold', occurredAt: hoursAgo(1), description: 'customs', place: null };
    const path = `/v1/shipments/${parcelId}/checkpoints`;
    const first = await merchant.post<ShipmentBody>(path, word);
    expect([first.status, first.body.status]).toEqual([201, 'on_hold']);
    const again = await merchant.post<ShipmentBody>(path, word);
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
    expect(again.body.checkpoints).toHaveLength(1);
    expect((await merchant.post(path, { ...word, status: 'delivered' })).body).toMatchObject({
      code: 'EVENT_ID_REUSED',
    });
    expect((await merchant.post(path, { ...word, eventId: 'call-2', status: 'gone' })).status).toBe(422);
    expect((await merchant.post(path, { ...word, eventId: 'call-3', occurredAt: '2026-11-22T10:00:00' })).status).toBe(
      422,
    );
    expect((await merchant.post(path, { ...word, eventId: 'call-4', occurredAt: hoursAgo(-48) })).body).toMatchObject({
      code: 'OCCURRED_AT_IN_FUTURE',
    });
    expect((await merchant.post(path, { ...word, eventId: 'call-5', mood: 'bad' })).status).toBe(422);
    expect((await (await tracker.asMerchant()).post(path, { ...word, eventId: 'call-6' })).status).toBe(404);
    expect((await (await tracker.asSupplier(uuidv7(), order.merchantId)).post(path, word)).status).toBe(403);
    await eventually(() =>
      expect(said(order.orderId)).toEqual(['shipment.registered', 'shipment.status-changed:on_hold']),
    );
  });
});

describe('the page of an order', () => {
  it('says that a cancelled order was cancelled', async () => {
    const order = anOrder();
    await tracker.publish(placed(order));
    await tracker.publish(
      draft(
        OrderCancelled,
        { merchantId: order.merchantId, key: order.orderId },
        {
          orderId: order.orderId,
          reasonCode: 'REQUESTED_BY_CUSTOMER',
          partly: false,
        },
      ),
    );
    expect((await tracker.http().get<string>(`/track/${order.token}`)).body).toContain('Bu sipariş iptal edildi');
  });
});
