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

describe('a parcel that went quiet', () => {
  it('is reported once per silence, and again only after news', async () => {
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

    await eventually(() => expect(stalls(order.orderId)).toHaveLength(1));
    // Rounds enough to say it again: another parcel goes quiet meanwhile.
    const other = anOrder();
    await tracker.publish(shipped(other, {}));
    await eventually(() => expect(stalls(other.orderId)).toHaveLength(1));
    expect(stalls(order.orderId)).toHaveLength(1);
    expect(stalls(order.orderId)[0]?.data).toMatchObject({ shipmentId: quiet, status: 'registered' });
    expect((stalls(order.orderId)[0]?.data as { quietSeconds: number }).quietSeconds).toBeGreaterThanOrEqual(2);
    expect((await tracker.http().get<string>(`/track/${order.token}`)).body).toContain('Gecikti: son haber bugün');

    expect((await say(quiet, 'in_transit', 'q1')).body.stalledAt).toBeNull();
    await eventually(() => expect(stalls(order.orderId)).toHaveLength(2));
    expect(stalls(order.orderId).map((envelope) => (envelope.data as { shipmentId: string }).shipmentId)).toEqual([
      quiet,
      quiet,
    ]);
    expect(stalls(order.orderId)[1]?.data).toMatchObject({ status: 'in_transit' });
  });
});
