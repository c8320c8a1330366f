import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RoutingDecision } from '#contracts';
import { answersToTwo, editedByTwo, startServiceUnderTest, type ServiceUnderTest, type TestClient } from '#testing';
import { defaultPolicy } from '../src/routing/domain/policy/routing-policy.js';
import type { PolicyView } from '../src/routing/policies.service.js';
import { orderService } from '../src/service.js';
import { aLine, anOrderBody, Shop } from './builders.js';

let world: ServiceUnderTest;
beforeAll(async () => {
  world = await startServiceUnderTest(orderService, { RETRY_UNROUTABLE_SECONDS: '1' });
});
afterAll(() => world.stop());

const POLICIES = '/v1/routing/policies';
interface Problem {
  code: string;
  errors: { pointer: string; code: string }[];
}
const draft = (client: TestClient, content: object = {}, key?: string) =>
  client.post<PolicyView>(POLICIES, { name: 'Try', content }, key === undefined ? {} : { 'idempotency-key': key });
const activate = (client: TestClient, id: string) => client.post<PolicyView>(`${POLICIES}/${id}/activate`);
const states = async (client: TestClient) =>
  (await client.get<{ items: PolicyView[] }>(POLICIES)).body.items.map((each) => `${each.version} ${each.state}`);

describe('policies of a merchant', () => {
  it('begin with the default one, which is active and lets money alone decide', async () => {
    const client = await world.asMerchant();
    const { body } = await client.get<{ items: PolicyView[] }>(POLICIES);
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({ version: 1, state: 'active', name: 'Default', content: defaultPolicy });
    expect(await states(client)).toEqual(['1 active']);
  });

  it('go from draft to active to archived, and never back', async () => {
    const client = await world.asMerchant();
    const made = await draft(client, { weights: { lateMinor: 100 } });
    expect([made.status, made.headers.get('location')]).toEqual([201, `${POLICIES}/${made.body.id}`]);
    expect(made.body).toMatchObject({ version: 2, state: 'draft', activatedAt: null });
    expect(made.body.content.weights).toEqual({ ...defaultPolicy.weights, lateMinor: 100 });

    const seen = { 'if-match': made.headers.get('etag')! };
    const one = `${POLICIES}/${made.body.id}`;
    const changed = await client.put<PolicyView>(one, { name: 'Late', content: {} }, seen);
    expect([changed.status, changed.body.name, changed.body.content]).toEqual([200, 'Late', defaultPolicy]);
    expect(await activate(client, made.body.id)).toMatchObject({ status: 200, body: { state: 'active' } });
    expect(await activate(client, made.body.id)).toMatchObject({ status: 200, body: { state: 'active' } });
    expect(await states(client)).toEqual(['2 active', '1 archived']);

    const refused = await client.put<Problem>(one, { name: 'Again', content: {} }, seen);
    expect([refused.status, refused.body.code]).toEqual([409, 'POLICY_NOT_DRAFT']);
    expect(await client.post(`${POLICIES}/${made.body.id}/archive`)).toMatchObject({ body: { state: 'archived' } });
    expect(await client.post(`${POLICIES}/${made.body.id}/archive`)).toMatchObject({ status: 200 });
    expect(await activate(client, made.body.id)).toMatchObject({ status: 409, body: { code: 'POLICY_ARCHIVED' } });
    expect(await states(client)).toEqual(['2 archived', '1 archived']);
  });

  it('are made once for one idempotency key', async () => {
    const client = await world.asMerchant();
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => draft(client, { limits: { parcelsMax: 2 } }, 'k1')),
    );
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')).toHaveLength(3);
    const other = await draft(client, { limits: { parcelsMax: 3 } }, 'k1');
    expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(await draft(client, {}, 'two words')).toMatchObject({
      status: 422,
      body: { code: 'IDEMPOTENCY_KEY_INVALID' },
    });
  });

  it('have one active at most, however many are activated at once', async () => {
    const client = await world.asMerchant();
    const drafts = await Promise.all(Array.from({ length: 6 }, () => draft(client)));
    const answers = await Promise.all(drafts.map(({ body }) => activate(client, body.id)));
    // Whoever was overtaken before it could look is archived already; nobody sees a conflict of the database.
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    const now = await states(client);
    expect(now.filter((each) => each.endsWith('active'))).toHaveLength(1);
    expect(new Set(now.map((each) => each.split(' ')[0])).size).toBe(7);
  });

  it('are refused with a pointer to every place that makes no sense', async () => {
    const client = await world.asMerchant();
    const malformed = await draft(client, {
      currency: 'LIRA',
      weights: { lateMinor: -1, unheard: 1 },
      filters: { cutOffs: [{ supplier: 'a', at: '25:00', timeZone: 'Europe/Nowhere' }] },
      backorders: [{ skus: [], choice: 'maybe' }],
    });
    expect(malformed.status).toBe(422);
    expect((malformed.body as unknown as Problem).errors.map(({ pointer }) => pointer).sort()).toEqual([
      ...['/content/backorders/0/choice', '/content/backorders/0/skus', '/content/currency'],
      ...['/content/filters/cutOffs/0/at', '/content/filters/cutOffs/0/timeZone'],
      ...['/content/weights/lateMinor', '/content/weights/unheard'],
    ]);
    const contradicting = await draft(client, {
      currency: 'EUR',
      groups: [{ name: 'g', suppliers: ['@g'] }],
      filters: { allowedSuppliers: ['@nobody'] },
      stock: { safetyUnitsMin: 3, safetyUnitsMax: 1 },
    });
    expect(contradicting).toMatchObject({ status: 422, body: { code: 'POLICY_INVALID' } });
    expect((contradicting.body as unknown as Problem).errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      ...['/content/groups/0/suppliers/0 GROUP_IN_GROUP', '/content/filters/allowedSuppliers/0 UNKNOWN_GROUP'],
      ...['/content/exchange/allowed EXCHANGE_NEEDED', '/content/stock/safetyUnitsMin MIN_ABOVE_MAX'],
    ]);
  });

  it('are changed by who has seen the newest revision, or says that it does not matter', async () => {
    const kind = {
      path: POLICIES,
      made: { name: 'Try', content: {} },
      changed: (name: string) => ({ name, content: {} }),
    };
    const heard = await editedByTwo(await world.asMerchant(), await world.asOperator(), kind);
    expect(heard).toEqual(answersToTwo('POLICY'));
  });

  it('name suppliers that exist when they become active', async () => {
    const shop = await Shop.open(world);
    await shop.supplier('known');
    const { body } = await draft(shop.client, { preferredSuppliers: ['known', 'stranger'] });
    const refused = await activate(shop.client, body.id);
    expect(refused).toMatchObject({ status: 422, body: { code: 'POLICY_INVALID' } });
    expect((refused.body as unknown as Problem).errors).toEqual([
      expect.objectContaining({ pointer: '/content/preferredSuppliers/1', code: 'UNKNOWN_SUPPLIER' }),
    ]);
    expect(await states(shop.client)).toEqual(['2 draft', '1 active']);
  });

  it('are nobody else’s business', async () => {
    const [client, stranger, supplier] = await Promise.all([
      ...[world.asMerchant(), world.asMerchant(), world.asSupplier(crypto.randomUUID(), crypto.randomUUID())],
    ]);
    const { body } = await draft(client!);
    const one = `${POLICIES}/${body.id}`;
    expect((await stranger!.get(one)).status).toBe(404);
    expect((await stranger!.put(one, { name: 'x', content: {} }, { 'if-match': '*' })).status).toBe(404);
    expect((await activate(stranger!, body.id)).status).toBe(404);
    expect((await stranger!.post(`${one}/archive`)).status).toBe(404);
    expect((await supplier!.get(POLICIES)).status).toBe(403);
    expect((await world.http().get(POLICIES)).status).toBe(401);
    const operator = await world.asOperator();
    expect((await operator.get(POLICIES)).status).toBe(400);
    expect((await operator.get<PolicyView>(one)).body.id).toBe(body.id);
  });
});

