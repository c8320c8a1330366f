import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { eventually, startServiceUnderTest, type ServiceUnderTest, type TestClient } from '#testing';
import { simulatePolicy, type SimulateOptions } from '../src/cli/simulate-policy.js';
import type { RerouteView } from '../src/orders/reroutes.service.js';
import type { LossesView } from '../src/routing/losses.service.js';
import type { SimulationSummary, SimulationView } from '../src/routing/simulations.service.js';
import { SimulationsWorker } from '../src/routing/simulations.worker.js';
import { orderService } from '../src/service.js';
import { aLine, Shop } from './builders.js';

let world: ServiceUnderTest;
beforeAll(async () => {
  // Nothing is tried again by itself: what is re-routed here was asked for.
  world = await startServiceUnderTest(orderService, { RETRY_UNROUTABLE_SECONDS: '3600' });
});
afterAll(() => world.stop());

const SIMULATIONS = '/v1/routing/simulations';
const REROUTES = '/v1/routing/reroutes';
const done = (client: TestClient, id: string) =>
  eventually(async () => {
    const { body } = await client.get<SimulationView>(`${SIMULATIONS}/${id}`);
    expect(body.state).toBe('done');
    return body;
  });

/** A shop where `cheap` is slow and `quick` is dear, with so many orders for a mug routed. */
async function shopWithPast(orders: number) {
  const shop = await Shop.open(world);
  const [cheap, quick] = [await shop.supplier('cheap'), await shop.supplier('quick')];
  await shop.offer(cheap, 'MUG', 1000, { unitCostMinor: 100, leadTimeDays: 5 });
  await shop.offer(quick, 'MUG', 1000, { unitCostMinor: 130, leadTimeDays: 1 });
  const placed = await Promise.all(Array.from({ length: orders }, () => shop.place({ lines: [aLine('1', 'MUG', 2)] })));
  for (const { id } of placed) await shop.becomes(id, 'routed');
  return { shop, cheap, quick, orderIds: placed.map(({ id }) => id) };
}

