import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { OrderShipped, ShipmentStatusChanged } from '#contracts';
import { draft } from '#messaging';
import { IdempotencyCleanupWorker } from '#platform';
import { eventually, startServiceUnderTest, type ServiceUnderTest, type TestClient, type TestResponse } from '#testing';
import { afterSalesService } from '../src/service.js';
import { bought, type BoughtOrder, daysAgo, once } from './builders.js';
import { StoreDouble } from './store-double.js';

interface ReturnBody {
  id: string;
  number: string;
  status: string;
  outcome: string | null;
  lines: { id: string; lineId: string; quantity: number; clause: string; payer: string; destination: string }[];
  parcels: { shipmentId: string }[];
  refunds: { id: string; status: string; amountMinor: number }[];
}
interface Problem {
  code: string;
  errors: { pointer: string; code: string; detail: string }[];
}

let store: StoreDouble;
let service: ServiceUnderTest;
beforeAll(async () => {
  store = await StoreDouble.start();
  service = await startServiceUnderTest(afterSalesService, {
    ...{ STORE_REFUND_URL: store.url, STORE_REFUND_SECRET: StoreDouble.secret, REFUND_RETRY_FIRST_MS: '20' },
    ...{ TOKEN_FAILURES_PER_MINUTE: '5', BREAKER_RESET_MS: '50' },
  });
});
afterAll(async () => {
  await service.stop();
  await store.stop();
});

const merchantOf = (order: BoughtOrder): Promise<TestClient> => service.asMerchant(order.merchantId);
const said = (order: BoughtOrder): string[] =>
  service
    .published()
    .filter(({ key, type }) => key === order.orderId && type !== 'deadline.passed')
    .map(({ type }) => type);
/** Commits are published a moment later. */
const heard = (order: BoughtOrder, types: readonly string[]): Promise<void> =>
  eventually(() => expect(said(order)).toEqual(types));

async function ask(
  order: BoughtOrder,
  lines: object[],
  more: object = {},
  headers = once(),
): Promise<TestResponse<ReturnBody & Problem>> {
  const body = { kind: 'return', lines, ...more };
  return (await merchantOf(order)).post(`/v1/orders/${order.orderId}/returns`, body, headers);
}

const oneMug = (order: BoughtOrder, reasonCode = 'CHANGED_MIND'): object => ({
  ...{ lineId: order.mug, quantity: 1, reasonCode },
});

/** Makes a timer's time come. */
const fallsDue = async (timer: string): Promise<void> => {
  await service.dataSource.query(`UPDATE outbox_timers SET due_at = now() WHERE name = $1`, [timer]);
};

/** Until the return is in a state; the refund's worker runs beside the test. */
const when = async (order: BoughtOrder, id: string, status: string): Promise<ReturnBody> => {
  const merchant = await merchantOf(order);
  return eventually(async () => {
    const { body } = await merchant.get<ReturnBody>(`/v1/returns/${id}`);
    expect(body.status).toBe(status);
    return body;
  });
};

