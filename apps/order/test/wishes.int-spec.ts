import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { AddressChangeRequested, CancellationRequested, PurchaseOrderAddressChangeAnswered } from '#contracts';
import { draft } from '#messaging';
import { anAddress, eventually, startServiceUnderTest, type ServiceUnderTest } from '#testing';
import type { OrderView } from '../src/orders/order-view.js';
import { orderService } from '../src/service.js';
import { aLine, Shop } from './builders.js';

let world: ServiceUnderTest;
beforeAll(async () => {
  world = await startServiceUnderTest(orderService);
});
afterAll(() => world.stop());

const elsewhere = { ...anAddress, line1: 'Atatürk Bulvarı 9', city: 'Ankara', country: 'TR' as string };

/** A routed order of a shop with one supplier. */
async function routed() {
  const shop = await Shop.open(world);
  const supplierId = await shop.supplier('first');
  await shop.offer(supplierId, 'MUG', 10);
  const { id } = await shop.place({ lines: [aLine('1', 'MUG', 2)] });
  await shop.becomes(id, 'routed');
  const { purchaseOrderId } = (await shop.purchaseOrders(id))[0]!;
  const at = { merchantId: shop.merchantId, key: id };
  const answer = (changeId: string, accepted: boolean): Promise<unknown> =>
    world.publish(
      draft(PurchaseOrderAddressChangeAnswered, at, {
        ...{ purchaseOrderId, orderId: id, supplierId, changeId, accepted },
        ...{ reasonCode: accepted ? null : 'SUPPLIER_REFUSED', answeredAt: new Date().toISOString() },
      }),
    );
  const change = (body: object, headers: Record<string, string> = {}) =>
    shop.client.post<OrderView & { code: string }>(`/v1/orders/${id}/shipping-address`, body, headers);
  return { shop, id, at, answer, change };
}

describe('another address', () => {
  it('asked for by the merchant holds when the supplier says yes, once, however often it is asked', async () => {
    const { shop, id, answer, change } = await routed();
    const [first, again] = [await change(elsewhere), await change(elsewhere)];
    expect([first.status, again.status]).toEqual([202, 202]);
    expect(first.body).toMatchObject({
      shippingAddress: { city: anAddress.city },
      addressChange: { shippingAddress: { city: 'Ankara' }, waitsFor: 1 },
    });
    await answer(first.body.addressChange?.id ?? '', true);
    expect(await shop.order(id)).toMatchObject({ shippingAddress: { city: 'Ankara' }, addressChange: null });
    const told = (await shop.told(id, 'order.address-changed')).map(({ type }) => type);
    expect(told.filter((type) => type.startsWith('order.address'))).toEqual([
      'order.address-change-requested',
      'order.address-changed',
    ]);
  });

  it('is changed only while the order is as it was read', async () => {
    const { shop, id, change } = await routed();
    const seen = (await shop.client.get(`/v1/orders/${id}`)).headers.get('etag') ?? '';
    expect((await change({ ...elsewhere, country: 'DE' }, { 'if-match': seen })).body.code).toBe('COUNTRY_CHANGED');
    const changed = await change(elsewhere, { 'if-match': seen });
    expect(changed.status).toBe(202);
    const stale = await change({ ...elsewhere, city: 'İzmir' }, { 'if-match': seen });
    expect([stale.status, stale.body.code]).toEqual([412, 'ORDER_CHANGED']);
    const other = await Shop.open(world);
    expect((await other.client.post(`/v1/orders/${id}/shipping-address`, elsewhere)).status).toBe(404);
  });

  it('changed before the order was routed does not keep it from being routed', async () => {
    const shop = await Shop.open(world);
    await shop.offer(await shop.supplier('first'), 'MUG', 10);
    const { id } = await shop.place({ lines: [aLine('1', 'MUG', 2)], payment: { method: 'card', status: 'pending' } });
    const answer = await shop.client.post<OrderView>(`/v1/orders/${id}/shipping-address`, elsewhere);
    expect(answer.body).toMatchObject({ status: 'held', shippingAddress: { city: 'Ankara' }, addressChange: null });
    // As it is between a first try that failed and the next one.
    await world.dataSource.query(
      `UPDATE orders SET status = 'placed', reason_code = NULL, route_due_at = now() + interval '1 hour' WHERE id = $1`,
      [id],
    );
    await shop.client.post(`/v1/orders/${id}/shipping-address`, { ...elsewhere, city: 'İzmir' });
    await world.dataSource.query(`UPDATE orders SET route_due_at = now() WHERE id = $1 AND route_due_at > now()`, [id]);
    await shop.becomes(id, 'routed');
  });
});

describe('a customer’s wish', () => {
  it('for another address is answered under its own id', async () => {
    const { shop, id, at, answer } = await routed();
    const requestId = uuidv7();
    const wish = (shippingAddress: typeof elsewhere, wishId = requestId) =>
      draft(AddressChangeRequested, at, {
        ...{ requestId: wishId, orderId: id, shippingAddress, requestedAt: new Date().toISOString() },
      });
    await world.publish(wish({ ...elsewhere, phone: null }));
    await answer(requestId, false);
    const told = await shop.told(id, 'order.address-change-refused');
    expect(told.at(-1)).toMatchObject({ data: { changeId: requestId, reasonCode: 'SUPPLIER_REFUSED' } });
    const abroad = uuidv7();
    await world.publish(wish({ ...elsewhere, country: 'DE' }, abroad));
    await eventually(async () =>
      expect((await shop.told(id)).at(-1)).toMatchObject({ data: { changeId: abroad, reasonCode: 'COUNTRY_CHANGED' } }),
    );
    expect((await shop.order(id)).shippingAddress).toEqual(anAddress);
  });

  it('to cancel asks the suppliers, and is refused when all has left', async () => {
    const wish = (at: { merchantId: string; key: string }) =>
      draft(CancellationRequested, at, {
        ...{ requestId: uuidv7(), orderId: at.key, origin: 'customer', requestedAt: new Date().toISOString() },
      });
    const open = await routed();
    await world.publish(wish(open.at));
    const asked = (await open.shop.told(open.id, 'order.cancellation-requested')).at(-1);
    expect(asked).toMatchObject({ data: { reasonCode: 'REQUESTED_BY_CUSTOMER' } });

    const left = await routed();
    await left.shop.ship(left.id, (await left.shop.purchaseOrders(left.id))[0]!);
    await left.shop.becomes(left.id, 'shipped');
    await world.publish(wish(left.at));
    await left.shop.told(left.id, 'order.cancellation-refused');
    expect((await left.shop.order(left.id)).status).toBe('shipped');
  });
});