describe('a simulation', () => {
  it('says what a policy would have changed, with the orders that change most', async () => {
    const { shop, orderIds } = await shopWithPast(3);
    const answer = await shop.client.post<SimulationView>(SIMULATIONS, {
      policy: { weights: { leadTimeMinorPerUnitDay: 10 } },
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([202, `${SIMULATIONS}/${answer.body.id}`]);
    const { report, progress } = await done(shop.client, answer.body.id);

    expect(progress).toEqual({ decisions: 3, processed: 3 });
    const totals = report.byCurrency['TRY']!;
    expect([totals.decisions, totals.changed]).toEqual([3, 3]);
    expect(totals.before).toMatchObject({ paidMinor: 3 * 3200, parcels: 3, units: 6, unitDays: 30, oversoldUnits: 0 });
    expect(totals.after).toMatchObject({ paidMinor: 3 * 3260, parcels: 3, units: 6, unitDays: 6, splitLines: 0 });
    expect(report.mostChanged.map((each) => each.orderId).sort()).toEqual([...orderIds].sort());
    expect(report.mostChanged[0]!.paidDifferenceMinor).toBe(60);
    // Nothing was touched.
    expect((await shop.order(orderIds[0]!)).routingVersion).toBe(1);
  });

  it('under the policy of that time changes nothing, and knows what was not there', async () => {
    const { shop, orderIds } = await shopWithPast(1);
    const [purchaseOrder] = await shop.purchaseOrders(orderIds[0]!);
    await shop.acknowledge(orderIds[0]!, purchaseOrder!, { accepted: 1, rejected: 1 });
    const { body } = await shop.client.post<SimulationView>(SIMULATIONS, { policy: {} });
    const totals = (await done(shop.client, body.id)).report.byCurrency['TRY']!;
    expect([totals.decisions, totals.changed, totals.before.oversoldUnits]).toEqual([2, 0, 1]);
    expect(totals.after).toEqual(totals.before);
  });

  it('takes more decisions than one step holds, and goes on behind the last that it has', async () => {
    const { shop, orderIds } = await shopWithPast(1);
    // A long past, without placing as many orders: the same decision at other moments.
    await world.dataSource.query(
      `INSERT INTO routing_decisions (order_id, merchant_id, routing_version, decision, input, decided_at)
       SELECT order_id, merchant_id, routing_version + n, decision, input, decided_at - make_interval(secs => n)
       FROM routing_decisions, generate_series(1, 120) n WHERE order_id = $1`,
      [orderIds[0]],
    );
    const { body } = await shop.client.post<SimulationView>(SIMULATIONS, { policy: {} });
    const finished = await done(shop.client, body.id);
    expect(finished.progress).toEqual({ decisions: 121, processed: 121 });
    expect(finished.report.byCurrency['TRY']!.decisions).toBe(121);
  });

  it('can be cancelled, is nobody else’s business, and wants exactly one policy', async () => {
    const shop = await Shop.open(world);
    const worker = world.service.app.get(SimulationsWorker);
    // Nobody takes it up before it is cancelled.
    await worker.onApplicationShutdown();
    const { body } = await shop.client.post<SimulationView>(SIMULATIONS, { policy: {} });
    expect(body.state).toBe('queued');
    for (let times = 1; times <= 2; times += 1) {
      const cancelled = await shop.client.post<SimulationView>(`${SIMULATIONS}/${body.id}/cancel`);
      expect([cancelled.status, cancelled.body.state]).toEqual([200, 'cancelled']);
    }
    worker.onApplicationBootstrap();
    const next = await shop.client.post<SimulationView>(SIMULATIONS, { policy: {} });
    await done(shop.client, next.body.id);
    expect((await shop.client.get<SimulationView>(`${SIMULATIONS}/${body.id}`)).body.state).toBe('cancelled');
    const stranger = await world.asMerchant();
    expect((await stranger.get(`${SIMULATIONS}/${body.id}`)).status).toBe(404);
    expect((await stranger.post(`${SIMULATIONS}/${body.id}/cancel`)).status).toBe(404);
    for (const wrong of [{}, { policyId: uuidv7(), policy: {} }])
      expect(await shop.client.post(SIMULATIONS, wrong)).toMatchObject({
        status: 422,
        body: { code: 'POLICY_CHOICE' },
      });
    expect((await shop.client.post(SIMULATIONS, { policyId: uuidv7() })).status).toBe(404);
    const period = { policy: {}, from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' };
    expect(await shop.client.post(SIMULATIONS, period)).toMatchObject({ status: 422, body: { code: 'PERIOD_EMPTY' } });
    const nonsense = { policy: { stock: { safetyUnitsMin: 2, safetyUnitsMax: 1 } } };
    expect(await shop.client.post(SIMULATIONS, nonsense)).toMatchObject({
      ...{ status: 422, body: { errors: [{ pointer: '/policy/stock/safetyUnitsMin' }] } },
    });
  });
});

describe('npm run simulate-policy', () => {
  const said: string[] = [];
  const output = { report: (text: string) => said.push(text), progress: (text: string) => said.push(text) };
  const written = (content: string): string => {
    const file = join(mkdtempSync(join(tmpdir(), 'policy-')), 'policy.json');
    writeFileSync(file, content);
    return file;
  };
  const run = (policy: string, changes: Partial<SimulateOptions> = {}) =>
    simulatePolicy({ policy, json: false, url: world.service.url, data: '/nowhere', ...changes }, output);

  it('reports what a policy of a file would have changed', async () => {
    const { shop, orderIds } = await shopWithPast(1);
    said.length = 0;
    const policy = written(JSON.stringify({ content: { weights: { leadTimeMinorPerUnitDay: 10 } } }));
    await run(policy, { key: shop.client.key });

    expect(said).toContain('1 of 1 decisions');
    expect(said.at(-1)).toMatch(/^TRY: 1 decisions, 1 change\n/);
    expect(said.at(-1)).toMatch(/paidMinor +3200 +3260 +60/);
    expect(said.at(-1)).toContain(`${orderIds[0]!}  +60 TRY`);
    await run(policy, { key: shop.client.key, json: true });
    expect(JSON.parse(said.at(-1)!)).toMatchObject({ state: 'done', progress: { processed: 1 } });
    const listed = await shop.client.get<{ items: SimulationSummary[]; next: string }>(`${SIMULATIONS}?limit=1`);
    expect(listed.body.items).toEqual([
      expect.objectContaining({ state: 'done', progress: { decisions: 1, processed: 1 } }),
    ]);
    const older = await shop.client.get<typeof listed.body>(`${SIMULATIONS}?limit=1&after=${listed.body.next}`);
    expect(older.body.items[0]!.id < listed.body.items[0]!.id).toBe(true);
    expect(older.body.next).toBeNull();
  });

  it('says what to do when it cannot', async () => {
    const { key } = await world.asMerchant();
    await expect(run('/nowhere/policy.json', { key })).rejects.toThrow('neither the id of a policy nor a file');
    await expect(run(written('{'), { key })).rejects.toThrow('is not JSON');
    await expect(run(written('{}'))).rejects.toThrow('set KERVAN_KEY');
    await expect(run(written('{}'), { key, url: 'http://127.0.0.1:1' })).rejects.toThrow('Nobody answers at');
    await expect(run(uuidv7(), { key })).rejects.toThrow('404: There is no policy');
    const nonsense = written('{"stock":{"safetyUnitsMin":2,"safetyUnitsMax":1}}');
    await expect(run(nonsense, { key })).rejects.toThrow('\n  /policy/stock/safetyUnitsMin: ');
  });
});

describe('bulk re-routing', () => {
  const finished = (client: TestClient, id: string) =>
    eventually(async () => {
      const { body } = await client.get<RerouteView & { next: string | null }>(`${REROUTES}/${id}?limit=50`);
      expect(body.state).toBe('done');
      return body;
    });

  it('has a result for each order, and does once what is asked twice', async () => {
    const shop = await Shop.open(world);
    const supplier = await shop.supplier('only');
    await shop.offer(supplier, 'MUG', 0);
    const waiting = await Promise.all(
      [1, 2, 9].map((quantity) => shop.place({ lines: [aLine('1', 'MUG', quantity)] })),
    );
    const unknown = await shop.place({ lines: [aLine('1', 'NOBODY-HAS-IT', 1)] });
    for (const { id } of [...waiting, unknown]) await shop.becomes(id, 'unroutable');
    await shop.offer(supplier, 'MUG', 5);
    const stranger = uuidv7();
    const request = { orderIds: [...waiting.map(({ id }) => id), unknown.id, stranger] };

    const headers = { 'idempotency-key': 'again' };
    const first = await shop.client.post<RerouteView>(REROUTES, request, headers);
    expect([first.status, first.headers.get('location')]).toEqual([202, `${REROUTES}/${first.body.id}`]);
    expect((await shop.client.post<RerouteView>(REROUTES, request, headers)).body.id).toBe(first.body.id);
    expect(await shop.client.post(REROUTES, { filter: {} }, headers)).toMatchObject({ status: 422 });

    const { counts, items } = await finished(shop.client, first.body.id);
    expect(counts).toEqual({ queued: 0, routed: 2, unroutable: 2, refused: 1 });
    expect(items.map(({ orderId, state, code }) => [orderId, state, code])).toEqual([
      [waiting[0]!.id, 'routed', null],
      [waiting[1]!.id, 'routed', null],
      [waiting[2]!.id, 'unroutable', 'NO_STOCK'],
      [unknown.id, 'unroutable', 'UNKNOWN_SKU'],
      [stranger, 'refused', 'ORDER_NOT_FOUND'],
    ]);

    // By filter: the orders that still wait for that reason; what has a supplier is not touched.
    await shop.offer(supplier, 'MUG', 50);
    const filtered = await shop.client.post<RerouteView>(REROUTES, { filter: { reasonCode: 'NO_STOCK' } });
    const result = await finished(shop.client, filtered.body.id);
    expect(result.items.map(({ orderId, state }) => [orderId, state])).toEqual([[waiting[2]!.id, 'routed']]);
    const again = await shop.client.post<RerouteView>(REROUTES, { orderIds: [waiting[0]!.id] });
    expect((await finished(shop.client, again.body.id)).items[0]).toMatchObject({
      ...{ state: 'refused', code: 'NOTHING_TO_REROUTE' },
    });
    await shop.expectReplay(waiting[2]!.id);
  });

  it('is nobody else’s business, and wants orders or a filter', async () => {
    const [client, stranger] = [await world.asMerchant(), await world.asMerchant()];
    const { body } = await client.post<RerouteView>(REROUTES, { filter: {} });
    expect(body).toMatchObject({ state: 'done', items: [] });
    expect((await stranger.get(`${REROUTES}/${body.id}`)).status).toBe(404);
    expect(await client.post(REROUTES, {})).toMatchObject({ status: 422, body: { code: 'REROUTE_CHOICE' } });
    expect((await client.post(REROUTES, { orderIds: ['x'] })).status).toBe(422);
    expect((await client.post(REROUTES, { filter: { reasonCode: 'BAD_LUCK' } })).status).toBe(422);
  });
});

describe('what a supplier lost', () => {
  it('is told with the change that would have won, and names nobody else', async () => {
    const { shop, cheap, quick } = await shopWithPast(2);
    const key = await world.asSupplier(quick, shop.merchantId);
    const { status, body } = await key.get<LossesView>(`/v1/routing/lost?supplierId=${cheap}`);
    expect(status).toBe(200);
    expect(body.totals).toEqual({
      ...{ lines: 2, units: 4, wonByPrice: 2, wonBySpeed: 0, wonByFreshness: 0, byReason: { DEARER: 2 } },
    });
    expect(body.items[0]).toMatchObject({
      ...{ sku: 'MUG', quantity: 2, excluded: null, unitCostMinor: 130 },
      ...{ leadTimeDays: 1, winningLeadTimeDays: null, freshStockWins: false },
    });
    // At 100 the two cost the same, and which of them is first is nobody's merit.
    expect([99, 100]).toContain(body.items[0]!.winningUnitCostMinor);
    const told = JSON.stringify(body);
    for (const secret of [cheap, 'cheap']) expect(told).not.toContain(secret);

    const own = await shop.client.get<LossesView>(`/v1/routing/lost?supplierId=${cheap}`);
    expect(own.body.totals.lines).toBe(0);
    expect((await shop.client.get('/v1/routing/lost')).status).toBe(422);
    const stranger = await world.asMerchant();
    expect((await stranger.get<LossesView>(`/v1/routing/lost?supplierId=${quick}`)).body.items).toEqual([]);
  });

  it('by waiting or by an old number: the lead time or the fresh number that would have won', async () => {
    const shop = await Shop.open(world);
    const [late, other] = [await shop.supplier('late'), await shop.supplier('other')];
    await shop.offer(late, 'MUG', 10, { unitCostMinor: 100, leadTimeDays: 9 });
    await shop.offer(other, 'MUG', 10, { unitCostMinor: 155, leadTimeDays: 1 });
    const old = new Date(Date.now() - 3 * 3_600_000).toISOString();
    await shop.offer(late, 'LAMP', 10, { unitCostMinor: 100, leadTimeDays: 1, asOf: old });
    await shop.offer(other, 'LAMP', 10, { unitCostMinor: 150, leadTimeDays: 1 });
    const { body: policy } = await shop.client.post<{ id: string }>('/v1/routing/policies', {
      name: 'Quick and fresh',
      content: { weights: { leadTimeMinorPerUnitDay: 10 }, filters: { feedAgeMaxMinutes: 60 } },
    });
    await shop.client.post(`/v1/routing/policies/${policy.id}/activate`);
    const [mug, lamp] = [
      await shop.place({ lines: [aLine('1', 'MUG', 1)] }),
      await shop.place({ lines: [aLine('1', 'LAMP', 1)] }),
    ];
    for (const { id } of [mug, lamp]) await shop.becomes(id, 'routed');

    const { items } = (await shop.client.get<LossesView>(`/v1/routing/lost?supplierId=${late}`)).body;
    const of = (sku: string) => items.find((each) => each.sku === sku);
    // 100 + 10 × days is below 155 + 10 up to six days, and price + 10 × 9 is below it up to 74.
    expect(of('MUG')).toMatchObject({ winningLeadTimeDays: 6, freshStockWins: false });
    // At 75 the two cost the same.
    expect([74, 75]).toContain(of('MUG')!.winningUnitCostMinor);
    expect(of('LAMP')).toMatchObject({
      ...{ excluded: 'FEED_TOO_OLD', winningUnitCostMinor: null, winningLeadTimeDays: null, freshStockWins: true },
    });
  });
});