describe('a return', () => {
  it('of one of two units goes from request to refund, each step once', async () => {
    const order = await bought(service);
    const merchant = await merchantOf(order);
    const supplier = await service.asSupplier(order.mugSupplier, order.merchantId);
    const asked = await ask(order, [oneMug(order)]);
    expect(asked).toMatchObject({ status: 201, body: { status: 'approved' } });
    expect(asked.headers.get('location')).toBe(`/v1/returns/${asked.body.id}`);
    const { id, lines } = asked.body;
    expect(lines).toMatchObject([{ clause: 'WITHDRAWAL_TR', payer: 'merchant', destination: 'supplier', quantity: 1 }]);

    const label = { supplierId: order.mugSupplier, method: 'label', carrier: 'Aras', trackingNumber: '1' };
    const labelled = await merchant.post<ReturnBody>(`/v1/returns/${id}/label`, label);
    expect(labelled).toMatchObject({ status: 200, body: { status: 'label_issued', parcels: [{ carrier: 'aras' }] } });
    const { shipmentId } = labelled.body.parcels[0]!;
    const { merchantId, orderId } = order;
    const moved = draft(
      ShipmentStatusChanged,
      { merchantId, key: orderId },
      {
        ...{ shipmentId, orderId, status: 'in_transit', previousStatus: 'registered', fault: null },
        ...{ occurredAt: daysAgo(0), description: null, place: null, source: 'webhook' },
      },
    );
    await service.publish(moved);
    await service.publish(moved);
    await when(order, id, 'in_transit');

    const receipt = { reference: 'RCV-1', lines: [{ returnLineId: lines[0]!.id, quantity: 1, condition: 'damaged' }] };
    const foreseen = { complete: true, mode: 'automatic', refund: { amountMinor: 7_495, deductionMinor: 7_495 } };
    for (let again = 0; again < 2; again += 1)
      expect(await merchant.post(`/v1/returns/${id}/receipts/preview`, { lines: receipt.lines })).toMatchObject({
        ...{ status: 200, body: foreseen },
      });
    for (let again = 0; again < 2; again += 1)
      expect(await supplier.post(`/v1/returns/${id}/receipts`, receipt)).toMatchObject({ status: 200 });
    const closed = await when(order, id, 'closed');

    // Half of 149.90 is taken off: the goods came back damaged, and were not when they left.
    expect(closed).toMatchObject({ outcome: 'refunded', refunds: [{ status: 'completed', amountMinor: 7_495 }] });
    expect(store.payments.get(closed.refunds[0]!.id)).toMatchObject({ externalOrderId: '1001', amountMinor: 7_495 });
    await heard(order, [
      ...['return.requested', 'return.approved', 'return.label-issued', 'return.in-transit', 'return.received'],
      ...['claim.opened', 'refund.requested', 'refund.completed', 'return.closed'],
    ]);
    expect(await merchant.get(`/v1/refunds/${closed.refunds[0]!.id}`)).toMatchObject({
      body: { attempts: 1, nextAttemptAt: null, attemptLog: [{ outcome: 'done' }] },
    });
  });

  it('is found by what a desk looks for, the longest waiting first', async () => {
    const merchantId = uuidv7();
    const merchant = await service.asMerchant(merchantId);
    const orders = [await bought(service, { merchantId }), await bought(service, { merchantId })];
    const asked: ReturnBody[] = [];
    for (const order of orders) asked.push((await ask(order, [oneMug(order)])).body);
    const [first, second] = asked as [ReturnBody & { number: string }, ReturnBody];
    const found = async (query: string): Promise<string[]> =>
      (await merchant.get<{ items: ReturnBody[] }>(`/v1/returns?${query}`)).body.items.map(({ id }) => id);
    expect(await found('')).toEqual([second.id, first.id]);
    expect(await found('order=waiting')).toEqual([first.id, second.id]);
    expect(await merchant.post(`/v1/returns/${second.id}/cancel`)).toMatchObject({ status: 200 });
    expect(await found('order=waiting&q=1001')).toEqual([first.id]);
    expect(await found(`q=${first.number.slice(0, 5)}`)).toContain(first.id);
    expect(await found(`supplierId=${orders[0]!.mugSupplier}`)).toEqual([first.id]);
    expect(await found(`supplierId=${orders[0]!.lampSupplier}`)).toEqual([]);
    expect(await merchant.get('/v1/returns/counts')).toMatchObject({ body: { approved: 1 } });
    const page = await merchant.get<{ items: ReturnBody[]; next: string | null }>('/v1/returns?limit=1');
    expect(await found(`limit=1&after=${page.body.next ?? ''}`)).toEqual([first.id]);
    expect(await merchant.get(`/v1/returns/${first.id}`)).toMatchObject({
      body: { externalId: '1001', currency: 'TRY', lines: [{ title: 'Kupa' }] },
    });
  });

  it('is answered once per key', async () => {
    const order = await bought(service);
    const headers = once();
    const first = await ask(order, [oneMug(order)], {}, headers);
    const second = await ask(order, [oneMug(order)], {}, headers);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(await ask(order, [oneMug(order, 'OTHER')], {}, headers)).toMatchObject({
      ...{ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } },
    });
    expect(await ask(order, [oneMug(order)], {}, {})).toMatchObject({ status: 400 });
    await heard(order, ['return.requested', 'return.approved']);
  });

  it.each<[string, (order: BoughtOrder) => object[], string, string]>([
    [
      'more than was bought',
      ({ mug }) => [{ lineId: mug, quantity: 3, reasonCode: 'OTHER' }],
      'TOO_MANY_UNITS',
      '/lines/0/quantity',
    ],
    ['the same line twice', (order) => [oneMug(order), oneMug(order)], 'LINE_TWICE', '/lines/1/lineId'],
    [
      'a line of another order',
      () => [{ lineId: uuidv7(), quantity: 1, reasonCode: 'OTHER' }],
      'UNKNOWN_LINE',
      '/lines/0/lineId',
    ],
  ])('is refused for %s, and nothing has changed', async (_name, linesOf, code, pointer) => {
    const order = await bought(service);
    const answer = await ask(order, linesOf(order));
    expect(answer).toMatchObject({ status: 422, body: { code, errors: [{ pointer }] } });
    expect(said(order)).toEqual([]);
    expect((await ask(order, [{ lineId: order.mug, quantity: 2, reasonCode: 'OTHER' }])).status).toBe(201);
  });

  it('cannot be asked for twice, nor by two at the same moment', async () => {
    const order = await bought(service);
    const answers = await Promise.all([1, 2, 3].map(() => ask(order, [oneMug(order)])));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 422]);
  });

  it('is refused after the window with the clause that decided, unless the goods were broken', async () => {
    const order = await bought(service, { delivered: [daysAgo(41), daysAgo(40)] });
    const refused = await ask(order, [oneMug(order)]);
    expect(refused).toMatchObject({ status: 422, body: { code: 'RETURN_NOT_ALLOWED' } });
    expect(refused.body.errors).toEqual([expect.objectContaining({ pointer: '/lines/0', code: 'WINDOW_CLOSED' })]);
    expect(await ask(order, [oneMug(order, 'DAMAGED')])).toMatchObject({
      status: 201,
      body: { lines: [{ clause: 'DEFECT' }] },
    });
    expect(await ask(order, [oneMug(order)], { override: true })).toMatchObject({
      ...{ status: 201, body: { lines: [{ clause: 'MERCHANT_DECISION' }] } },
    });
  });

  it('is counted from the last parcel', async () => {
    const order = await bought(service, { delivered: [daysAgo(40), daysAgo(2)] });
    expect((await ask(order, [oneMug(order)])).status).toBe(201);
    const waiting = await bought(service, { delivered: [daysAgo(40), null] });
    expect((await ask(waiting, [oneMug(waiting)])).body.errors).toMatchObject([{ code: 'NOT_DELIVERED' }]);
  });

  it('is nobody else’s business', async () => {
    const order = await bought(service);
    const { body } = await ask(order, [oneMug(order)]);
    const stranger = await service.asMerchant();
    expect(await stranger.get(`/v1/returns/${body.id}`)).toMatchObject({ status: 404 });
    expect(
      await stranger.post(`/v1/orders/${order.orderId}/returns`, { kind: 'return', lines: [oneMug(order)] }, once()),
    ).toMatchObject({ status: 404 });
    const other = await service.asSupplier(order.lampSupplier, order.merchantId);
    expect(await other.get(`/v1/returns/${body.id}`)).toMatchObject({ status: 404 });
    const lines = [{ returnLineId: body.lines[0]!.id, quantity: 1, condition: 'as_new' }];
    expect(await other.post(`/v1/returns/${body.id}/receipts`, { reference: 'x', lines })).toMatchObject({
      status: 404,
    });
    const own = await service.asSupplier(order.mugSupplier, order.merchantId);
    expect((await own.get<ReturnBody>(`/v1/returns/${body.id}`)).body.refunds).toEqual([]);
    expect(await own.post(`/v1/returns/${body.id}/approve`)).toMatchObject({ status: 403 });
  });

  it('expires when nothing came back, and gives its units free', async () => {
    const order = await bought(service);
    const { body } = await ask(order, [{ lineId: order.mug, quantity: 2, reasonCode: 'OTHER' }]);
    expect((await ask(order, [oneMug(order)])).status).toBe(422);
    await fallsDue(`return-expiry ${body.id}`);
    await when(order, body.id, 'expired');
    await heard(order, ['return.requested', 'return.approved', 'return.expired']);
    expect((await ask(order, [oneMug(order)])).status).toBe(201);
  });

  it('books in no more than is expected, and each receipt once', async () => {
    const order = await bought(service);
    const { body } = await ask(order, [{ lineId: order.mug, quantity: 2, reasonCode: 'OTHER' }]);
    const merchant = await merchantOf(order);
    const receive = (reference: string, quantity: number): Promise<TestResponse> =>
      merchant.post(`/v1/returns/${body.id}/receipts`, {
        ...{ reference, lines: [{ returnLineId: body.lines[0]!.id, quantity, condition: 'as_new' }] },
      });
    expect(await receive('a', 3)).toMatchObject({ status: 422, body: { code: 'TOO_MANY_UNITS' } });
    expect(await receive('a', 1)).toMatchObject({ status: 200, body: { status: 'received', refunds: [] } });
    expect(await receive('a', 2)).toMatchObject({ status: 409, body: { code: 'REFERENCE_REUSED' } });
    expect(await receive('b', 1)).toMatchObject({ status: 200, body: { refunds: [{ amountMinor: 29_980 }] } });
    await when(order, body.id, 'closed');
    expect(await receive('c', 1)).toMatchObject({ status: 409, body: { code: 'RETURN_STATE' } });
  });
});

