import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { eventually, startServiceUnderTest, type ServiceUnderTest } from '#testing';
import { OrdersService } from '../src/orders/orders.service.js';
import { orderService } from '../src/service.js';
import { aLine, Shop } from './builders.js';

const ORDERS = 60;

let world: ServiceUnderTest;
beforeAll(async () => {
  world = await startServiceUnderTest(orderService, {
    DATABASE_POOL_MAX: '16',
    ROUTING_LANES: '10',
    RETRY_UNROUTABLE_SECONDS: '3600',
  });
});
afterAll(() => world.stop());

interface Ledger {
  on_hand: number;
  committed: number;
  ledger: number;
  allocated: number;
}

/** What the offers, the ledger of commitments and the orders say about the same stock. */
const ledgers = (): Promise<Ledger[]> =>
  world.service.app.get(DataSource).query<Ledger[]>(`
    SELECT o.on_hand, o.committed,
      (SELECT coalesce(sum(quantity), 0)::int FROM commitments c WHERE c.offer_id = o.id AND state <> 'released') AS ledger,
      (SELECT coalesce(sum(quantity - released), 0)::int FROM allocations a WHERE a.offer_id = o.id) AS allocated
    FROM offers o ORDER BY o.on_hand`);

describe('one hot SKU and many routers', () => {
  it('is sold to the last unit and never a unit more, whoever routes', async () => {
    const shop = await Shop.open(world);
    const [scarce, ample] = [await shop.supplier('scarce'), await shop.supplier('ample')];
    await shop.offer(scarce, 'HOT', 17, { unitCostMinor: 100 });
    await shop.offer(ample, 'HOT', 30, { unitCostMinor: 200 });
    const orders = world.service.app.get(OrdersService);

    const placed = await Promise.all(
      Array.from({ length: ORDERS }, () => shop.place({ lines: [aLine('1', 'HOT', 1)] })),
    );
    // Besides the service's own lanes: as if more processes routed the same orders.
    await Promise.all(
      [...placed, ...placed].map(({ id }) => world.dataSource.transaction((tx) => orders.routeDue(tx, id))),
    );
    await eventually(async () => {
      const [due] = await world.dataSource.query<{ count: string }[]>(
        'SELECT count(*) FROM orders WHERE route_due_at IS NOT NULL',
      );
      expect(due!.count).toBe('0');
    });

    const statuses = (await Promise.all(placed.map(({ id }) => shop.order(id)))).map((order) => order.status);
    expect(statuses.filter((status) => status === 'routed')).toHaveLength(47);
    expect(statuses.filter((status) => status === 'unroutable')).toHaveLength(ORDERS - 47);
    expect(await ledgers()).toEqual([
      { on_hand: 17, committed: 17, ledger: 17, allocated: 17 },
      { on_hand: 30, committed: 30, ledger: 30, allocated: 30 },
    ]);
  });

  it('stays exact while units come back and are sold again', async () => {
    const shop = await Shop.open(world);
    const supplier = await shop.supplier('only');
    const second = await shop.supplier('second');
    await shop.offer(supplier, 'AGAIN', 20, { unitCostMinor: 100 });
    await shop.offer(second, 'AGAIN', 12, { unitCostMinor: 900 });
    const placed = await Promise.all(Array.from({ length: 20 }, () => shop.place({ lines: [aLine('1', 'AGAIN', 1)] })));
    const routed = await Promise.all(placed.map(({ id }) => shop.becomes(id, 'routed')));

    await Promise.all(
      routed.slice(0, 12).map(async ({ id }) => {
        const [purchaseOrder] = await shop.purchaseOrders(id);
        await shop.expire(id, purchaseOrder!);
      }),
    );

    const [forSecond, forFirst] = (await ledgers()).filter(({ on_hand }) => on_hand === 12 || on_hand === 20);
    for (const row of [forFirst!, forSecond!]) {
      expect([row.committed, row.ledger]).toEqual([row.allocated, row.allocated]);
      expect(row.committed).toBeLessThanOrEqual(row.on_hand);
    }
    expect(forFirst!.committed + forSecond!.committed).toBe(20);
  });
});
