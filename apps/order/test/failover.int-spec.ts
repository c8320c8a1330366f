import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import {
  ShipmentRegistered,
  ShipmentStatusChanged,
  toWire,
  type OrderRerouted,
  type OrderUnroutable,
  type RoutingDecision,
} from '#contracts';
import { draft } from '#messaging';
import { eventually, startServiceUnderTest, type ServiceUnderTest } from '#testing';
import type { OrderView } from '../src/orders/order-view.js';
import { orderService } from '../src/service.js';
import { aLine, anOrderBody, Shop } from './builders.js';

let world: ServiceUnderTest;
beforeAll(async () => {
  world = await startServiceUnderTest(orderService, { RETRY_UNROUTABLE_SECONDS: '1' });
});
afterAll(() => world.stop());

const allocations = (order: OrderView) =>
  order.lines.flatMap((line) =>
    line.allocations.map((each) => `${String(each.quantity)} ${each.supplierCode} ${each.status}`),
  );

/** A shop with two suppliers of mugs, the first one cheaper. */
async function twoSuppliers(stock = 10) {
  const shop = await Shop.open(world);
  const [first, second] = [await shop.supplier('first'), await shop.supplier('second')];
  const offers = [
    await shop.offer(first, 'MUG', stock, { unitCostMinor: 100 }),
    await shop.offer(second, 'MUG', stock, { unitCostMinor: 200 }),
  ];
  const committed = async () => {
    const { body } = await shop.client.get<{ items: { offerId: string; committed: number }[] }>('/v1/offers?sku=MUG');
    return offers.map((id) => body.items.find((item) => item.offerId === id)?.committed);
  };
  const routed = async (quantity: number) => {
    const { id } = await shop.place({ lines: [aLine('1', 'MUG', quantity)] });
    await shop.becomes(id, 'routed');
    return { id, purchaseOrder: (await shop.purchaseOrders(id))[0]! };
  };
  return { shop, first, second, offers, committed, routed };
}