describe('a policy', () => {
  it('is pinned to the orders that were placed under it', async () => {
    const merchantId = uuidv7();
    const merchant = await service.asMerchant(merchantId);
    const before = await bought(service, { merchantId, country: 'US', delivered: [daysAgo(20), daysAgo(20)] });
    const content = { windowDays: 30, excludedSkus: ['LA*'], approval: 'manual' };
    const made = await merchant.post<{ id: string; version: number }>('/v1/return-policies', {
      name: 'Generous',
      content,
    });
    expect(made).toMatchObject({ status: 201, body: { state: 'draft', version: 2, content: { approvalDays: 21 } } });
    expect(await merchant.post(`/v1/return-policies/${made.body.id}/activate`)).toMatchObject({
      body: { state: 'active' },
    });
    const [one, any] = [`/v1/return-policies/${made.body.id}`, { 'if-match': '*' }];
    expect(await merchant.put(one, { name: 'x', content: {} }, any)).toMatchObject({ status: 409 });
    const after = await bought(service, { merchantId, country: 'US', delivered: [daysAgo(20), daysAgo(20)] });

    expect((await ask(before, [oneMug(before)])).body.errors).toMatchObject([{ code: 'WINDOW_CLOSED' }]);
    const taken = await ask(after, [oneMug(after)]);
    expect(taken).toMatchObject({ status: 201, body: { status: 'requested', policyVersion: 2 } });
    const lamp = [{ lineId: after.lamp, quantity: 1, reasonCode: 'CHANGED_MIND' }];
    expect((await ask(after, lamp)).body.errors).toMatchObject([{ code: 'EXCLUDED_GOODS' }]);
    const refuse = await merchant.post(`/v1/returns/${taken.body.id}/refuse`, { detail: 'Worn.' });
    expect(refuse).toMatchObject({
      status: 200,
      body: { status: 'refused', refusal: { clause: 'MERCHANT_DECISION' } },
    });
    expect(await merchant.post(`/v1/returns/${taken.body.id}/approve`)).toMatchObject({ status: 409 });
  });

  it('says where goods go: what is kept is paid back at once', async () => {
    const merchantId = uuidv7();
    const merchant = await service.asMerchant(merchantId);
    const content = { otherDestination: 'keep' };
    const { body } = await merchant.post<{ id: string }>('/v1/return-policies', { name: 'Keep', content });
    await merchant.post(`/v1/return-policies/${body.id}/activate`);
    const order = await bought(service, { merchantId, discountMinor: 20_000 });
    const asked = await ask(order, [oneMug(order, 'DAMAGED')]);
    const closed = await when(order, asked.body.id, 'closed');
    // 299.80 of 1198.80 carry their share of the discount of 200.00: 249.79; one of the two mugs is 124.89.
    expect(closed.refunds).toMatchObject([{ status: 'completed', amountMinor: 12_489 }]);
  });
});

