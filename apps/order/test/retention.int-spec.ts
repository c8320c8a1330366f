import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { ExchangeRequested } from '#contracts';
import { draft } from '#messaging';
import { startServiceUnderTest, type ServiceUnderTest } from '#testing';
import { CustomerRequestsWorker } from '../src/customers/customer-requests.worker.js';
import { orderService } from '../src/service.js';
import { aLine, Shop } from './builders.js';

let world: ServiceUnderTest;
beforeAll(async () => {
  world = await startServiceUnderTest(orderService, { CUSTOMER_DATA_KEPT_DAYS: '100' });
});
afterAll(() => world.stop());

const daysAgo = (days: number): number => Date.now() - days * 86_400_000;

/** An order that was placed then: the order of an exchange is given its id, and the id says when. */
async function placedAt(
  shop: Shop,
  forOrderId: string,
  at: number,
  { ends = true, changedAt = at }: { ends?: boolean; changedAt?: number } = {},
): Promise<string> {
  const orderId = uuidv7({ msecs: at });
  await world.publish(
    draft(
      ExchangeRequested,
      { merchantId: shop.merchantId, key: forOrderId },
      {
        ...{ returnId: uuidv7(), orderId: forOrderId, exchangeOrderId: orderId, externalId: orderId, currency: 'TRY' },
        ...{ creditMinor: 0, dueMinor: 0 },
        lines: [{ orderLineId: uuidv7(), sku: 'MUG', title: 'Mug', quantity: 1, unitPriceMinor: 0 }],
      },
    ),
  );
  if (ends) {
    await shop.client.post(`/v1/orders/${orderId}/cancel`, {});
    await shop.becomes(orderId, 'cancelled');
  }
  await world.dataSource.query(`UPDATE orders SET updated_at = $2 WHERE id = $1`, [orderId, new Date(changedAt)]);
  return orderId;
}

it('asks for the erasure of orders that ended long ago, once, and of no other', async () => {
  const shop = await Shop.open(world);
  const young = await shop.place({ lines: [aLine('1', 'MUG', 1)] });
  await placedAt(shop, young.id, daysAgo(99));
  await placedAt(shop, young.id, daysAgo(101), { ends: false });
  await placedAt(shop, young.id, daysAgo(101), { changedAt: Date.now() });
  const old = await placedAt(shop, young.id, daysAgo(101));

  const worker = world.service.app.get(CustomerRequestsWorker);
  // Two processes at once asked twice: each looked before the other had written.
  await Promise.all([worker.sweep(), worker.sweep()]);
  await worker.sweep();
  const asked = await world.dataSource.query<unknown[]>(
    `SELECT order_ids, requested_by, customer_id FROM customer_requests WHERE merchant_id = $1`,
    [shop.merchantId],
  );
  expect(asked).toEqual([{ order_ids: [old], requested_by: 'retention', customer_id: null }]);
});
