import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PurchaseOrderAcknowledged, ShipmentStatusChanged } from '#contracts';
import { draft } from '#messaging';
import { eventually, startServiceUnderTest, type ServiceUnderTest } from '#testing';
import { orderService } from '../src/service.js';
import { aLine, Shop } from './builders.js';

let world: ServiceUnderTest;
beforeAll(async () => {
  world = await startServiceUnderTest(orderService, { RETRY_UNROUTABLE_SECONDS: '1' });
});
afterAll(() => world.stop());

interface Figures {
  supplierId: string;
  unanswered: number;
  asOf: string | null;
  figures: { name: string; permille: number; priorPermille: number; priorCases: number; cases: number }[];
}
const FIGURES = '/v1/routing/supplier-figures';
const figuresOf = async (shop: Shop, supplierId: string) => {
  const { body } = await shop.client.get<{ items: Figures[] }>(`${FIGURES}?supplierId=${supplierId}`);
  return body.items[0]!;
};
const figure = (of: Figures, name: string) => of.figures.find((each) => each.name === name)!;
interface OfferItem {
  onHand: number;
  available: number;
  ageSeconds: number;
  presencePermille: number;
  source: string;
  safetyStock: { units: number; reason: string | null; changedAt: string | null };
}
const offerOf = async (shop: Shop, sku: string) =>
  (await shop.client.get<{ items: OfferItem[] }>(`/v1/offers?sku=${sku}`)).body.items[0]!;

/** A shop with one supplier of mugs and an order for some. */
async function oneOrder(quantity = 4) {
  const shop = await Shop.open(world);
  const supplier = await shop.supplier('only');
  await shop.offer(supplier, 'MUG', 40, { asOf: new Date(Date.now() - 7_200_000).toISOString() });
  const { id } = await shop.place({ lines: [aLine('1', 'MUG', quantity)] });
  await shop.becomes(id, 'routed');
  return { shop, supplier, id, purchaseOrder: (await shop.purchaseOrders(id))[0]! };
}

describe('what suppliers do is remembered', () => {
  it('and is a belief with its prior while nothing was seen', async () => {
    const shop = await Shop.open(world);
    const supplier = await shop.supplier('new');
    const figures = await figuresOf(shop, supplier);
    expect(figures).toMatchObject({ unanswered: 0, asOf: null });
    expect(figure(figures, 'acceptance')).toEqual({
      ...{ name: 'acceptance', permille: 950, priorPermille: 950, priorCases: 20, cases: 0 },
    });
  });

  it('when it accepts, ships and delivers', async () => {
    const { shop, supplier, id, purchaseOrder } = await oneOrder();
    await shop.acknowledge(id, purchaseOrder, { accepted: 4 });
    await shop.deliver(id, await shop.ship(id, purchaseOrder));
    await eventually(async () => {
      const figures = await figuresOf(shop, supplier);
      expect(figure(figures, 'acceptance')).toMatchObject({ permille: 958, cases: 4 });
      expect(figure(figures, 'lateness')).toMatchObject({ permille: 91, cases: 1 });
      expect(figure(figures, 'quality')).toMatchObject({ permille: 981, cases: 1 });
      expect(figure(figures, 'cancellations')).toMatchObject({ permille: 17, cases: 4 });
    });
  });

  it('when it leaves a purchase order unanswered, and when a parcel comes back', async () => {
    const first = await oneOrder();
    await first.shop.expire(first.id, first.purchaseOrder);
    await eventually(async () => {
      const figures = await figuresOf(first.shop, first.supplier);
      expect(figures.unanswered).toBe(1);
      expect(figure(figures, 'acceptance')).toMatchObject({ permille: 792, cases: 4 });
    });

    const { shop, supplier, id, purchaseOrder } = await oneOrder();
    const shipmentId = await shop.ship(id, purchaseOrder);
    await shop.world.publish(
      draft(ShipmentStatusChanged, shop.at(id), {
        ...{ shipmentId, orderId: id, carrier: 'aras', trackingNumber: 'T', status: 'returned' as const },
        ...{ previousStatus: 'in_transit' as const, occurredAt: new Date().toISOString(), faultParty: null },
        ...{ description: 'back', place: null, source: 'webhook' as const, expectedDeliveryAt: null },
      } as unknown as ShipmentStatusChanged),
    );
    await eventually(async () => {
      expect(figure(await figuresOf(shop, supplier), 'quality')).toMatchObject({ permille: 933, cases: 1 });
    });
  });

  it('and raises the safety stock of an offer whose units were not there, with the reason', async () => {
    const { shop, id, supplier, purchaseOrder } = await oneOrder(4);
    const before = await offerOf(shop, 'MUG');
    expect(before).toMatchObject({ available: 36, safetyStock: { units: 0, reason: null, changedAt: null } });
    expect(before.ageSeconds).toBeGreaterThanOrEqual(7200);
    expect(before.presencePermille).toBe(999);
    await shop.world.publish(
      draft(PurchaseOrderAcknowledged, shop.at(id), {
        ...shop.about(id, purchaseOrder),
        ...{ reference: 'r1', status: 'partly_acknowledged', acknowledgedAt: new Date().toISOString() },
        lines: [
          {
            ...{ purchaseOrderLineId: id, orderLineId: purchaseOrder.lines[0]!.orderLineId, acceptedQuantity: 1 },
            ...{
              backorderedQuantity: 0,
              rejectedQuantity: 3,
              reasonCode: 'OUT_OF_STOCK' as const,
              expectedShipAt: null,
            },
          },
        ],
      }),
    );
    const after = await offerOf(shop, 'MUG');
    expect(after.safetyStock).toEqual({
      ...{ units: 3, reason: '3 listed units were not there', changedAt: expect.any(String) as unknown },
    });
    // Three of four units that the number listed were not there: it is believed less from now on.
    await eventually(async () => {
      expect(figure(await figuresOf(shop, supplier), 'acceptance').cases).toBe(4);
      expect((await offerOf(shop, 'MUG')).presencePermille).toBeLessThan(999);
    });

    // The policy says how much of that experience counts.
    const { body: policy } = await shop.client.post<{ id: string }>('/v1/routing/policies', {
      name: 'Careful',
      content: { stock: { safetyUnitsMin: 0, safetyUnitsMax: 2 } },
    });
    await shop.client.post(`/v1/routing/policies/${policy.id}/activate`);
    const all = await shop.place({ lines: [aLine('1', 'MUG', 39)] });
    const order = await shop.becomes(all.id, 'unroutable');
    expect(order.lines[0]!.allocations.map((each) => each.quantity)).toEqual([37]);
    await shop.expectReplay(all.id);
  });

  it('for the merchant and for the supplier itself, and for nobody else', async () => {
    const shop = await Shop.open(world);
    const [own, rival] = [await shop.supplier('own'), await shop.supplier('rival')];
    const key = await world.asSupplier(own, shop.merchantId);
    const shown = await key.get<{ items: Figures[] }>(`${FIGURES}?supplierId=${rival}`);
    expect(shown.body.items.map(({ supplierId }) => supplierId)).toEqual([own]);
    const stranger = await world.asMerchant();
    expect((await stranger.get<{ items: Figures[] }>(FIGURES)).body.items).toEqual([]);
    expect((await world.http().get(FIGURES)).status).toBe(401);
  });
});