describe('a refund', () => {
  const returned = async (order: BoughtOrder): Promise<ReturnBody> => {
    const { body } = await ask(order, [oneMug(order)]);
    const lines = [{ returnLineId: body.lines[0]!.id, quantity: 1, condition: 'as_new' }];
    await (await merchantOf(order)).post(`/v1/returns/${body.id}/receipts`, { reference: 'r', lines });
    return body;
  };

  it('is paid once when the line was cut after the store had paid: it is asked before anything is repeated', async () => {
    const order = await bought(service);
    store.moods.push('pays_and_cuts_the_line');
    const [requests, questions] = [store.requests, store.questions];
    const { id } = await returned(order);
    const closed = await when(order, id, 'closed');
    expect(store.payments.get(closed.refunds[0]!.id)).toMatchObject({ amountMinor: 14_990 });
    expect([store.requests - requests, store.questions - questions]).toEqual([1, 1]);
  });

  it('is asked for again, under the same key, when the store has not heard of it or is busy', async () => {
    const order = await bought(service);
    store.moods.push('cuts_the_line', 'busy');
    const requests = store.requests;
    const { id } = await returned(order);
    const closed = await when(order, id, 'closed');
    expect(store.requests - requests).toBe(3);
    expect(closed.refunds).toHaveLength(1);
    const attempts = await service.dataSource.query<{ outcome: string }[]>(
      `SELECT outcome FROM effect_attempts WHERE idempotency_key = $1 ORDER BY id`,
      [closed.refunds[0]!.id],
    );
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['repeated', 'transient', 'done']);
  });

  it('that the store refuses waits for a person, who may try again or say that it was made', async () => {
    const order = await bought(service);
    store.moods.push('refuses', 'refuses');
    const { id } = await returned(order);
    const merchant = await merchantOf(order);
    const failed = await eventually(async () => {
      const { body } = await merchant.get<{ items: { id: string; status: string }[] }>(
        `/v1/refunds?orderId=${order.orderId}`,
      );
      expect(body.items).toMatchObject([{ status: 'failed', failureCode: 'STORE_REFUSED' }]);
      return body.items[0]!;
    });
    expect(await merchant.post(`/v1/refunds/${failed.id}/retry`)).toMatchObject({ status: 200 });
    await eventually(() => expect(said(order).filter((type) => type === 'refund.failed')).toHaveLength(2));
    const confirm = { storeReference: 'by hand' };
    for (let again = 0; again < 2; again += 1)
      expect(await merchant.post(`/v1/refunds/${failed.id}/confirm`, confirm)).toMatchObject({
        body: { status: 'completed' },
      });
    await when(order, id, 'closed');
    await eventually(() => expect(said(order).slice(-2)).toEqual(['refund.completed', 'return.closed']));
    expect(said(order).filter((type) => type === 'refund.completed')).toHaveLength(1);
    expect(await (await service.asMerchant()).get(`/v1/refunds/${failed.id}`)).toMatchObject({ status: 404 });
  });
});

