import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { eventually, startServiceUnderTest, type ServiceUnderTest } from '#testing';
import { shippingTrackerService } from '../src/service.js';
import { anOrder, hoursAgo, placed, shipped } from './builders.js';

let tracker: ServiceUnderTest;
beforeAll(async () => {
  tracker = await startServiceUnderTest(shippingTrackerService, { STALL_AFTER_SECONDS: '2' });
});
afterAll(() => tracker.stop());

const stalls = (orderId: string) =>
  tracker.published().filter((envelope) => envelope.key === orderId && envelope.type === 'shipment.stalled');

/** Silences; each grows through the levels. */
const silences = (orderId: string) => stalls(orderId).filter(({ data }) => (data as { level: number }).level === 1);

describe('a parcel that went quiet', () => {
  it('is reported once per level of a silence, and anew after news', async () => {
    const order = anOrder();
    const [quiet, done] = [uuidv7(), uuidv7()];
    await tracker.publish(placed(order));
    await tracker.publish(shipped(order, { parcelId: quiet }, { parcelId: done }));
    const merchant = await tracker.asMerchant(order.merchantId);
    const say = (id: string, status: string, eventId: string) =>
      merchant.post<{ stalledAt: string | null }>(`/v1/shipments/${id}/checkpoints`, {
        eventId,
        status,
        occurredAt: hoursAgo(0),
        description: null,
        place: null,
      });
    await say(done, 'delivered', 'd1');

    await eventually(() => expect(silences(order.orderId)).toHaveLength(1));
    // Rounds enough to say it again: another parcel goes quiet meanwhile.
    const other = anOrder();
    await tracker.publish(shipped(other, {}));
    await eventually(() => expect(silences(other.orderId)).toHaveLength(1));
    expect(silences(order.orderId)).toHaveLength(1);
    expect(silences(order.orderId)[0]?.data).toMatchObject({ shipmentId: quiet, status: 'registered' });
    expect((silences(order.orderId)[0]?.data as { quietSeconds: number }).quietSeconds).toBeGreaterThanOrEqual(2);
    expect((await tracker.http().get<string>(`/track/${order.token}`)).body).toContain('Gecikti: son haber bugün');

    expect((await say(quiet, 'in_transit', 'q1')).body.stalledAt).toBeNull();
    await eventually(() => expect(silences(order.orderId)).toHaveLength(2));
    expect(silences(order.orderId).map((envelope) => (envelope.data as { shipmentId: string }).shipmentId)).toEqual([
      quiet,
      quiet,
    ]);
    expect(silences(order.orderId)[1]?.data).toMatchObject({ status: 'in_transit' });
  });

  it('is reported again as the silence grows, three times in all', async () => {
    const order = anOrder();
    await tracker.publish(shipped(order, {}));
    const levels = () => stalls(order.orderId).map(({ data }) => (data as { level: number }).level);
    await eventually(() => expect(levels()).toEqual([1, 2, 3]), { timeoutMs: 30_000 });
    const quiet = stalls(order.orderId).map(({ data }) => (data as { quietSeconds: number }).quietSeconds);
    expect(quiet[1]).toBeGreaterThanOrEqual(4);
    expect(quiet[2]).toBeGreaterThanOrEqual(8);
    expect(new Set(stalls(order.orderId).map(({ data }) => (data as { quietSince: string }).quietSince)).size).toBe(1);
  });
});
