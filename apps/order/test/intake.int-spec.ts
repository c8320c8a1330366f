import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { ExchangeRequested } from '#contracts';
import { draft } from '#messaging';
import { IdempotencyCleanupWorker } from '#platform';
import { eventually, startServiceUnderTest, type ServiceUnderTest, type TestResponse } from '#testing';
import type { OrderView } from '../src/orders/order-view.js';
import { orderService } from '../src/service.js';
import { aLine, anOrderBody, Shop } from './builders.js';

interface Problem {
  status: number;
  code: string;
  errors?: { pointer: string; code: string; detail: string }[];
}

let world: ServiceUnderTest;
let shop: Shop;
beforeAll(async () => {
  world = await startServiceUnderTest(orderService);
  shop = await Shop.open(world);
});
afterAll(() => world.stop());

const submit = <T = OrderView>(body: unknown, key: string = uuidv7()): Promise<TestResponse<T>> =>
  shop.client.post<T>('/v1/orders', body, { 'idempotency-key': key });

const stored = async (): Promise<number> => {
  const rows = await world.dataSource.query<{ count: string }[]>('SELECT count(*) FROM orders');
  return Number(rows[0]!.count);
};

const line = (changes: Record<string, unknown>) => ({ lines: [{ ...aLine('1', 'MUG', 1), ...changes }] });
const customer = (changes: Record<string, unknown>) => ({ customer: { ...anOrderBody().customer, ...changes } });
const address = (changes: Record<string, unknown>) => ({
  shippingAddress: { ...anOrderBody().shippingAddress, ...changes },
});