describe('decisions', () => {
  it('follow the active policy, carry its version, and replay to the identical bytes', async () => {
    const shop = await Shop.open(world);
    await shop.offer(await shop.supplier('cheap'), 'MUG', 10, { unitCostMinor: 100, leadTimeDays: 5 });
    await shop.offer(await shop.supplier('quick'), 'MUG', 10, { unitCostMinor: 120, leadTimeDays: 1 });
    const { body: policy } = await draft(shop.client, { weights: { leadTimeMinorPerUnitDay: 50 } });
    const order = { lines: [aLine('1', 'MUG', 1)] };
    const previewed = async (query = '') =>
      (await shop.client.post<RoutingDecision>(`/v1/routing/preview${query}`, anOrderBody(order))).body;
    const chosen = (decision: RoutingDecision) => decision.candidates.find((each) => each.chosen)?.supplierCode;

    // A draft can be tried before anybody's order is routed by it.
    expect(chosen(await previewed())).toBe('cheap');
    expect(await previewed(`?policyId=${policy.id}`)).toMatchObject({ policyVersion: 2, policyId: policy.id });
    expect(chosen(await previewed(`?policyId=${policy.id}`))).toBe('quick');
    const stranger = await world.asMerchant();
    const foreign = await stranger.post(`/v1/routing/preview?policyId=${policy.id}`, anOrderBody(order));
    expect(foreign.status).toBe(404);

    await activate(shop.client, policy.id);
    const { id } = await shop.place(order);
    await shop.becomes(id, 'routed');
    const { body } = await shop.client.get<{ items: (RoutingDecision & { input: { policy: object } })[] }>(
      `/v1/orders/${id}/decisions?include=input`,
    );
    expect(body.items[0]).toMatchObject({ policyVersion: 2, policyId: policy.id, costMinor: 3000 + 120 + 50 });
    expect(body.items[0]!.input.policy).toMatchObject({ id: policy.id, version: 2, content: policy.content });
    await shop.expectReplay(id);
  });

  it('leave out who cannot be reached, for as long as they say, where they ask for that', async () => {
    const shop = await Shop.open(world);
    const supplierId = await shop.supplier('cheap');
    await shop.offer(supplierId, 'MUG', 10, { unitCostMinor: 100 });
    await shop.offer(await shop.supplier('sure'), 'MUG', 10, { unitCostMinor: 200 });
    const previews = async (): Promise<(string | null)[]> => {
      const order = anOrderBody({ lines: [aLine('1', 'MUG', 1)] });
      const { body } = await shop.client.post<RoutingDecision>('/v1/routing/preview', order);
      return body.candidates.map(({ supplierCode, chosen, reason }) => (chosen ? supplierCode : reason));
    };
    const unreachableAt = (minutesAgo: number) => new Date(Date.now() - minutesAgo * 60_000).toISOString();

    await shop.supplier('cheap', { supplierId, unreachableAt: unreachableAt(5) });
    expect(await previews()).toEqual(['cheap', 'DEARER']);
    const { body: policy } = await draft(shop.client, { filters: { breaker: { unansweredMax: 3, pauseMinutes: 30 } } });
    await activate(shop.client, policy.id);
    expect(await previews()).toEqual(['BREAKER_OPEN', 'sure']);
    await shop.supplier('cheap', { supplierId, unreachableAt: unreachableAt(31) });
    expect(await previews()).toEqual(['cheap', 'DEARER']);
    await shop.supplier('cheap', { supplierId, unreachableAt: unreachableAt(5) });
    await shop.supplier('cheap', { supplierId, unreachableAt: null });
    expect(await previews()).toEqual(['cheap', 'DEARER']);
  });

  it('exchange at the rates that the merchant gave, and say so where one is missing', async () => {
    const shop = await Shop.open(world);
    const abroad = await shop.supplier('abroad', { currency: 'EUR', parcelFixedMinor: 100 });
    await shop.offer(abroad, 'MUG', 10, { currency: 'EUR', unitCostMinor: 200 });
    const { body: policy } = await draft(shop.client, { exchange: { allowed: true, rateAgeMaxDays: 7 } });
    await activate(shop.client, policy.id);
    const first = await shop.place({ lines: [aLine('1', 'MUG', 1)] });
    const unroutable = await shop.becomes(first.id, 'unroutable');
    expect(unroutable.statusReason).toEqual({ code: 'NO_EXCHANGE_RATE', nextAction: 'ADD_EXCHANGE_RATE' });

    const rates = '/v1/routing/exchange-rates';
    const today = new Date().toISOString().slice(0, 10);
    const rate = { from: 'EUR', to: 'TRY', rate: '40.5', date: today, source: 'TCMB' };
    expect((await shop.client.put(rates, { rates: [{ ...rate, rate: '0.000' }] })).status).toBe(422);
    expect((await shop.client.put(rates, { rates: [{ ...rate, date: '2026-02-30' }] })).status).toBe(422);
    expect((await shop.client.put(rates, { rates: [rate, rate] })).status).toBe(422);
    const stored = await shop.client.put<{ items: object[] }>(rates, { rates: [rate] });
    expect([stored.status, stored.body.items]).toEqual([200, [rate]]);
    expect((await shop.client.get<{ items: object[] }>(rates)).body.items).toEqual([rate]);
    expect((await (await world.asMerchant()).get<{ items: object[] }>(rates)).body.items).toEqual([]);

    const { id } = await shop.place({ lines: [aLine('1', 'MUG', 2)] });
    await shop.becomes(id, 'routed');
    const { body } = await shop.client.get<{ items: RoutingDecision[] }>(`/v1/orders/${id}/decisions`);
    expect(body.items[0]!.costMinor).toBe(2 * 8100 + 4050);
    // The purchase order is in the supplier's own currency.
    expect((await shop.purchaseOrders(id))[0]).toMatchObject({ currency: 'EUR', lines: [{ unitCostMinor: 200 }] });
    await shop.expectReplay(id);
  });
});
