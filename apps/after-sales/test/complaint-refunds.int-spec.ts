import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { PersonalDataService } from '#platform';
import { eventually, startServiceUnderTest, type ServiceUnderTest, type TestClient, type TestResponse } from '#testing';
import { afterSalesService } from '../src/service.js';
import { bought, type BoughtOrder, once, toldOf } from './builders.js';
import { StoreDouble } from './store-double.js';

interface RefundBody {
  id: string;
  status: string;
  amountMinor: number;
  complaintId: string | null;
  reason: string | null;
  code: string;
  errors: { pointer: string; code: string; detail: string }[];
}
interface LeftBody {
  currency: string;
  lines: { lineId: string; title: string; paidMinor: number; leftMinor: number }[];
  shippingLeftMinor: number;
  leftMinor: number;
  refunds: RefundBody[];
}

let store: StoreDouble;
let service: ServiceUnderTest;
beforeAll(async () => {
  store = await StoreDouble.start();
  service = await startServiceUnderTest(afterSalesService, {
    ...{ STORE_REFUND_URL: store.url, STORE_REFUND_SECRET: StoreDouble.secret, REFUND_RETRY_FIRST_MS: '20' },
    BREAKER_RESET_MS: '50',
  });
});
afterAll(async () => {
  await service.stop();
  await store.stop();
});

// The store's next mood is for the next test's refund.
afterEach(() =>
  eventually(async () =>
    expect(await service.dataSource.query(`SELECT id FROM refunds WHERE status = 'requested'`)).toEqual([]),
  ),
);

const told = (order: BoughtOrder, type: string): object[] => toldOf(service, order, type);

/** An order whose mug came broken, and the desk that looks at it. */
async function complaint(purchase: object = {}): Promise<{ order: BoughtOrder; desk: TestClient; at: string }> {
  const order = await bought(service, purchase);
  const desk = await service.asMerchant(order.merchantId);
  const body = { type: 'damaged', text: 'A crack.', lineId: order.mug };
  const opened = await desk.post<{ id: string }>(`/v1/orders/${order.orderId}/complaints`, body, once());
  expect(opened.status).toBe(201);
  return { order, desk, at: `/v1/complaints/${opened.body.id}` };
}

const money = (lineId: string, amountMinor: number, more: object = {}): object => ({
  ...{ currency: 'TRY', lines: [{ lineId, amountMinor }], reason: 'a crack' },
  ...more,
});
const give = (
  { desk, at }: { desk: TestClient; at: string },
  body: object,
  headers = once(),
): Promise<TestResponse<RefundBody>> => desk.post(`${at}/refund`, body, headers);
const left = async ({ desk, at }: { desk: TestClient; at: string }): Promise<LeftBody> =>
  (await desk.get<LeftBody>(`${at}/refund`)).body;
const paid = (desk: TestClient, id: string): Promise<void> =>
  eventually(async () => expect(await desk.get(`/v1/refunds/${id}`)).toMatchObject({ body: { status: 'completed' } }));

