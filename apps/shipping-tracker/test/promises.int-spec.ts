import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { ReturnLabelIssued, type ShipmentPromised } from '#contracts';
import { draft } from '#messaging';
import { eventually, startServiceUnderTest, type ServiceUnderTest } from '#testing';
import { shippingTrackerService } from '../src/service.js';
import { anOrder, hoursAgo, placed, shipped, type TestOrder } from './builders.js';

const supplierId = uuidv7();
let tracker: ServiceUnderTest;
beforeAll(async () => {
  tracker = await startServiceUnderTest(shippingTrackerService);
  // A hundred parcels of this supplier by Aras to Türkiye: ninety after two days, ten after four.
  await tracker.dataSource.query(
    `INSERT INTO transit_times (shipment_id, carrier, country, supplier_id, days, delivered_on)
     SELECT gen_random_uuid(), 'aras', 'TR', $1, CASE WHEN n <= 90 THEN 2 ELSE 4 END, current_date - 3
       FROM generate_series(1, 100) AS n`,
    [supplierId],
  );
});
afterAll(() => tracker.stop());

const of = (order: TestOrder) => tracker.published().filter((envelope) => envelope.key === order.orderId);
const promisesOf = (order: TestOrder): ShipmentPromised[] =>
  of(order)
    .filter(({ type }) => type === 'shipment.promised')
    .map(({ data }) => data as ShipmentPromised);

/** An Istanbul day, so many days from today. */
const day = (days: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Istanbul' }).format(Date.now() + days * 86_400_000);

async function say(order: TestOrder, id: string, status: string, hours = 0): Promise<void> {
  const merchant = await tracker.asMerchant(order.merchantId);
  const checkpoint = { eventId: uuidv7(), status, occurredAt: hoursAgo(hours), description: null, place: null };
  expect((await merchant.post(`/v1/shipments/${id}/checkpoints`, checkpoint)).status).toBe(201);
}

describe('the expected delivery', () => {
  it('comes from what this supplier’s parcels took, is told and kept with each change', async () => {
    const order = anOrder();
    const parcelId = uuidv7();
    await tracker.publish(placed(order, { promiseBy: `${day(2)}T20:00:00.000Z` }));
    const notice = shipped(order, { parcelId, carrier: 'Aras Kargo', shippedAt: hoursAgo(0) });
    await tracker.publish(Object.assign(notice, { data: Object.assign(notice.data, { supplierId }) }));
    await eventually(() => expect(promisesOf(order)).toHaveLength(1));
    expect(promisesOf(order)).toMatchObject([
      {
        ...{ shipmentId: parcelId, promiseVersion: 1, reason: 'registered', previousLatestDay: null },
        ...{ likelyDay: day(2), basis: 'supplier_lane', samples: 100 },
      },
    ]);
    const chance = promisesOf(order)[0]?.onTimeProbability ?? 0;
    expect(chance).toBeGreaterThan(0.8);
    expect(chance).toBeLessThan(0.95);

    await say(order, parcelId, 'out_for_delivery');
    await eventually(() => expect(promisesOf(order)).toHaveLength(2));
    expect(promisesOf(order)[1]).toMatchObject({
      promiseVersion: 2,
      reason: 'moved',
      likelyDay: day(0),
      latestDay: day(1),
    });
    const merchant = await tracker.asMerchant(order.merchantId);
    const { body } = await merchant.get<{ promises: unknown[]; expected: object }>(`/v1/shipments/${parcelId}`);
    expect(body.promises).toHaveLength(2);
    expect(body.expected).toMatchObject({ likelyDay: day(0), basis: 'supplier_lane' });
  });

  it('is learnt from a delivery, and unlearnt when it was none', async () => {
    const order = anOrder();
    const parcelId = uuidv7();
    await tracker.publish(placed(order));
    // Three times 24 hours before the delivery: three days whatever the time of day is in Türkiye.
    await tracker.publish(shipped(order, { parcelId, carrier: 'ptt', shippedAt: hoursAgo(74) }));
    const learnt = () =>
      tracker.dataSource.query(`SELECT carrier, country, days FROM transit_times WHERE shipment_id = $1`, [parcelId]);
    await say(order, parcelId, 'delivered', 2);
    expect(await learnt()).toEqual([{ carrier: 'ptt', country: 'TR', days: 3 }]);
    await say(order, parcelId, 'attempt_failed', 1);
    expect(await learnt()).toEqual([]);
  });

  it('is said anew when its latest day went by', async () => {
    const order = anOrder();
    const parcelId = uuidv7();
    await tracker.publish(placed(order));
    await tracker.publish(shipped(order, { parcelId, carrier: 'mng', shippedAt: hoursAgo(240) }));
    await tracker.dataSource.query(
      `UPDATE shipments SET likely_day = current_date - 4, latest_day = current_date - 3 WHERE id = $1`,
      [parcelId],
    );
    await eventually(() => expect(promisesOf(order).at(-1)?.reason).toBe('late'));
  });
});

describe('a return', () => {
  it('is followed as its own, once its number is known, and is no news of the order’s delivery', async () => {
    const order = anOrder();
    const [parcelId, returnId, shipmentId] = [uuidv7(), uuidv7(), uuidv7()];
    await tracker.publish(placed(order));
    await tracker.publish(shipped(order, { parcelId }));
    await say(order, parcelId, 'delivered', 3);
    const label = (carrier: string | null, trackingNumber: string | null) =>
      draft(
        ReturnLabelIssued,
        { merchantId: order.merchantId, key: order.orderId },
        {
          ...{ returnId, number: 'R-1', orderId: order.orderId, shipmentId, supplierId: null, purchaseOrderId: null },
          ...{ method: 'label', carrier, trackingNumber, labelUrl: null, instructions: null, payer: 'merchant' },
          ...{ lines: [{ orderLineId: order.lineIds[0], quantity: 1 }], issuedAt: hoursAgo(1) },
        },
      );
    await tracker.publish(label(null, null));
    await tracker.publish(label('Yurtiçi Kargo', 'RET-1'));
    await say(order, shipmentId, 'in_transit', 0.5);
    await say(order, shipmentId, 'delivered');
    const told = () => of(order).filter(({ data }) => (data as { shipmentId?: string }).shipmentId === shipmentId);
    await eventually(() => expect(told()).toHaveLength(3));
    expect(told().map(({ type }) => type)).toEqual([
      'shipment.registered',
      'shipment.status-changed',
      'shipment.delivered',
    ]);
    for (const { data } of told()) expect(data).toMatchObject({ direction: 'return', returnId });
    expect(told()[0]?.data).toMatchObject({ carrier: 'yurtici', supplierId: null });
    const page = (await tracker.http().get<string>(`/track/${order.token}?lang=en`)).body;
    expect(page).toContain('Your return parcel');
    expect(page).toMatch(/<h1>We are preparing|<h1>Delivered/);
  });
});
