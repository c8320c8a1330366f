import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startServiceUnderTest, type ServiceUnderTest } from '#testing';
import { OrdersService } from '../src/orders/orders.service.js';
import { orderService } from '../src/service.js';
import { aLine, Shop } from './builders.js';

let world: ServiceUnderTest;
beforeAll(async () => {
  world = await startServiceUnderTest(orderService, { RETRY_UNROUTABLE_SECONDS: '3600' });
});
afterAll(() => world.stop());

async function shopHolding(holds: object, content: object = {}) {
  const shop = await Shop.open(world);
  await shop.offer(await shop.supplier('only'), 'MUG', 100);
  const { body } = await shop.client.post<{ id: string }>('/v1/routing/policies', {
    name: 'Holds',
    content: { holds, ...content },
  });
  const activated = await shop.client.post(`/v1/routing/policies/${body.id}/activate`);
  expect(activated.status).toBe(200);
  return shop;
}
const mugs = (quantity: number) => ({ lines: [aLine('1', 'MUG', quantity)] });

describe('a policy makes an order wait', () => {
  it('when it is worth more than the limit, until a person releases it', async () => {
    const shop = await shopHolding({ valueAboveMinor: 300 });
    await shop.becomes((await shop.place(mugs(3))).id, 'routed');
    const held = await shop.place(mugs(4));
    expect([held.status, held.statusReason]).toEqual([
      'held',
      { code: 'VALUE_ABOVE', nextAction: 'RELEASE_OR_CANCEL' },
    ]);
    expect((await shop.told(held.id, 'order.held')).map((each) => each.type)).toEqual(['order.placed', 'order.held']);
    await shop.client.post(`/v1/orders/${held.id}/release`, {});
    await shop.becomes(held.id, 'routed');
  });

  it('when the limit is in another currency: at the rate of the day, and without a rate a person looks', async () => {
    const shop = await shopHolding({ valueAboveMinor: 10 }, { currency: 'EUR', exchange: { allowed: true } });
    expect((await shop.place(mugs(1))).statusReason?.code).toBe('VALUE_ABOVE');
    const date = new Date().toISOString().slice(0, 10);
    const rates = [{ from: 'EUR', to: 'TRY', rate: '40', date, source: 'TCMB' }];
    await shop.client.put('/v1/routing/exchange-rates', { rates });
    expect((await shop.place(mugs(4))).status).toBe('placed');
    expect((await shop.place(mugs(5))).statusReason?.code).toBe('VALUE_ABOVE');
  });

  it('when the same customer ordered the same a moment ago, and not when it is something else', async () => {
    const shop = await shopHolding({ duplicateWithinMinutes: 30 });
    const [line, other] = [aLine('1', 'MUG', 2), aLine('2', 'LAMP', 1)];
    expect((await shop.place({ lines: [line, other] })).status).toBe('placed');
    expect((await shop.place({ lines: [line] })).status).toBe('placed');
    const again = await shop.place({
      lines: [
        { ...other, externalLineId: '1' },
        { ...line, externalLineId: '2' },
      ],
    });
    expect(again.statusReason?.code).toBe('DUPLICATE_SUSPECTED');
    const customer = { name: 'Can', email: 'can@example.com', language: 'tr' };
    expect((await shop.place({ lines: [line, other], customer })).status).toBe('placed');
  });

  it('until the fraud window ends, whatever is heard meanwhile', async () => {
    const shop = await shopHolding({ fraudWindowMinutes: 60 });
    const { id, statusReason } = await shop.place(mugs(1));
    expect(statusReason).toEqual({ code: 'FRAUD_WINDOW', nextAction: 'WAIT' });
    const orders = world.service.app.get(OrdersService);
    const store = { paid: true, shippingAddress: null, cancelled: false };
    await world.dataSource.transaction((tx) => orders.updateFromStore(tx, id, store));
    const [waiting] = await world.dataSource.query<{ minutes: number }[]>(
      `SELECT extract(epoch FROM route_due_at - created_at)::int / 60 AS minutes FROM orders WHERE id = $1`,
      [id],
    );
    expect([(await shop.order(id)).status, waiting!.minutes]).toEqual(['held', 60]);

    await world.dataSource.query('UPDATE orders SET route_due_at = now() WHERE id = $1', [id]);
    await shop.becomes(id, 'routed');
    const told = (await shop.told(id, 'order.routed')).map((each) => each.type);
    expect(told).toEqual(['order.placed', 'order.held', 'order.released', 'order.routed']);
  });

  it('after its payment too: what waited for the payment is looked at like any other', async () => {
    const shop = await shopHolding({ valueAboveMinor: 300 });
    const payment = { method: 'card', status: 'pending' };
    const [dear, cheap] = [await shop.place({ ...mugs(4), payment }), await shop.place({ ...mugs(1), payment })];
    expect(dear.statusReason?.code).toBe('PAYMENT_PENDING');
    const orders = world.service.app.get(OrdersService);
    const store = { paid: true, shippingAddress: null, cancelled: false };
    for (const { id } of [dear, cheap])
      await world.dataSource.transaction((tx) => orders.updateFromStore(tx, id, store));
    expect((await shop.order(dear.id)).statusReason?.code).toBe('VALUE_ABOVE');
    await shop.becomes(cheap.id, 'routed');
    // The payment is heard of twice: that releases nobody.
    await world.dataSource.transaction((tx) => orders.updateFromStore(tx, dear.id, store));
    expect((await shop.order(dear.id)).statusReason?.code).toBe('VALUE_ABOVE');
  });
});