describe('money back for a complaint', () => {
  it('is a part of what was paid, asked of the store once, told, and the end of the complaint', async () => {
    const seen = await complaint();
    const { order, desk, at } = seen;
    const solution = { cause: 'damaged', partyAtFault: 'supplier' };
    const click = once();
    const answer = await give(seen, money(order.mug, 5_000, { solution }), click);
    expect(answer).toMatchObject({
      status: 201,
      body: { amountMinor: 5_000, returnId: null, complaintId: at.split('/').at(-1), reason: 'a crack' },
    });
    expect(answer.headers.get('location')).toBe(`/v1/refunds/${answer.body.id}`);
    // A second click, also at the same moment, is the same refund.
    const again = await give(seen, money(order.mug, 5_000, { solution }), click);
    expect(again).toMatchObject({ status: 201, body: { id: answer.body.id } });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(await give(seen, money(order.mug, 4_000), click)).toMatchObject({
      ...{ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } },
    });
    await paid(desk, answer.body.id);
    expect(store.payments.get(answer.body.id)).toMatchObject({ amountMinor: 5_000 });
    expect(await desk.get(at)).toMatchObject({
      body: { status: 'solved', solution: { ...solution, resolution: 'refund' } },
    });
    await eventually(() => expect(told(order, 'refund.completed')).toHaveLength(1));
    expect(told(order, 'refund.requested')).toEqual([
      expect.objectContaining({ complaintId: at.split('/').at(-1), returnId: null, claimId: null }),
    ]);
    expect(told(order, 'complaint.solved')).toHaveLength(1);
    expect((await left(seen)).refunds).toMatchObject([{ id: answer.body.id, status: 'completed' }]);
  });

  it('is never more than is left, by line, of the shipping and of all', async () => {
    const seen = await complaint({ discountMinor: 10_000 });
    const { order } = seen;
    const before = await left(seen);
    // 29,980 and 89,900 carry the discount of 10,000 by their price, to the last minor unit.
    expect(before).toMatchObject({ currency: 'TRY', shippingLeftMinor: 4_990, leftMinor: 114_870, refunds: [] });
    const [mugs, lamp] = before.lines;
    expect(mugs!.leftMinor + lamp!.leftMinor).toBe(109_880);
    const refused = await give(seen, money(order.mug, mugs!.leftMinor + 1));
    expect(refused).toMatchObject({ status: 422, body: { code: 'REFUND_TOO_HIGH' } });
    expect(refused.body.errors).toEqual([
      expect.objectContaining({ pointer: '/lines/0', detail: expect.stringContaining(String(mugs!.leftMinor)) }),
    ]);
    expect(await give(seen, money(uuidv7(), 1))).toMatchObject({ body: { errors: [{ code: 'UNKNOWN_LINE' }] } });
    expect(await give(seen, money(order.mug, 1, { currency: 'EUR' }))).toMatchObject({
      ...{ status: 422, body: { code: 'OTHER_CURRENCY' } },
    });
    expect(await give(seen, money(order.mug, 1, { shippingMinor: 4_991 }))).toMatchObject({ status: 422 });
    expect(await give(seen, { currency: 'TRY', lines: [], reason: 'x' })).toMatchObject({
      ...{ status: 422, body: { code: 'NOTHING_TO_REFUND' } },
    });
    for (const bad of [0, -1, 1.5, '5']) expect((await give(seen, money(order.mug, bad as number))).status).toBe(422);
    expect((await give(seen, money(order.mug, 1), {})).status).toBe(400);
    expect(await give(seen, money(order.mug, mugs!.leftMinor, { shippingMinor: 4_990 }))).toMatchObject({
      ...{ status: 201, body: { amountMinor: mugs!.leftMinor + 4_990 } },
    });
    expect(await left(seen)).toMatchObject({ shippingLeftMinor: 0, leftMinor: lamp!.leftMinor });
    expect((await give(seen, money(order.mug, 1))).status).toBe(422);
  });

  it('leaves a later return what was not given yet, and a return leaves a complaint what is left', async () => {
    const seen = await complaint();
    const { order, desk } = seen;
    const { body: given } = await give(seen, money(order.mug, 20_000));
    const lines = [{ lineId: order.mug, quantity: 2, reasonCode: 'DAMAGED' }];
    const { body: back } = await desk.post<{ id: string; lines: { id: string }[] }>(
      `/v1/orders/${order.orderId}/returns`,
      { kind: 'return', lines },
      once(),
    );
    const received = [{ returnLineId: back.lines[0]!.id, quantity: 2, condition: 'damaged' }];
    await desk.post(`/v1/returns/${back.id}/receipts`, { reference: 'R-1', lines: received });
    await eventually(() => expect(told(order, 'refund.completed')).toHaveLength(2));
    const sums = told(order, 'refund.requested').map(
      (data) => (data as { sum: { amountMinor: number } }).sum.amountMinor,
    );
    expect(sums).toEqual([given.amountMinor, 29_980 - 20_000]);
    expect((await left(seen)).lines.find(({ lineId }) => lineId === order.mug)?.leftMinor).toBe(0);
    expect((await give(seen, money(order.mug, 1))).status).toBe(422);
  });

  it('by two desks at once is paid as far as there is money, and refused to whoever has not read the other', async () => {
    const seen = await complaint();
    const { order, desk, at } = seen;
    const both = await Promise.all([1, 2].map(() => give(seen, money(order.mug, 20_000))));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect((await left(seen)).refunds).toHaveLength(1);
    const { revision } = (await desk.get<{ revision: number }>(at)).body;
    const read = (): Record<string, string> => ({ ...once(), 'if-match': `"${String(revision)}"` });
    const two = await Promise.all([1, 2].map(() => give(seen, money(order.mug, 1_000), read())));
    expect(two.map(({ status }) => status).sort()).toEqual([201, 412]);
    expect((await left(seen)).refunds.map(({ amountMinor }) => amountMinor)).toEqual([20_000, 1_000]);
  });

  it('is asked about and not asked for again when a process died between the call and its record', async () => {
    const seen = await complaint();
    const before = store.requests;
    store.moods.push('pays_and_cuts_the_line');
    const { body } = await give(seen, money(seen.order.mug, 700));
    await paid(seen.desk, body.id);
    expect(store.requests - before).toBe(1);
    // As the tables stand when a process dies there: begun, and nothing after it.
    await service.dataSource.query(
      `UPDATE effect_attempts SET outcome = 'unknown', ended_at = NULL WHERE idempotency_key = $1`,
      [body.id],
    );
    await service.dataSource.query(
      `UPDATE refunds SET status = 'requested', store_reference = NULL, settled_at = NULL, next_attempt_at = now()
        WHERE id = $1`,
      [body.id],
    );
    await paid(seen.desk, body.id);
    expect(store.requests - before).toBe(1);
    expect([...store.payments.keys()].filter((key) => key === body.id)).toHaveLength(1);
  });

  it('that the store refuses waits for a person, and is counted as given', async () => {
    const seen = await complaint();
    store.moods.push('refuses');
    const { body } = await give(seen, money(seen.order.mug, 29_000));
    await eventually(async () => expect((await left(seen)).refunds).toMatchObject([{ status: 'failed' }]));
    expect((await give(seen, money(seen.order.mug, 29_000))).status).toBe(422);
    expect((await seen.desk.post(`/v1/refunds/${body.id}/retry`, {})).status).toBe(200);
    await paid(seen.desk, body.id);
  });

  it('is nobody’s business but the desk’s, not of a merged complaint, and its reason goes with an erasure', async () => {
    const seen = await complaint();
    const { order, desk, at } = seen;
    const supplier = await service.asSupplier(order.mugSupplier, order.merchantId);
    expect((await supplier.get(`${at}/refund`)).status).toBe(403);
    expect((await supplier.post(`${at}/refund`, money(order.mug, 1), once())).status).toBe(403);
    const stranger = await service.asMerchant();
    expect((await stranger.get(`${at}/refund`)).status).toBe(404);
    expect((await stranger.post(`${at}/refund`, money(order.mug, 1), once())).status).toBe(404);
    const other = { type: 'other', text: 'Still there?' };
    const { body: into } = await desk.post<{ id: string }>(`/v1/orders/${order.orderId}/complaints`, other, once());
    await give(seen, money(order.mug, 100));
    await desk.post(`${at}/merge`, { intoId: into.id });
    expect(await give(seen, money(order.mug, 1))).toMatchObject({ status: 409, body: { code: 'COMPLAINT_STATE' } });
    await service.dataSource.transaction((tx) =>
      service.service.app.get(PersonalDataService).eraseOrders(tx, [order.orderId]),
    );
    expect((await left(seen)).refunds).toMatchObject([{ amountMinor: 100, reason: null }]);
  });
});