describe('when a supplier does not deliver', () => {
  it('routes only the missing units to the next one, and gives their stock back', async () => {
    const { shop, second, committed, routed } = await twoSuppliers();
    const { id, purchaseOrder } = await routed(5);

    await shop.acknowledge(id, purchaseOrder, { accepted: 3, rejected: 2 });

    const order = await shop.order(id);
    expect(allocations(order)).toEqual(['3 first acknowledged', '2 second allocated']);
    expect(order).toMatchObject({ status: 'routed', routingVersion: 2 });
    expect(await committed()).toEqual([3, 2]);
    const told = await shop.told(id, 'order.rerouted');
    const rerouted = told.at(-1)!.data as OrderRerouted;
    expect(rerouted.causedByPurchaseOrderId).toBe(purchaseOrder.purchaseOrderId);
    expect(rerouted.purchaseOrders.map((each) => [each.supplierId, each.lines.map((line) => line.quantity)])).toEqual([
      [second, [2]],
    ]);
    expect(rerouted.decision.candidates.map((each) => [each.supplierCode, each.reason]).sort()).toEqual([
      ['first', 'REFUSED_BEFORE'],
      ['second', null],
    ]);
  });

  it('hears the same message twice and moves nothing the second time', async () => {
    const { shop, committed, routed } = await twoSuppliers();
    const { id, purchaseOrder } = await routed(2);

    const message = toWire(await shop.expire(id, purchaseOrder));
    await world.bus.publish([message]);
    await world.bus.publish([message]);

    const order = await shop.order(id);
    expect(allocations(order)).toEqual(['2 first expired', '2 second allocated']);
    expect([order.routingVersion, order.lines[0]!.status]).toEqual([2, 'allocated']);
    expect(await committed()).toEqual([0, 2]);
  });

  it('keeps backordered units with the supplier', async () => {
    const { shop, routed } = await twoSuppliers();
    const { id, purchaseOrder } = await routed(3);

    await shop.acknowledge(id, purchaseOrder, { accepted: 1, backordered: 2 });

    const order = await shop.order(id);
    expect([order.status, order.lines[0]!.status, order.routingVersion]).toEqual(['routed', 'backordered', 1]);
  });

  it('pays no second parcel to a supplier that is packing one already', async () => {
    const shop = await Shop.open(world);
    const cheap = await shop.supplier('cheap', { parcelFixedMinor: 0 });
    const packing = await shop.supplier('packing', { parcelFixedMinor: 3000 });
    await shop.offer(cheap, 'MUG', 10, { unitCostMinor: 10 });
    await shop.offer(packing, 'LAMP', 10, { unitCostMinor: 100 });
    await shop.offer(packing, 'MUG', 10, { unitCostMinor: 150 });
    await shop.offer(await shop.supplier('other', { parcelFixedMinor: 100 }), 'MUG', 10, { unitCostMinor: 140 });
    const { id } = await shop.place({ lines: [aLine('1', 'MUG', 2), aLine('2', 'LAMP', 1)] });
    await shop.becomes(id, 'routed');
    expect(allocations(await shop.order(id))).toEqual(['2 cheap allocated', '1 packing allocated']);

    await shop.expire(
      id,
      (await shop.purchaseOrders(id, 2)).find((each) => each.supplierId === cheap)!,
    );

    // 2 × 150 in the parcel that is open, against 2 × 140 and another parcel for 100.
    const order = await shop.order(id);
    expect(allocations(order)).toEqual(['2 cheap expired', '2 packing allocated', '1 packing allocated']);
    const { items } = (await shop.client.get<{ items: RoutingDecision[] }>(`/v1/orders/${id}/decisions`)).body;
    expect(items.at(-1)).toMatchObject({ costMinor: 300, proven: true });
    await shop.expectReplay(id);
  });

  it('says how many units have nobody, and says it again when they become more', async () => {
    const { shop, first } = await twoSuppliers();
    const { id } = await shop.place({ lines: [aLine('1', 'MUG', 100)] });
    const order = await shop.becomes(id, 'unroutable');
    expect(order.statusReason).toEqual({ code: 'NO_STOCK', nextAction: 'WAIT_FOR_STOCK' });
    const fromFirst = (await shop.purchaseOrders(id, 2)).find((each) => each.supplierId === first)!;

    await shop.expire(id, fromFirst);

    await eventually(async () => {
      const unroutable = (await shop.told(id)).filter((event) => event.type === 'order.unroutable');
      expect(unroutable.map((event) => (event.data as OrderUnroutable).lines[0]!.quantity)).toEqual([80, 90]);
    });
  });

  it('says so when nobody is left, and asks everybody again when a person wants it', async () => {
    const { shop, routed } = await twoSuppliers();
    const { id, purchaseOrder } = await routed(2);
    await shop.expire(id, purchaseOrder);
    await shop.expire(id, (await shop.purchaseOrders(id, 2))[1]!);

    const order = await shop.order(id);
    expect([order.status, order.statusReason]).toEqual([
      'unroutable',
      { code: 'ALL_SUPPLIERS_REFUSED', nextAction: 'CANCEL_OR_REROUTE' },
    ]);
    const answer = await shop.client.post<OrderView>(`/v1/orders/${id}/reroute`);
    expect([answer.status, answer.body.status]).toEqual([200, 'routed']);
    expect(allocations(answer.body)).toEqual(['2 first expired', '2 second expired', '2 first allocated']);
    expect((await shop.client.post(`/v1/orders/${id}/reroute`)).status).toBe(409);
  });

  it('routes by itself when stock comes in for what was missing', async () => {
    const { shop, first } = await twoSuppliers(2);
    const { id } = await shop.place({ lines: [aLine('1', 'MUG', 6), aLine('2', 'NEW', 1)] });
    await shop.becomes(id, 'unroutable');
    expect(allocations(await shop.order(id))).toEqual(['2 first allocated', '2 second allocated']);

    await shop.offer(first, 'MUG', 20, { unitCostMinor: 100 });
    await shop.offer(first, 'NEW', 1);

    const order = await shop.becomes(id, 'routed');
    expect(order.lines.map((line) => line.status)).toEqual(['allocated', 'allocated']);
  });
});

