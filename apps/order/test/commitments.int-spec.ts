import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { startServiceUnderTest, type ServiceUnderTest } from '#testing';
import { CommitmentsService, type Commitment } from '../src/offers/commitments.service.js';
import { orderService } from '../src/service.js';
import { aLine, Shop } from './builders.js';

let world: ServiceUnderTest;
beforeAll(async () => {
  world = await startServiceUnderTest(orderService, { DATABASE_POOL_MAX: '12', RETRY_UNROUTABLE_SECONDS: '3600' });
});
afterAll(() => world.stop());

const units = (offerId: string, quantity: number, keptBack = 0): Commitment => ({
  ...{ offerId, purchaseOrderId: uuidv7(), orderLineId: uuidv7(), quantity, keptBack },
});
const takeEach = (requests: Commitment[][]) =>
  world.dataSource.transaction((tx) => world.service.app.get(CommitmentsService).takeEach(tx, requests));
const books = async (offerIds: string[]) => {
  const rows = await world.dataSource.query<{ committed: number; ledger: number }[]>(
    `SELECT committed, (SELECT coalesce(sum(quantity), 0)::int FROM commitments c
       WHERE c.offer_id = o.id AND state <> 'released') AS ledger
     FROM offers o WHERE id = ANY ($1::uuid[]) ORDER BY array_position($1::uuid[], id)`,
    [offerIds],
  );
  return rows.map(({ committed, ledger }) => [committed, ledger]);
};
async function offersWith(...onHand: number[]): Promise<string[]> {
  const shop = await Shop.open(world);
  const supplier = await shop.supplier('only');
  return Promise.all(onHand.map((quantity, index) => shop.offer(supplier, `SKU-${index}`, quantity)));
}

describe('joined reservations', () => {
  it('serve whoever comes first, each whole or not at all', async () => {
    const [a, b] = await offersWith(5, 3);
    const answers = await takeEach([
      [units(a!, 2), units(b!, 2)],
      [units(a!, 2), units(a!, 1)],
      [units(b!, 2)],
      [units(a!, 1), units(b!, 9)],
      [],
    ]);
    expect(answers).toEqual([true, true, false, false, true]);
    expect(await books([a!, b!])).toEqual([
      [5, 5],
      [2, 2],
    ]);
  });

  it('leave the safety stock, and take nothing of an offer that is gone', async () => {
    const [a] = await offersWith(5);
    expect(await takeEach([[units(a!, 4, 2)], [units(uuidv7(), 1)]])).toEqual([false, false]);
    expect(await takeEach([[units(a!, 3, 2)]])).toEqual([true]);
    expect(await books([a!])).toEqual([[3, 3]]);
  });

  it('never give a unit twice, however many reserve at once over several offers in any order', async () => {
    const onHand = [17, 9, 30];
    const offerIds = await offersWith(...onHand);
    let state = 7;
    // A small generator instead of Math.random: the same contest at every run.
    const next = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
    const request = () => {
      const chosen = offerIds.filter(() => next(2) === 0);
      return (next(2) === 0 ? chosen : chosen.reverse()).map((id) => units(id, 1 + next(2)));
    };
    const batches = Array.from({ length: 24 }, () => Array.from({ length: 1 + next(5) }, request));

    const answers = await Promise.all(batches.map(takeEach));

    const taken = offerIds.map((id) =>
      batches
        .flatMap((batch, index) => batch.filter((_, at) => answers[index]![at]))
        .flat()
        .filter(({ offerId }) => offerId === id)
        .reduce((sum, { quantity }) => sum + quantity, 0),
    );
    expect(await books(offerIds)).toEqual(taken.map((each) => [each, each]));
    taken.forEach((each, index) => expect(each).toBeLessThanOrEqual(onHand[index]!));
    // The contest was one: there was more wanted than there is.
    expect(answers.flat()).toContain(false);
  });
});

describe('the capacity of a day', () => {
  it('is given to as many orders as it holds, however many come at once', async () => {
    const shop = await Shop.open(world);
    await shop.offer(await shop.supplier('small'), 'MUG', 100, { unitCostMinor: 100 });
    await shop.offer(await shop.supplier('large'), 'MUG', 100, { unitCostMinor: 900 });
    const { body: policy } = await shop.client.post<{ id: string }>('/v1/routing/policies', {
      name: 'Capacity',
      content: { filters: { capacities: [{ supplier: 'small', purchaseOrdersPerDay: 5 }] } },
    });
    await shop.client.post(`/v1/routing/policies/${policy.id}/activate`);

    const placed = await Promise.all(Array.from({ length: 12 }, () => shop.place({ lines: [aLine('1', 'MUG', 1)] })));
    const routed = await Promise.all(placed.map(({ id }) => shop.becomes(id, 'routed')));

    const suppliers = routed.flatMap((order) => order.lines[0]!.allocations.map((each) => each.supplierCode));
    expect(suppliers.filter((code) => code === 'small')).toHaveLength(5);
    expect(suppliers.filter((code) => code === 'large')).toHaveLength(7);
    await Promise.all(placed.map(({ id }) => shop.expectReplay(id)));
  });
});
