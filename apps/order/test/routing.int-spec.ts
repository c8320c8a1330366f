import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { RoutingDecision } from '#contracts';
import { startServiceUnderTest, type ServiceUnderTest } from '#testing';
import { orderService } from '../src/service.js';
import { aLine, Shop } from './builders.js';

let world: ServiceUnderTest;
beforeAll(async () => {
  world = await startServiceUnderTest(orderService, { RETRY_UNROUTABLE_SECONDS: '1' });
});
afterAll(() => world.stop());

const committed = async (shop: Shop, sku: string): Promise<number[]> => {
  const answer = await shop.client.get<{ items: { committed: number }[] }>(`/v1/offers?sku=${sku}`);
  return answer.body.items.map((item) => item.committed);
};

/** What stays real when only the date is not. */
const everythingButTheDate = [
  ...(['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'] as const),
  ...(['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const),
];

describe('one order from placed to delivered', () => {
  it('is routed to the supplier that is cheapest over the whole order, and its stock is committed', async () => {
    const shop = await Shop.open(world);
    const near = await shop.supplier('near');
    const both = await shop.supplier('both');
    await shop.offer(near, 'MUG', 10, { unitCostMinor: 400 });
    await shop.offer(both, 'MUG', 10, { unitCostMinor: 500 });
    await shop.offer(both, 'LAMP', 10, { unitCostMinor: 900 });

    const placed = await shop.place({ lines: [aLine('1', 'MUG', 2), aLine('2', 'LAMP', 1)] });
    const order = await shop.becomes(placed.id, 'routed');

    expect(order.lines.map((line) => [line.status, line.allocations.map((a) => [a.supplierCode, a.quantity])])).toEqual(
      [
        ['allocated', [['both', 2]]],
        ['allocated', [['both', 1]]],
      ],
    );
    expect(await committed(shop, 'MUG')).toEqual(expect.arrayContaining([0, 2]));
    const { items } = (await shop.client.get<{ items: RoutingDecision[] }>(`/v1/orders/${order.id}/decisions`)).body;
    expect(items[0]).toMatchObject({ costMinor: 4900, lowerBoundMinor: 4900, proven: true });
    expect(items[0]!.candidates.find((candidate) => !candidate.chosen)).toMatchObject({
      supplierCode: 'near',
      reason: 'DEARER',
      dearerByMinor: 2800,
    });
    await shop.expectReplay(order.id);
    expect((await shop.told(order.id)).map((envelope) => envelope.type)).toEqual(['order.placed', 'order.routed']);
  });

  // Found by a rehearsal whose order service had a fast clock: nothing was routed for as long as it was ahead, because
  // the moment of routing was written down by one clock and compared with another.
  it('is routed at once although the clock of the service is ten minutes ahead', async () => {
    const shop = await Shop.open(world);
    await shop.offer(await shop.supplier('only'), 'MUG', 10);
    jest.useFakeTimers({ now: Date.now() + 600_000, doNotFake: everythingButTheDate });
    try {
      const placed = await shop.place({ lines: [aLine('1', 'MUG', 1)] });
      await shop.becomes(placed.id, 'routed');
    } finally {
      jest.useRealTimers();
    }
  });

  it('goes where the parcel’s weight costs least, and past who does not take so small an order', async () => {
    const shop = await Shop.open(world);
    const stepped = await shop.supplier('stepped', {
      parcelFixedMinor: 1000,
      parcelSteps: [{ upToGrams: 500, costMinor: 9 }],
      parcelByCountry: [
        {
          ...{ country: 'TR', fixedMinor: 1000, perKgMinor: 0 },
          steps: [
            { upToGrams: 1000, costMinor: 0 },
            { upToGrams: 5000, costMinor: 700 },
          ],
        },
      ],
    });
    await shop.offer(stepped, 'MUG', 10, { unitCostMinor: 500 });
    await shop.offer(await shop.supplier('proud', { minOrderMinor: 5000 }), 'MUG', 10, { unitCostMinor: 100 });
    await shop.offer(await shop.supplier('flat'), 'MUG', 10, { unitCostMinor: 500 });

    const { id } = await shop.place({ lines: [{ ...aLine('1', 'MUG', 3), weightGrams: 400 }] });
    await shop.becomes(id, 'routed');
    const { items } = (await shop.client.get<{ items: RoutingDecision[] }>(`/v1/orders/${id}/decisions`)).body;
    expect(items[0]).toMatchObject({ costMinor: 1500 + 1000 + 700, proven: true });
    const candidates = new Map(items[0]!.candidates.map((candidate) => [candidate.supplierCode, candidate]));
    expect(candidates.get('stepped')).toMatchObject({
      ...{ chosen: true, parcelMinor: 1700, parcelStepMinor: 700, parcelGrams: 1200 },
    });
    expect(candidates.get('proud')).toMatchObject({ reason: 'BELOW_MIN_ORDER', minOrderMinor: 5000 });
    expect(candidates.get('flat')).toMatchObject({ reason: 'DEARER', dearerByMinor: 1300 });
    await shop.expectReplay(id);
  });

  it('goes on to shipped and delivered', async () => {
    const shop = await Shop.open(world);
    await shop.offer(await shop.supplier('only'), 'MUG-RED', 10);
    const { id } = await shop.place();
    await shop.becomes(id, 'routed');
    const [purchaseOrder] = await shop.purchaseOrders(id);

    await shop.acknowledge(id, purchaseOrder!, { accepted: 2 });
    expect((await shop.order(id)).lines[0]!.status).toBe('acknowledged');
    const parcel = await shop.ship(id, purchaseOrder!);
    expect(await shop.order(id)).toMatchObject({
      status: 'shipped',
      parcels: [{ shipmentId: parcel, carrier: 'aras' }],
    });
    await shop.deliver(id, parcel);

    const order = await shop.order(id);
    expect([order.status, order.lines[0]!.status]).toEqual(['delivered', 'delivered']);
    expect((await shop.told(id, 'order.delivered')).map((envelope) => envelope.type)).toEqual([
      ...['order.placed', 'order.routed', 'order.shipped', 'order.delivered'],
    ]);
  });
});