describe('stock that was promised', () => {
  it('is free again with the first feed whose stock was counted after the supplier’s answer', async () => {
    const { shop, first, committed, routed } = await twoSuppliers();
    const { id, purchaseOrder } = await routed(4);
    const now = Date.now();
    const at = (seconds: number) => new Date(now + seconds * 1000).toISOString();

    await shop.offer(first, 'MUG', 10, { unitCostMinor: 100, asOf: at(1) });
    expect(await committed()).toEqual([4, 0]);
    await shop.acknowledge(id, purchaseOrder, { accepted: 4, at: at(60) });
    await shop.offer(first, 'MUG', 10, { unitCostMinor: 100, asOf: at(60) });
    expect(await committed()).toEqual([4, 0]);
    await shop.offer(first, 'MUG', 6, { unitCostMinor: 100, asOf: at(61) });
    expect(await committed()).toEqual([0, 0]);
    await shop.ship(id, purchaseOrder);
    expect(await committed()).toEqual([0, 0]);
  });

  it('ignores an older feed', async () => {
    const { shop, first } = await twoSuppliers();
    await shop.offer(first, 'MUG', 99, { asOf: '2020-01-01T00:00:00.000Z' });

    const { body } = await shop.client.get<{ items: { onHand: number }[] }>(`/v1/offers?sku=MUG&supplierId=${first}`);
    expect(body.items.map((item) => item.onHand)).toEqual([10]);
  });

  it('is shown to a supplier only where it is its own', async () => {
    const { shop, first, second } = await twoSuppliers();
    const supplier = await world.asSupplier(first, shop.merchantId);

    const all = await supplier.get<{ items: { supplierId: string }[] }>('/v1/offers');
    expect(new Set(all.body.items.map((item) => item.supplierId))).toEqual(new Set([first]));
    expect((await supplier.get<{ items: object[] }>(`/v1/offers?supplierId=${second}`)).body.items).toEqual([]);
    expect((await supplier.get('/v1/orders')).status).toBe(403);
  });

  it('is not touched by a preview', async () => {
    const { shop, committed } = await twoSuppliers();
    const answer = await shop.client.post<RoutingDecision>(
      '/v1/routing/preview',
      anOrderBody({ lines: [aLine('1', 'MUG', 3)] }),
    );

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ costMinor: 3300, proven: true, plan: [{ quantity: 3 }], unfilled: [] });
    expect(await committed()).toEqual([0, 0]);
  });

  it('in another currency or at an inactive supplier is left out, with the reason', async () => {
    const shop = await Shop.open(world);
    await shop.offer(await shop.supplier('dollars', { currency: 'USD' }), 'MUG', 5, { currency: 'USD' });
    await shop.offer(await shop.supplier('closed', { active: false }), 'MUG', 5);
    await shop.offer(await shop.supplier('empty'), 'MUG', 0);
    await shop.offer(uuidv7(), 'MUG', 5);
    const { body } = await shop.client.post<RoutingDecision>(
      '/v1/routing/preview',
      anOrderBody({ lines: [aLine('1', 'MUG', 1)] }),
    );

    expect(body.candidates.map(({ supplierCode, reason }) => [supplierCode, reason]).sort()).toEqual([
      ['closed', 'SUPPLIER_INACTIVE'],
      ['dollars', 'CURRENCY_MISMATCH'],
      ['empty', 'OUT_OF_STOCK'],
      ['unknown', 'NO_PARCEL_PRICE'],
    ]);
  });
});

describe('cancelling', () => {
  it('ends an order at once that no supplier has, and again changes nothing', async () => {
    const shop = await Shop.open(world);
    const { id } = await shop.place();
    await shop.becomes(id, 'unroutable');

    const answer = await shop.client.post<OrderView>(`/v1/orders/${id}/cancel`, { reason: 'REQUESTED_BY_CUSTOMER' });
    expect([answer.status, answer.body.status, answer.body.statusReason?.code]).toEqual([
      ...[202, 'cancelled', 'REQUESTED_BY_CUSTOMER'],
    ]);
    expect((await shop.client.post(`/v1/orders/${id}/cancel`, {})).status).toBe(202);
    expect((await shop.client.post(`/v1/orders/${id}/cancel`, { reason: 'x'.repeat(501) })).status).toBe(422);
    const told = (await shop.told(id, 'order.cancelled')).map((event) => event.type);
    expect(told).toEqual(['order.placed', 'order.unroutable', 'order.cancelled']);
  });

  it('asks the suppliers, and ends when they agreed; nothing is routed again', async () => {
    const { shop, committed, routed } = await twoSuppliers();
    const { id, purchaseOrder } = await routed(2);

    const answer = await shop.client.post<OrderView>(`/v1/orders/${id}/cancel`, { reason: 'changed my mind' });
    expect(answer.body).toMatchObject({
      cancelNote: 'changed my mind',
      status: 'routed',
      statusReason: { code: 'CANCELLATION_REQUESTED', nextAction: 'WAIT_FOR_SUPPLIERS' },
    });
    const requested = (await shop.told(id, 'order.cancellation-requested')).at(-1)!;
    expect(requested.data).toMatchObject({ purchaseOrderIds: [purchaseOrder.purchaseOrderId] });
    await shop.cancelAtSupplier(id, purchaseOrder);

    expect(await shop.order(id)).toMatchObject({ status: 'cancelled', lines: [{ status: 'cancelled' }] });
    expect(await committed()).toEqual([0, 0]);
    expect((await shop.told(id, 'order.cancelled')).at(-1)!.data).toMatchObject({ partly: false });
  });

  it('comes too late when everything left meanwhile', async () => {
    const { shop, routed } = await twoSuppliers();
    const { id, purchaseOrder } = await routed(2);
    expect((await shop.client.post(`/v1/orders/${id}/cancel`)).status).toBe(202);
    await shop.ship(id, purchaseOrder);

    expect(await shop.order(id)).toMatchObject({ status: 'shipped', statusReason: null });
    const late = await shop.client.post<{ code: string }>(`/v1/orders/${id}/cancel`, {});
    expect([late.status, late.body.code]).toEqual([409, 'ORDER_NOT_CANCELLABLE']);
  });

  it('of an order that a supplier cancels by itself is no cancelling: the units are routed again', async () => {
    const { shop, routed } = await twoSuppliers();
    const { id, purchaseOrder } = await routed(2);
    await shop.cancelAtSupplier(id, purchaseOrder);

    expect(allocations(await shop.order(id))).toEqual(['2 first cancelled', '2 second allocated']);
  });

  it('leaves alone what left before', async () => {
    const shop = await Shop.open(world);
    await shop.offer(await shop.supplier('a'), 'A', 5);
    await shop.offer(await shop.supplier('b'), 'B', 5);
    const { id } = await shop.place({ lines: [aLine('1', 'A', 1), aLine('2', 'B', 1)] });
    await shop.becomes(id, 'routed');
    const [one, other] = await shop.purchaseOrders(id, 2);
    const parcel = await shop.ship(id, one!);
    expect((await shop.order(id)).status).toBe('partly_shipped');
    await shop.client.post(`/v1/orders/${id}/cancel`, {});
    await shop.cancelAtSupplier(id, other!);
    await shop.deliver(id, parcel);

    expect((await shop.order(id)).status).toBe('cancelled');
    expect((await shop.order(id)).lines.map((line) => line.status).sort()).toEqual(['cancelled', 'delivered']);
    const told = await shop.told(id, 'order.cancelled');
    expect(told.map((event) => event.type)).toEqual([
      ...['order.placed', 'order.routed', 'order.partly-shipped', 'order.cancellation-requested', 'order.cancelled'],
    ]);
    expect(told.at(-1)!.data).toMatchObject({ partly: true });
  });
});