describe('an order by REST', () => {
  it('is answered with the order, its address, and what it will look like from now on', async () => {
    const body = anOrderBody();
    const answer = await submit(body);

    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`/v1/orders/${answer.body.id}`);
    expect(answer.body).toMatchObject({
      externalId: body.externalId,
      status: 'placed',
      statusReason: null,
      currency: 'TRY',
      placedAt: '2026-11-22T09:00:00.000Z',
      totalMinor: 29980,
      lines: [{ externalLineId: '1', sku: 'MUG-RED', quantity: 2, status: 'open', allocations: [] }],
      parcels: [],
    });
    const { body: read } = await shop.client.get<OrderView>(`/v1/orders/${answer.body.id}`);
    expect(Object.keys(read).sort()).toEqual(Object.keys(answer.body).sort());
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a quantity of zero', line({ quantity: 0 }), '/lines/0/quantity'],
    ['a negative quantity', line({ quantity: -1 }), '/lines/0/quantity'],
    ['a quantity of 10^12', line({ quantity: 1e12 }), '/lines/0/quantity'],
    ['half a unit', line({ quantity: 0.5 }), '/lines/0/quantity'],
    ['money as a float', line({ unitPriceMinor: 149.9 }), '/lines/0/unitPriceMinor'],
    ['money as text', line({ unitPriceMinor: '14990' }), '/lines/0/unitPriceMinor'],
    ['negative money', { shippingMinor: -1 }, '/shippingMinor'],
    ['a discount as text', { discountMinor: '5' }, '/discountMinor'],
    ['an unknown currency', { currency: 'TRX' }, '/currency'],
    ['an unknown country', address({ country: 'XX' }), '/shippingAddress/country'],
    ['a country by name', address({ country: 'Türkiye' }), '/shippingAddress/country'],
    ['no lines', { lines: [] }, '/lines'],
    ['lines that are no list', { lines: {} }, '/lines'],
    ['the same line twice', { lines: [aLine('1', 'A', 1), aLine('1', 'B', 1)] }, '/lines'],
    [
      'more lines than 500',
      { lines: Array.from({ length: 501 }, (_, index) => aLine(String(index), 'A', 1)) },
      '/lines',
    ],
    ['a name of 300 characters', customer({ name: 'x'.repeat(300) }), '/customer/name'],
    ['a blank name', address({ name: '   ' }), '/shippingAddress/name'],
    ['no customer', { customer: undefined }, '/customer'],
    ['an e-mail without @', customer({ email: 'nobody' }), '/customer/email'],
    ['no street', address({ line1: undefined }), '/shippingAddress/line1'],
    ['a time without zone', { placedAt: '2026-11-22T09:00:00' }, '/placedAt'],
    ['a day that does not exist', { placedAt: '2026-02-30T09:00:00Z' }, '/placedAt'],
    ['an unknown way to pay', { payment: { method: 'beads', status: 'paid' } }, '/payment/method'],
    ['a field that nobody knows', { colour: 'red' }, '/colour'],
    ['an empty SKU', line({ sku: '' }), '/lines/0/sku'],
  ])('with %s is refused, saying where, and not stored', async (_, changes, pointer) => {
    const before = await stored();
    const answer = await submit<Problem>(anOrderBody(changes));

    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer.body.errors?.map((error) => error.pointer)).toContain(pointer);
    expect(await stored()).toBe(before);
  });

  it.each<[string, string | object]>([
    ['broken JSON', '{"externalId":'],
    ['a list', []],
    ['a NUL in a name', JSON.stringify(anOrderBody(customer({ name: 'a\u0000b' })))],
    ['half a character in a name', JSON.stringify(anOrderBody()).replace('Ayşe Yılmaz', '\\ud83d')],
    [
      '10,000 lines',
      anOrderBody({ lines: Array.from({ length: 10_000 }, (_, index) => aLine(String(index), 'A', 1)) }),
    ],
    [
      'more money than can be added up',
      anOrderBody({
        lines: Array.from({ length: 2 }, (_, index) => ({
          ...aLine(String(index), 'A', 100_000),
          unitPriceMinor: 1_000_000_000_000,
        })),
      }),
    ],
  ])('with %s is refused and not stored', async (_, body) => {
    const before = await stored();
    const headers = { 'idempotency-key': uuidv7(), 'content-type': 'application/json' };
    const answer = await shop.client.post<Problem>('/v1/orders', body, headers);

    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await stored()).toBe(before);
  });

  it('may be written in any script, with emoji', async () => {
    const name = 'محمد العربي 🧿👩‍👩‍👧';
    const answer = await submit(anOrderBody({ ...customer({ name }), note: 'שלום 🎁', ...address({ name }) }));

    expect(answer.status).toBe(201);
    const { body } = await shop.client.get<OrderView>(`/v1/orders/${answer.body.id}`);
    expect([body.customer.name, body.shippingAddress?.name, body.note]).toEqual([name, name, 'שלום 🎁']);
  });

  it('for a SKU that nobody offers is accepted, and says what is missing', async () => {
    const { id } = await shop.place({ lines: [aLine('1', `NOBODY-${uuidv7()}`, 1)] });

    const order = await shop.becomes(id, 'unroutable');
    expect(order.statusReason).toEqual({ code: 'UNKNOWN_SKU', nextAction: 'ADD_LISTING' });
    expect(order.lines[0]).toMatchObject({ status: 'unroutable', statusReason: { code: 'UNKNOWN_SKU' } });
    const told = await shop.told(id, 'order.unroutable');
    expect(told.map((envelope) => envelope.type)).toEqual(['order.placed', 'order.unroutable']);
  });

  it('is not shown to another merchant', async () => {
    const { id } = await shop.place();
    const other = await Shop.open(world);

    expect((await other.client.get(`/v1/orders/${id}`)).status).toBe(404);
    expect((await other.client.post(`/v1/orders/${id}/cancel`, {})).status).toBe(404);
    expect((await world.http().get(`/v1/orders/${id}`)).status).toBe(401);
    const operator = await world.asOperator();
    expect((await operator.get(`/v1/orders/${id}`)).status).toBe(200);
    expect((await operator.post<Problem>('/v1/orders', anOrderBody())).body.code).toBe('MERCHANT_REQUIRED');
  });

  it('is found by number, e-mail, SKU and status, newest first, page by page', async () => {
    const own = await Shop.open(world);
    const email = `${uuidv7()}@example.com`;
    const placed = [];
    for (let index = 0; index < 5; index += 1) {
      placed.push(await own.place({ ...customer({ email }), lines: [aLine('1', 'Findable-SKU', 1)] }));
    }
    const ids = placed.map((order) => order.id).reverse();
    const list = async (query: string) =>
      (await own.client.get<{ items: OrderView[]; next: string | null }>(`/v1/orders?${query}`)).body;

    const first = await list(`q=${encodeURIComponent(email.toUpperCase())}&limit=3`);
    const second = await list(`q=${encodeURIComponent(email)}&limit=3&after=${first.next!}`);
    expect([...first.items, ...second.items].map((order) => order.id)).toEqual(ids);
    expect(second.next).toBeNull();
    expect((await list('q=findable-sku')).items).toHaveLength(5);
    expect((await list(`q=${placed[2]!.externalId.slice(0, 30)}`)).items.map((order) => order.id)).toContain(
      placed[2]!.id,
    );
    expect((await list('q=%25')).items).toEqual([]);
    expect((await list(`externalId=${placed[1]!.externalId}`)).items.map((order) => order.id)).toEqual([placed[1]!.id]);
    expect((await list('placedAfter=2026-11-22T08:59:59Z')).items).toHaveLength(5);
    expect((await list('placedAfter=2026-11-22T09:00:00Z')).items).toHaveLength(0);
    expect((await own.client.get<Problem>('/v1/orders?after=nonsense')).status).toBe(400);
    expect((await own.client.get<Problem>('/v1/orders?status=odd')).status).toBe(422);
  });
});

