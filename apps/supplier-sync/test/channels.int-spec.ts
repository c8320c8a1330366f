import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceUnderTest } from '#testing';
import { eventually, startServiceUnderTest, WebhookReceiver } from '#testing';
import { supplierSyncService } from '../src/service.js';
import type { Partners, PurchaseOrderBody } from './builders.js';
import { AnOrder, customerEmail, fetched, partners, saidAbout } from './builders.js';

/** What a supplier of some channel knows, seen from its own side. */
interface SupplierSide {
  readonly type: 'api' | 'webhook';
  terms(): Record<string, unknown>;
  /** Receives the purchase order as this channel brings it. */
  receives(shop: Partners, id: string): Promise<PurchaseOrderBody>;
  /** Learns that the units are not wanted any more. */
  learnsOfWithdrawal(shop: Partners, id: string, why: 'cancelled' | 'expired'): Promise<void>;
}

let world: ServiceUnderTest;
let endpoint: WebhookReceiver;
beforeAll(async () => {
  endpoint = await WebhookReceiver.start();
  world = await startServiceUnderTest(supplierSyncService, {
    OUTBOUND_ALLOWED_HOSTS: '127.0.0.1',
    DELIVERY_POLL_MS: '20',
    EXPIRY_POLL_MS: '50',
  });
});
afterAll(async () => {
  await world.stop();
  await endpoint.stop();
});

const pulling: SupplierSide = {
  type: 'api',
  terms: () => ({ channel: { type: 'api' } }),
  receives: (shop, id) => fetched(shop.supplier, id),
  learnsOfWithdrawal: async (shop, id, why) => {
    expect((await fetched(shop.supplier, id)).status).toBe(why);
  },
};

const called: SupplierSide = {
  type: 'webhook',
  terms: () => ({ channel: { type: 'webhook', url: endpoint.url } }),
  receives: (_shop, id) =>
    eventually(() => {
      const created = endpoint.about(id).find(({ event }) => event.type === 'purchase-order.created');
      if (!created) throw new Error('not called yet');
      return created.event.data as unknown as PurchaseOrderBody;
    }),
  learnsOfWithdrawal: (_shop, id, why) =>
    eventually(() => {
      const types = endpoint.about(id).map(({ event }) => event.type);
      expect(types).toEqual(['purchase-order.created', `purchase-order.${why}`]);
    }),
};

describe.each([
  ['a supplier that fetches', pulling],
  ['a supplier that is called', called],
])('%s', (_name, side) => {
  it('gets what it needs to ship, and nothing about the customer beyond that', async () => {
    const shop = await partners(world, side.terms());
    const order = new AnOrder(world, shop);
    const purchaseOrder = await side.receives(shop, await order.reachesSupplier());

    expect(purchaseOrder).toMatchObject({
      number: expect.stringMatching(/^PO-/),
      shipTo: { name: 'Ayşe Yılmaz', city: 'İstanbul' },
      lines: [
        { supplierSku: 'E-MUG', quantity: 5, unitCostMinor: 1000 },
        { supplierSku: 'E-LAMP', quantity: 2 },
      ],
    });
    expect(JSON.stringify(purchaseOrder)).not.toContain(customerEmail);
    expect(JSON.stringify(purchaseOrder)).not.toMatch(/77700|88800|566100/);
  });

  it('has it as soon as it is told of as sent, once, over its channel', async () => {
    const shop = await partners(world, side.terms());
    const order = new AnOrder(world, shop);
    const id = await order.reachesSupplier();
    await side.receives(shop, id);
    await fetched(shop.supplier, id);

    await eventually(() => {
      expect(saidAbout(world, order.orderId)).toEqual(['purchase-order.created', 'purchase-order.sent']);
      expect(
        world.published().find(({ key, type }) => key === order.orderId && type.endsWith('sent'))?.data,
      ).toMatchObject({
        purchaseOrderId: id,
      });
    });
    expect((await fetched(shop.merchant, id)).status).toBe('sent');
  });

  it('learns of a cancellation', async () => {
    const shop = await partners(world, side.terms());
    const order = new AnOrder(world, shop);
    const id = await order.reachesSupplier();
    await side.receives(shop, id);
    await eventually(async () => expect((await fetched(shop.merchant, id)).status).toBe('sent'));
    await order.cancelled(id);

    await side.learnsOfWithdrawal(shop, id, 'cancelled');
  });

  it('learns of its silence', async () => {
    const shop = await partners(world, { ...side.terms(), acknowledgeWithinSeconds: 1 });
    const order = new AnOrder(world, shop);
    const id = await order.reachesSupplier();
    await side.receives(shop, id);
    await eventually(async () => expect((await fetched(shop.merchant, id)).status).toBe('expired'));

    await side.learnsOfWithdrawal(shop, id, 'expired');
  });

  it('can answer and ship by the same calls', async () => {
    const shop = await partners(world, side.terms());
    const order = new AnOrder(world, shop);
    const { id, lines } = await side.receives(shop, await order.reachesSupplier());
    const answer = await shop.supplier.post(`/v1/purchase-orders/${id}/acknowledgements`, {
      reference: 'A',
      lines: lines.map((line) => ({ lineId: line.id, acceptedQuantity: line.quantity })),
    });
    const notice = await shop.supplier.post(`/v1/purchase-orders/${id}/ship-notices`, {
      reference: 'S',
      parcels: [
        {
          carrier: 'PTT',
          trackingNumber: '1',
          shippedAt: '2026-11-22T09:00:00Z',
          lines: lines.map((line) => ({ lineId: line.id, quantity: line.quantity })),
        },
      ],
    });

    expect([answer.status, notice.status]).toEqual([201, 201]);
    expect((await fetched(shop.merchant, id)).status).toBe('shipped');
  });
});