describe('a customer with the address of the order', () => {
  const at = (order: BoughtOrder): string => `/v1/self-service/${order.token}`;

  it.each([
    ['EU', 'DE', 'eu'],
    ['Türkiye', 'TR', 'tr'],
  ])('withdraws in two steps, in %s, without a reason', async (_name, country, regime) => {
    const order = await bought(service, { country });
    const customer = service.http();
    expect((await customer.get(`${at(order)}/returns`)).body).toMatchObject({
      ...{ withdrawal: { regime }, lines: [{ returnable: 2 }, { returnable: 1 }] },
    });
    const prepared = await customer.post<{ id: string }>(`${at(order)}/withdrawals`, {
      name: 'Ayşe',
      contactEmail: 'a@example.com',
    });
    expect(prepared).toMatchObject({
      status: 201,
      body: { acknowledgement: null, lines: [{ quantity: 2 }, { quantity: 1 }] },
    });
    expect(said(order)).toEqual([]);
    const confirm = `${at(order)}/withdrawals/${prepared.body.id}/confirm`;
    const first = await customer.post<{ acknowledgement: { number: string } }>(confirm);
    expect(await customer.post(confirm)).toMatchObject({ status: 200, body: first.body });
    await heard(order, ['return.requested', 'withdrawal.declared', 'return.approved']);
    const declared = service
      .published()
      .find(({ key, type }) => key === order.orderId && type === 'withdrawal.declared');
    expect(declared?.data).toMatchObject({
      ...{ regime, country, contactEmail: 'a@example.com', number: first.body.acknowledgement.number },
    });

    // All came back as new: everything is paid back, with what it cost to send it.
    const { body: list } = await (
      await merchantOf(order)
    ).get<{ items: ReturnBody[] }>(`/v1/returns?orderId=${order.orderId}`);
    const { id, lines } = list.items[0]!;
    expect(lines.map(({ payer }) => payer)).toEqual(Array(2).fill(regime === 'tr' ? 'merchant' : 'customer'));
    await (
      await merchantOf(order)
    ).post(`/v1/returns/${id}/receipts`, {
      ...{
        reference: 'all',
        lines: lines.map((line) => ({ returnLineId: line.id, quantity: line.quantity, condition: 'as_new' })),
      },
    });
    expect((await when(order, id, 'closed')).refunds).toMatchObject([{ amountMinor: 124_870 }]);
  });

  it('has no such right elsewhere, nor for more than was bought, nor too late', async () => {
    const [abroad, late] = [
      await bought(service, { country: 'US' }),
      await bought(service, { delivered: [daysAgo(40), daysAgo(30)] }),
    ];
    const prepare = (order: BoughtOrder, more = {}): Promise<TestResponse> =>
      service.http().post(`${at(order)}/withdrawals`, { name: 'A', ...more });
    expect(await prepare(abroad)).toMatchObject({ status: 422, body: { code: 'NO_WITHDRAWAL_RIGHT' } });
    expect(await prepare(late)).toMatchObject({ status: 422, body: { code: 'RETURN_NOT_ALLOWED' } });
    const order = await bought(service);
    expect(await prepare(order, { lines: [{ lineId: order.mug, quantity: 3 }] })).toMatchObject({
      status: 422,
      body: { code: 'TOO_MANY_UNITS' },
    });
    expect(await prepare(order, { reason: 'none of your business' })).toMatchObject({ status: 422 });
  });

  it('withdraws before the goods come', async () => {
    const order = await bought(service, { country: 'FR', delivered: [null, null] });
    const { body } = await service.http().post<{ id: string }>(`${at(order)}/withdrawals`, { name: 'A' });
    expect(await service.http().post(`${at(order)}/withdrawals/${body.id}/confirm`)).toMatchObject({ status: 200 });
  });

  // Facts of one order come on several topics: that all was shipped was heard before any of its parcels. A withdrawal
  // of the whole order was prepared for no units at all, and its confirmation was an error of ours (500).
  it('is told that nothing can be given back while no parcel is known of an order that was shipped', async () => {
    const order = await bought(service, { shipped: 'nothing' });
    const { merchantId, orderId } = order;
    await service.publish(draft(OrderShipped, { merchantId, key: orderId }, { orderId }));
    await eventually(async () =>
      expect(await service.http().post(`${at(order)}/withdrawals`, { name: 'A' })).toMatchObject({
        ...{ status: 409, body: { code: 'NOTHING_TO_RETURN' } },
      }),
    );
  });

  it('asks for a return alone, once per key, as long as keys are remembered', async () => {
    const order = await bought(service);
    const headers = once();
    const first = await service.http().post(`${at(order)}/returns`, { lines: [oneMug(order)] }, headers);
    expect(first).toMatchObject({
      status: 201,
      body: { channel: 'self_service', status: 'approved', lines: [{ supplierId: null }] },
    });
    expect((await service.http().post(`${at(order)}/returns`, { lines: [oneMug(order)] }, headers)).body).toEqual(
      first.body,
    );
    const cleanup = service.service.app.get(IdempotencyCleanupWorker);
    const kept: number[] = [];
    for (const hours of [71, 73]) {
      const named = [headers['idempotency-key'], hours];
      await service.dataSource.query(
        `UPDATE idempotency_keys SET created_at = now() - make_interval(hours => $2) WHERE key LIKE '%' || $1`,
        named,
      );
      await cleanup.sweep();
      const sql = `SELECT 1 FROM idempotency_keys WHERE key LIKE '%' || $1`;
      kept.push((await service.dataSource.query<unknown[]>(sql, named.slice(0, 1))).length);
    }
    expect(kept).toEqual([1, 0]);
    const assessed = await service.http().post(`${at(order)}/returns/assessment`, { lines: [oneMug(order)] });
    expect(assessed).toMatchObject({ status: 200, body: { lines: [{ allowed: true, clause: 'WITHDRAWAL_TR' }] } });
  });

  it('does not get in by guessing, and has to wait after a few tries', async () => {
    const order = await bought(service);
    const guess = (token: string, forwardedFor: string): Promise<TestResponse> =>
      service.http().get(`/v1/self-service/${token}/returns`, { 'x-forwarded-for': forwardedFor });
    for (let tries = 0; tries < 5; tries += 1)
      // What stands before the last hop is what the caller made up.
      expect(await guess(`guess-${String(tries)}`, `10.0.0.${String(tries)}, 203.0.113.7`)).toMatchObject({
        status: 404,
      });
    const blocked = await guess(order.token, '203.0.113.7');
    expect(blocked).toMatchObject({ status: 429, body: { code: 'TOO_MANY_ATTEMPTS' } });
    expect(Number(blocked.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await guess(order.token, '198.51.100.1')).toMatchObject({ status: 200 });
  });
});
