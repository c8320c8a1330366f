import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { OrderAddressChanged, OrderAddressChangeRefused, OrderAddressChangeRequested } from '#contracts';
import { draft } from '#messaging';
import type { ServiceUnderTest } from '#testing';
import { anAddress, eventually, startServiceUnderTest, WebhookReceiver } from '#testing';
import { supplierSyncService } from '../src/service.js';
import type { Partners } from './builders.js';
import { AnOrder, fetched, partners } from './builders.js';

let world: ServiceUnderTest;
beforeAll(async () => {
  world = await startServiceUnderTest(supplierSyncService, {
    ...{ OUTBOUND_ALLOWED_HOSTS: '127.0.0.1', DELIVERY_POLL_MS: '10', EXPIRY_POLL_MS: '50' },
  });
});
afterAll(() => world.stop());

const elsewhere = { ...anAddress, line1: 'Atatürk Bulvarı 9', city: 'Ankara' };

/** An order whose purchase order the supplier has or not, and what `order` says about its address. */
class MovingOrder extends AnOrder {
  readonly changeId = uuidv7();
  private readonly about = { orderId: this.orderId, changeId: this.changeId };

  asks(...purchaseOrderIds: string[]): Promise<unknown> {
    const asked = { ...this.about, shippingAddress: elsewhere, purchaseOrderIds };
    return world.publish(draft(OrderAddressChangeRequested, this.at, asked));
  }

  moves(): Promise<unknown> {
    const moved = { ...this.about, shippingAddress: elsewhere, partly: false };
    return world.publish(draft(OrderAddressChanged, this.at, moved));
  }

  stays(): Promise<unknown> {
    const refused = { ...this.about, reasonCode: 'SUPPLIER_REFUSED' } as const;
    return world.publish(draft(OrderAddressChangeRefused, this.at, refused));
  }

  /** What was said about the address of a purchase order. */
  answers(): unknown[] {
    return world
      .published()
      .filter(({ key, type }) => key === this.orderId && type === 'purchase-order.address-change-answered')
      .map(({ data }) => (data as { reasonCode: string | null }).reasonCode);
  }
}

const cityOf = async (shop: Partners, id: string): Promise<string | undefined> =>
  (await fetched(shop.merchant, id)).shipTo?.city;
const reply = (shop: Partners, id: string, body: object) =>
  shop.supplier.post<{ code: string }>(`/v1/purchase-orders/${id}/address-change-answers`, body);

