import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import type { ShipmentStatus } from '#contracts';
import { eventually, startServiceUnderTest, type ServiceUnderTest } from '#testing';
import { CarriersService, type ReceiptResponseDto } from '../src/carriers/carriers.service.js';
import { shippingTrackerService } from '../src/service.js';
import { anOrder, hoursAgo, shipped, type TestOrder } from './builders.js';

let tracker: ServiceUnderTest;
beforeAll(async () => {
  tracker = await startServiceUnderTest(shippingTrackerService, {});
});
afterAll(() => tracker.stop());

/** A report as an adapter hands it on. Reports of one turn of the event loop come to one commit. */
const report = (
  trackingNumber: string,
  status: ShipmentStatus,
  occurredAt: string,
  eventId: string = uuidv7(),
): Promise<ReceiptResponseDto> =>
  tracker.service.app.get(CarriersService).take('aras', 'webhook', {
    checkpoints: [
      {
        ...{ trackingNumber, eventId, status, occurredAt: new Date(occurredAt) },
        ...{ fault: null, description: null, place: null },
      },
    ],
    rejections: [],
  });

/** A parcel on its way. */
async function aParcel(): Promise<{ order: TestOrder; parcelId: string; number: string }> {
  const [order, parcelId, number] = [anOrder(), uuidv7(), uuidv7().replaceAll('-', '').toUpperCase()];
  await tracker.publish(shipped(order, { parcelId, trackingNumber: number }));
  return { order, parcelId, number };
}

const told = (orderId: string) =>
  tracker.published().filter(({ key, type }) => key === orderId && type !== 'shipment.promised');
const typesOf = (orderId: string): string[] =>
  told(orderId).map(({ type, data }) => ('status' in data ? `${type}:${String(data.status)}` : type));

/** The transactions that stored the checkpoints of these parcels. */
async function commitsOf(parcelIds: readonly string[]): Promise<number> {
  const [row] = await tracker.dataSource.query<{ commits: string }[]>(
    `SELECT count(DISTINCT xmin::text) AS commits FROM checkpoints WHERE shipment_id = ANY($1::uuid[])`,
    [parcelIds],
  );
  return Number(row?.commits);
}

describe('reports that arrive together', () => {
  it('share one commit, and each is told with a cause of its own', async () => {
    const parcels = await Promise.all(Array.from({ length: 5 }, aParcel));
    const receipts = await Promise.all(parcels.map(({ number }) => report(number, 'in_transit', hoursAgo(2))));
    expect(receipts).toEqual(parcels.map(() => ({ accepted: 1, duplicates: 0, unmatched: 0, rejected: [] })));
    expect(await commitsOf(parcels.map(({ parcelId }) => parcelId))).toBe(1);
    const last = () => parcels.map(({ order }) => told(order.orderId).at(-1));
    await eventually(() =>
      expect(last().map((event) => event?.type)).toEqual(parcels.map(() => 'shipment.status-changed')),
    );
    expect(new Set(last().map((event) => event?.correlationId)).size).toBe(parcels.length);
  });

  it('of one parcel are told in their order, as if each had come alone', async () => {
    const { order, parcelId, number } = await aParcel();
    await Promise.all([
      report(number, 'in_transit', hoursAgo(5)),
      report(number, 'delivered', hoursAgo(3)),
      // Late: changes nothing, as it would have by itself.
      report(number, 'picked_up', hoursAgo(8)),
      report(number, 'attempt_failed', hoursAgo(2)),
    ]);
    expect(await commitsOf([parcelId])).toBe(1);
    await eventually(() =>
      expect(typesOf(order.orderId)).toEqual([
        'shipment.registered',
        'shipment.status-changed:in_transit',
        'shipment.delivered',
        'shipment.status-changed:attempt_failed',
      ]),
    );
    // The delivery that was none is not learnt from, though both were heard in one commit.
    const learnt: unknown[] = await tracker.dataSource.query(`SELECT 1 FROM transit_times WHERE shipment_id = $1`, [
      parcelId,
    ]);
    expect(learnt).toEqual([]);
  });

  it('and say the same twice count once, the first', async () => {
    const { order, number } = await aParcel();
    const unknown = `NOBODY${number}`;
    const receipts = await Promise.all([
      report(number, 'in_transit', hoursAgo(2), 'same'),
      report(number, 'in_transit', hoursAgo(2), 'same'),
      report(unknown, 'in_transit', hoursAgo(2), 'same'),
      report(unknown, 'in_transit', hoursAgo(2), 'same'),
    ]);
    const counts = receipts.map(({ accepted, duplicates, unmatched }) => [accepted, duplicates, unmatched]);
    expect(counts).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [1, 0, 1],
      [0, 1, 0],
    ]);
    await eventually(() =>
      expect(typesOf(order.orderId)).toEqual(['shipment.registered', 'shipment.status-changed:in_transit']),
    );
  });

  it('do not fail with one that the database refuses', async () => {
    await tracker.dataSource.query(`ALTER TABLE checkpoints ADD CONSTRAINT not_poison CHECK (event_id <> 'poison')`);
    const parcels = await Promise.all(Array.from({ length: 3 }, aParcel));
    const [first, bad, last] = await Promise.allSettled(
      parcels.map(({ number }, index) => report(number, 'in_transit', hoursAgo(2), index === 1 ? 'poison' : undefined)),
    );
    await tracker.dataSource.query(`ALTER TABLE checkpoints DROP CONSTRAINT not_poison`);
    expect([first?.status, bad?.status, last?.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const changes = parcels.map(
      ({ order }) =>
        () =>
          typesOf(order.orderId).length,
    );
    await eventually(() => expect(changes.map((count) => count())).toEqual([2, 1, 2]));
  });

  it('reach parcels that are registered in the same instant', async () => {
    const [order, numbers] = [anOrder(), Array.from({ length: 8 }, () => uuidv7().replaceAll('-', ''))];
    const parcels = numbers.map((trackingNumber) => ({ parcelId: uuidv7(), trackingNumber }));
    await Promise.all([
      ...[...numbers].reverse().map((number) => report(number, 'in_transit', hoursAgo(2))),
      tracker.publish(shipped(order, ...parcels)),
    ]);
    const rows: { status: string }[] = await tracker.dataSource.query(
      `SELECT status FROM shipments WHERE order_id = $1`,
      [order.orderId],
    );
    expect(rows.map(({ status }) => status)).toEqual(numbers.map(() => 'in_transit'));
  });
});