describe('a held order', () => {
  it('waits until it is released, then is routed', async () => {
    const { shop } = await twoSuppliers();
    const held = await shop.place({
      lines: [aLine('1', 'MUG', 1)],
      payment: { method: 'bank_transfer', status: 'pending' },
    });
    expect(held).toMatchObject({ status: 'held', statusReason: { code: 'PAYMENT_PENDING', nextAction: 'MARK_PAID' } });

    expect((await shop.client.post(`/v1/orders/${held.id}/release`)).status).toBe(200);
    await shop.becomes(held.id, 'routed');
    expect((await shop.told(held.id, 'order.routed')).map((event) => event.type)).toEqual([
      ...['order.placed', 'order.held', 'order.released', 'order.routed'],
    ]);
  });

  it('is not one that is paid at the door', async () => {
    const { shop } = await twoSuppliers();
    const { id } = await shop.place({
      lines: [aLine('1', 'MUG', 1)],
      payment: { method: 'cash_on_delivery', status: 'pending' },
    });

    await shop.becomes(id, 'routed');
  });
});

describe('parcels', () => {
  it('may be delivered before the ship notice is heard of: their topics differ', async () => {
    const { shop, routed } = await twoSuppliers();
    const { id, purchaseOrder } = await routed(2);
    const shipmentId = uuidv7();
    await world.publish(
      draft(ShipmentRegistered, shop.at(id), {
        ...{ ...shop.about(id, purchaseOrder), shipmentId, carrier: 'aras', trackingNumber: 'TN1' },
        lines: [{ orderLineId: purchaseOrder.lines[0]!.orderLineId, quantity: 2 }],
        shippedAt: new Date().toISOString(),
      }),
    );
    await shop.deliver(id, shipmentId);
    expect(await shop.order(id)).toMatchObject({ status: 'routed', parcels: [{ status: 'delivered' }] });

    await shop.ship(id, purchaseOrder, shipmentId);

    expect((await shop.order(id)).status).toBe('delivered');
    expect((await shop.told(id, 'order.delivered')).slice(-2).map((event) => event.type)).toEqual([
      ...['order.shipped', 'order.delivered'],
    ]);
  });

  it('tell where they are, and are found by their tracking number', async () => {
    const { shop, routed } = await twoSuppliers();
    const { id, purchaseOrder } = await routed(2);
    const shipmentId = await shop.ship(id, purchaseOrder);
    await world.publish(
      draft(ShipmentStatusChanged, shop.at(id), {
        ...{ shipmentId, orderId: id, status: 'in_transit', previousStatus: 'registered', fault: null },
        ...{ occurredAt: new Date().toISOString(), description: null, place: null, source: 'poll' as const },
      }),
    );

    const { body } = await shop.client.get<{ items: OrderView[] }>(`/v1/orders?q=tn${shipmentId}`);
    expect(body.items.map((order) => [order.id, order.parcels[0]!.status])).toEqual([[id, 'in_transit']]);
  });
});