describe('another address for an order', () => {
  it('is taken at once for what the supplier does not have, and by everything that follows', async () => {
    const shop = await partners(world);
    const order = new MovingOrder(world, shop);
    const id = await order.reachesSupplier();
    await order.asks(id);
    await eventually(() => expect(order.answers()).toEqual([null]));
    expect(await cityOf(shop, id)).toBe('Ankara');
    const meanwhile = await order.routed(2);
    expect(await cityOf(shop, meanwhile)).toBe('Ankara');
    await order.moves();
    expect([await cityOf(shop, id), await cityOf(shop, await order.routed(3))]).toEqual(['Ankara', 'Ankara']);
  });

  it('is asked of a supplier that fetches, who answers once', async () => {
    const shop = await partners(world);
    const order = new MovingOrder(world, shop);
    const id = await order.reachesSupplier();
    await fetched(shop.supplier, id);
    await order.asks(id);
    expect(await fetched(shop.supplier, id)).toMatchObject({
      shipTo: { city: anAddress.city },
      addressChange: { changeId: order.changeId, shipTo: { city: 'Ankara' } },
    });
    const asked = () => shop.supplier.get<{ items: { id: string }[] }>('/v1/purchase-orders?addressChange=pending');
    expect((await asked()).body.items).toMatchObject([{ id }]);
    const yes = { reference: 'a1', changeId: order.changeId, accepted: true };
    expect((await reply(shop, id, { ...yes, changeId: uuidv7() })).body.code).toBe('ADDRESS_CHANGE_NOT_PENDING');
    const [first, again] = [await reply(shop, id, yes), await reply(shop, id, yes)];
    expect([first.status, again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 201, 'true']);
    expect((await asked()).body.items).toEqual([]);
    expect((await reply(shop, id, { ...yes, accepted: false })).body.code).toBe('REFERENCE_REUSED');
    expect((await reply(shop, id, { ...yes, reference: 'a2' })).body.code).toBe('ADDRESS_CHANGE_NOT_PENDING');
    const stranger = await partners(world);
    expect((await reply(stranger, id, yes)).status).toBe(404);
    await order.moves();
    expect(await fetched(shop.supplier, id)).toMatchObject({ shipTo: { city: 'Ankara' }, addressChange: null });
    await eventually(() => expect(order.answers()).toEqual([null]));
  });

  it('does not move what a supplier keeps, not even when the rest of the order moves', async () => {
    const shop = await partners(world);
    const order = new MovingOrder(world, shop);
    const id = await order.reachesSupplier();
    await fetched(shop.supplier, id);
    await order.asks(id);
    await reply(shop, id, { reference: 'a1', changeId: order.changeId, accepted: false });
    await order.moves();
    expect([await cityOf(shop, id), await cityOf(shop, await order.routed(2))]).toEqual([anAddress.city, 'Ankara']);
    await eventually(() => expect(order.answers()).toEqual(['SUPPLIER_REFUSED']));
  });

  it('that was refused does not reach what is made afterwards', async () => {
    const shop = await partners(world);
    const order = new MovingOrder(world, shop);
    const id = await order.reachesSupplier();
    await fetched(shop.supplier, id);
    await order.asks(id);
    await order.stays();
    expect(await cityOf(shop, await order.routed(2))).toBe(anAddress.city);
  });

  it('ends with the purchase order: shipped it is too late, cancelled it goes nowhere, silence is a no', async () => {
    const shop = await partners(world);
    const asked = async (): Promise<{ order: MovingOrder; id: string }> => {
      const order = new MovingOrder(world, shop);
      const id = await order.reachesSupplier();
      await fetched(shop.supplier, id);
      await order.asks(id);
      return { order, id };
    };
    const [left, over, silent] = [await asked(), await asked(), await asked()];
    const { lines } = await fetched(shop.supplier, left.id);
    await shop.supplier.post(`/v1/purchase-orders/${left.id}/ship-notices`, {
      reference: 's1',
      parcels: [
        {
          ...{ carrier: 'aras', trackingNumber: '1', shippedAt: '2026-11-22T09:00:00Z' },
          lines: lines.map((line) => ({ lineId: line.id, quantity: line.quantity })),
        },
      ],
    });
    await over.order.cancelled(over.id);
    await world.dataSource.query(`UPDATE purchase_orders SET address_answer_due_at = now() WHERE id = $1`, [silent.id]);
    await eventually(() =>
      expect([left, over, silent].map(({ order }) => order.answers())).toEqual([
        ['ALREADY_SHIPPED'],
        ['CLOSED'],
        ['NO_ANSWER'],
      ]),
    );
    const late = new MovingOrder(world, shop);
    const gone = await late.reachesSupplier();
    await late.cancelled(gone);
    await late.asks(gone);
    await eventually(() => expect(late.answers()).toEqual(['CLOSED']));
  });

  it('is asked by webhook of whoever may have been called, under an id of its own', async () => {
    const endpoint = await WebhookReceiver.start();
    try {
      const shop = await partners(world, { channel: { type: 'webhook', url: endpoint.url } });
      const order = new MovingOrder(world, shop);
      const id = await order.reachesSupplier();
      await eventually(async () => expect((await fetched(shop.merchant, id)).status).toBe('sent'));
      await order.asks(id);
      await eventually(() => expect(endpoint.about(id)).toHaveLength(2));
      expect(endpoint.about(id)[1]).toMatchObject({
        headers: { 'webhook-id': `${id}-address-${order.changeId}` },
        event: {
          type: 'purchase-order.address-change-requested',
          data: { id, changeId: order.changeId, shipTo: { city: 'Ankara' }, answerBy: expect.any(String) },
        },
      });
      expect((await reply(shop, id, { reference: 'a', changeId: order.changeId, accepted: true })).status).toBe(201);
    } finally {
      await endpoint.stop();
    }
  });
});