describe('an idempotency key', () => {
  it('is needed', async () => {
    const answer = await shop.client.post<Problem>('/v1/orders', anOrderBody());

    expect([answer.status, answer.body.code]).toEqual([400, 'IDEMPOTENCY_KEY_MISSING']);
  });

  it('gets the first answer again for the same body, in whatever order its fields come', async () => {
    const { externalId, ...rest } = anOrderBody();
    const first = await submit({ externalId, ...rest }, externalId);
    await shop.becomes(first.body.id, 'unroutable');
    const again = await submit({ ...rest, externalId }, externalId);

    expect(again.status).toBe(201);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
  });

  it('is refused for another body', async () => {
    const key = uuidv7();
    await submit(anOrderBody(), key);
    const answer = await submit<Problem>(anOrderBody(), key);

    expect([answer.status, answer.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  });

  it('belongs to its merchant', async () => {
    const key = uuidv7();
    await submit(anOrderBody(), key);
    const other = await Shop.open(world);
    const answer = await other.client.post('/v1/orders', anOrderBody(), { 'idempotency-key': key });

    expect([answer.status, answer.headers.get('idempotent-replayed')]).toEqual([201, null]);
  });

  it('makes one order of twenty requests at the same time; the others are told to wait or get the same answer', async () => {
    const body = anOrderBody();
    const before = await stored();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => submit<OrderView & Problem>(body, body.externalId)),
    );

    const created = answers.filter((answer) => answer.status === 201);
    expect(created.length).toBeGreaterThan(0);
    expect(new Set(created.map((answer) => answer.body.id)).size).toBe(1);
    const refused = answers.filter((answer) => answer.status !== 201);
    expect(new Set(refused.map((answer) => `${String(answer.status)} ${answer.body.code}`))).toEqual(
      new Set(refused.length > 0 ? ['409 IDEMPOTENCY_KEY_IN_FLIGHT'] : []),
    );
    expect(await stored()).toBe(before + 1);
  });

  it('is free again when the request that held it died', async () => {
    const key = uuidv7();
    const held = world.dataSource.createQueryRunner();
    await held.startTransaction();
    await held.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [
      `idempotency ${shop.merchantId} ${key}`,
    ]);

    expect((await submit<Problem>(anOrderBody(), key)).body.code).toBe('IDEMPOTENCY_KEY_IN_FLIGHT');

    await held.rollbackTransaction();
    await held.release();
    expect((await submit(anOrderBody(), key)).status).toBe(201);
  });
});

describe('the number of an order', () => {
  it('names the order that has it, when it comes a second time under another key', async () => {
    const body = anOrderBody();
    const first = await submit(body);
    const second = await submit<Problem & { detail: string }>(body);

    expect([second.status, second.body.code]).toEqual([409, 'ORDER_ALREADY_EXISTS']);
    expect(second.body.detail).toContain(first.body.id);
  });

  it('makes one order of ten requests at the same time under ten keys', async () => {
    const body = anOrderBody();
    const answers = await Promise.all(Array.from({ length: 10 }, () => submit<Problem>(body)));

    expect(answers.map((answer) => answer.status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 409)]);
  });
});

describe('an idempotency key', () => {
  const age = (key: string, hours: number): Promise<unknown> =>
    world.dataSource.query(
      `UPDATE idempotency_keys SET created_at = now() - make_interval(hours => $2) WHERE key = $1`,
      [...[key, hours]],
    );

  it('is remembered for as long as is set, and forgotten then', async () => {
    const [body, key, cleanup] = [anOrderBody(), uuidv7(), world.service.app.get(IdempotencyCleanupWorker)];
    const { body: order } = await submit(body, key);
    await age(key, 71);
    await cleanup.sweep();
    expect(await submit(body, key)).toMatchObject({ status: 201, body: { id: order.id } });
    await age(key, 73);
    await cleanup.sweep();
    expect(await submit<Problem>(body, key)).toMatchObject({ status: 409, body: { code: 'ORDER_ALREADY_EXISTS' } });
  });
});

describe('an exchange', () => {
  it.each([
    ['is a new order to the same customer, paid for by what came back', 0, null],
    ['waits for its payment while a difference is due', 5_000, 'PAYMENT_PENDING'],
  ])('%s', async (_name, dueMinor, reason) => {
    const { body: original } = await submit(anOrderBody());
    const exchangeOrderId = uuidv7();
    const exchange = draft(
      ExchangeRequested,
      { merchantId: shop.merchantId, key: original.id },
      {
        ...{ returnId: uuidv7(), orderId: original.id, exchangeOrderId, externalId: `${original.externalId}-R-1` },
        ...{ currency: 'TRY', creditMinor: 14_990, dueMinor },
        lines: [
          { orderLineId: uuidv7(), sku: 'MUG-BLUE', title: 'Blue', quantity: 1, unitPriceMinor: 14_990 + dueMinor },
        ],
      },
    );
    await world.publish(exchange);
    await eventually(async () => {
      const { body: order } = await shop.client.get<OrderView>(`/v1/orders/${exchangeOrderId}`);
      expect(order).toMatchObject({ totalMinor: dueMinor, externalId: `${original.externalId}-R-1` });
      if (reason !== null) expect(order).toMatchObject({ status: 'held', statusReason: { code: reason } });
    });
    await eventually(() => {
      const told = world.published().find(({ key, type }) => key === exchangeOrderId && type === 'order.placed');
      expect(told?.data).toMatchObject({ exchangeForOrderId: original.id, source: 'exchange' });
    });
  });
});
