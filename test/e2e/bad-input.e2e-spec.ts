import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Answer } from '../harness/api.js';
import { JSON_TYPE, MUG, startBadInputShop } from './bad-input-shop.js';
import { expectProblem } from './problems.js';
import { filesIn, SAMPLES } from './samples.js';
import { restOrder, step, type OrderAnswer, type PurchaseOrderAnswer, type Shop } from './shop.js';
import { leavesNothing } from './untouched.js';

jest.setTimeout(180_000);

type Json = Record<string, unknown>;
interface List<T> {
  items: T[];
}

let shop: Shop;
beforeAll(async () => {
  shop = await startBadInputShop();
});
afterAll(() => shop.kervan.stop());

const order = (change: Json = {}): Json => ({
  ...restOrder(`E-${randomUUID()}`, [{ sku: MUG, quantity: 1 }], { email: 'ayse@example.com' }),
  ...change,
});
const line = (change: Json = {}): Json => ({ ...(order()['lines'] as Json[])[0], ...change });
const inside = (field: string, change: Json): Json => ({ [field]: { ...(order()[field] as Json), ...change } });
const place = <T = OrderAnswer>(body: unknown, headers: Record<string, string> = {}): Promise<Answer<T>> =>
  shop.merchant.send<T>('POST', '/v1/orders', typeof body === 'string' ? body : JSON.stringify(body), {
    ...JSON_TYPE,
    'idempotency-key': randomUUID(),
    ...headers,
  });

describe('an order that cannot be right', () => {
  const long = 'x'.repeat(300);
  const refused: [string, Json, string, string?][] = [
    ['a quantity of zero', { lines: [line({ quantity: 0 })] }, '/lines/0/quantity', 'MIN'],
    ['a negative quantity', { lines: [line({ quantity: -1 })] }, '/lines/0/quantity', 'MIN'],
    ['a quantity of 10^12', { lines: [line({ quantity: 1e12 })] }, '/lines/0/quantity', 'MAX'],
    ['half a unit', { lines: [line({ quantity: 0.5 })] }, '/lines/0/quantity', 'IS_INT'],
    ['a quantity as text', { lines: [line({ quantity: '2' })] }, '/lines/0/quantity', 'IS_INT'],
    ['money as a fraction', { lines: [line({ unitPriceMinor: 149.9 })] }, '/lines/0/unitPriceMinor', 'IS_INT'],
    ['money as text', { lines: [line({ unitPriceMinor: '14990' })] }, '/lines/0/unitPriceMinor', 'IS_INT'],
    ['negative money', { lines: [line({ unitPriceMinor: -1 })] }, '/lines/0/unitPriceMinor', 'MIN'],
    ['shipping as a fraction', { shippingMinor: 1.5 }, '/shippingMinor', 'IS_INT'],
    ['a discount as text', { discountMinor: '0' }, '/discountMinor', 'IS_INT'],
    ['an unknown currency', { currency: 'ZZZ' }, '/currency'],
    ['a currency that is none', { currency: 'XXX' }, '/currency'],
    ['an unknown country', inside('shippingAddress', { country: 'XX' }), '/shippingAddress/country'],
    ['a country in three letters', inside('shippingAddress', { country: 'TUR' }), '/shippingAddress/country'],
    ['no lines', { lines: [] }, '/lines', 'ARRAY_MIN_SIZE'],
    ['lines missing', { lines: undefined }, '/lines', 'IS_ARRAY'],
    ['lines that are no list', { lines: {} }, '/lines', 'IS_ARRAY'],
    ['a line that is null', { lines: [null] }, '/lines/0', 'IS_OBJECT'],
    ['the same line twice', { lines: [line(), line()] }, '/lines', 'ARRAY_UNIQUE'],
    ['an empty SKU', { lines: [line({ sku: '' })] }, '/lines/0/sku'],
    ['a blank SKU', { lines: [line({ sku: '  ' })] }, '/lines/0/sku'],
    ['a customer’s name of 300 characters', inside('customer', { name: long }), '/customer/name'],
    ['an addressee’s name of 300 characters', inside('shippingAddress', { name: long }), '/shippingAddress/name'],
    ['an order number of 300 characters', { externalId: long }, '/externalId'],
    ['NUL', inside('customer', { name: 'a\u0000b' }), '/customer/name', 'INVALID_TEXT'],
    ['a lone surrogate', { note: 'a\ud800' }, '/note', 'INVALID_TEXT'],
    ['an e-mail address that is none', inside('customer', { email: 'ayse' }), '/customer/email'],
    ['a day that does not exist', { placedAt: '2026-02-30T09:00:00Z' }, '/placedAt'],
    ['a time without zone', { placedAt: '2026-11-22T09:00:00' }, '/placedAt'],
    ['a week', { promiseBy: '2026-W47' }, '/promiseBy'],
    ['an unknown payment method', { payment: { method: 'shells', status: 'paid' } }, '/payment/method', 'IS_IN'],
    ['an unknown field', { colour: 'red' }, '/colour', 'UNKNOWN_FIELD'],
    ['an unknown field inside', inside('customer', { vip: true }), '/customer/vip', 'UNKNOWN_FIELD'],
    ['an unknown field in a line', { lines: [line({ colour: 1 })] }, '/lines/0/colour', 'UNKNOWN_FIELD'],
    [
      '10,000 lines',
      { lines: Array.from({ length: 10_000 }, (_, id) => ({ ...line(), externalLineId: `${id}`, title: 't' })) },
      '/lines',
      'ARRAY_MAX_SIZE',
    ],
    [
      'more money than can be added up',
      {
        lines: Array.from({ length: 100 }, (_, id) =>
          line({ externalLineId: `${id}`, quantity: 1e5, unitPriceMinor: 1e12 }),
        ),
      },
      '/lines',
      'AMOUNT_TOO_LARGE',
    ],
  ];

  it('is refused with the field and the reason, and leaves nothing behind', () =>
    leavesNothing(shop.kervan, async () => {
      for (const [what, change, pointer, code] of refused) {
        const problem = expectProblem(await place(order(change)), { status: 422, pointer });
        const fault = problem.errors.find((error) => error.pointer === pointer);
        if (code !== undefined) expect([what, fault?.code]).toEqual([what, code]);
      }
    }));

  const bodies: [string, string | Buffer, Record<string, string>, number, string][] = [
    ['is broken JSON', '{"externalId":', {}, 400, 'INVALID_JSON'],
    ['is not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), {}, 400, 'INVALID_JSON'],
    ['is empty', '', {}, 422, 'VALIDATION_FAILED'],
    ['is a list', '[]', {}, 422, 'VALIDATION_FAILED'],
    ['is nested deeply', '{"a":'.repeat(50_000) + '1' + '}'.repeat(50_000), {}, 400, 'JSON_TOO_DEEP'],
    ['has the key __proto__', '{"__proto__":{"admin":true}}', {}, 400, 'FORBIDDEN_KEY'],
    ['has the key toString', '{"toString":1}', {}, 400, 'FORBIDDEN_KEY'],
    ['is over a megabyte', JSON.stringify({ note: 'x'.repeat(1_048_577) }), {}, 413, 'BODY_TOO_LARGE'],
    ['is plain text', '{}', { 'content-type': 'text/plain' }, 415, 'UNSUPPORTED_CONTENT_TYPE'],
    ['is a form', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'UNSUPPORTED_CONTENT_TYPE'],
    ['is compressed', 'x', { 'content-encoding': 'gzip' }, 415, 'UNSUPPORTED_CONTENT_TYPE'],
  ];
  it.each(bodies)('whose body %s is refused', (_what, body, headers, status, code) =>
    leavesNothing(shop.kervan, async () => {
      const sent = { ...JSON_TYPE, 'idempotency-key': randomUUID(), ...headers };
      expectProblem(await shop.merchant.send('POST', '/v1/orders', body, sent), { status, code });
    }),
  );

  it('whose body is far too large is refused without being read to its end', async () => {
    const sent = { ...JSON_TYPE, 'idempotency-key': randomUUID() };
    const body = JSON.stringify({ note: 'x'.repeat(20_000_000) });
    // Who still writes when the connection is closed may miss the answer; who hears one is told why.
    const answer = await shop.merchant.send('POST', '/v1/orders', body, sent).catch(() => null);
    if (answer) expectProblem(answer, { status: 413, code: 'BODY_TOO_LARGE' });
  });
});

describe('an order that is unusual and right', () => {
  it('keeps emoji, right-to-left text and 200 characters as they came', async () => {
    const texts = ['👨‍👩‍👧‍👦 مرحبا עברית \u202eabc\u202c', 'ﷺ'.repeat(100), '𝒳'.repeat(100)];
    for (const name of texts) {
      const { status, body } = await place(order({ ...inside('customer', { name }), note: name }));
      expect(status).toBe(201);
      const read = await shop.merchant.expectGet<{ customer: { name: string }; note: string }>(`/v1/orders/${body.id}`);
      expect([read.customer.name, read.note]).toEqual([name, name]);
    }
  });

  it('with an unknown SKU waits for a person, with a typed reason and what to do', async () => {
    const { body } = await place(order({ lines: [line({ sku: `NOBODY-${randomUUID()}` })] }));
    const parked = await shop.orderWhen(body.id, ({ status }) => status === 'unroutable');
    expect(parked.statusReason).toEqual({ code: 'UNKNOWN_SKU', nextAction: 'ADD_LISTING' });
    expect(parked.lines[0]!.status).toBe('unroutable');
  });

  it('whose payment is pending is held, except for cash on delivery', async () => {
    const held = await place(order({ payment: { method: 'card', status: 'pending' } }));
    expect(held.body).toMatchObject({ status: 'held', statusReason: { code: 'PAYMENT_PENDING' } });
    const cash = await place(order({ payment: { method: 'cash_on_delivery', status: 'pending' } }));
    expect(cash.body).toMatchObject({ status: 'placed', statusReason: null });
  });
});

describe('an order sent twice', () => {
  it('with the same key and body gets the first answer again', async () => {
    const [body, key] = [order(), { 'idempotency-key': randomUUID() }];
    const first = await place(body, key);
    const again = await place(body, key);
    expect([first.status, first.headers.get('idempotent-replayed')]).toEqual([201, null]);
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
    expect(again.body).toEqual(first.body);
    expect(again.headers.get('location')).toBe(`/v1/orders/${first.body.id}`);
    expectProblem(await place({ ...body, note: 'x' }, key), { status: 422, code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('without a key is refused', async () => {
    for (const key of [{}, { 'idempotency-key': '' }, { 'idempotency-key': 'k'.repeat(300) }]) {
      const answer = await shop.merchant.post('/v1/orders', order(), key);
      expectProblem(answer, { status: 400, code: 'IDEMPOTENCY_KEY_MISSING' });
    }
  });

  it('under another key is refused, naming the order', async () => {
    const body = order();
    const { id } = (await place(body)).body;
    const problem = expectProblem(await place(body), { status: 409, code: 'ORDER_ALREADY_EXISTS' });
    expect(problem.detail).toContain(id);
  });

  it('at the same moment is one order; the others hear 201 again or that it is in flight', async () => {
    const [body, key] = [order(), { 'idempotency-key': randomUUID() }];
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => place<OrderAnswer & { code?: string }>(body, key)),
    );
    for (const { status, body: said } of answers)
      expect(status === 201 || (status === 409 && said.code === 'IDEMPOTENCY_KEY_IN_FLIGHT')).toBe(true);
    expect(new Set(answers.filter(({ status }) => status === 201).map((answer) => answer.body.id)).size).toBe(1);

    const other = order();
    const races = await Promise.all(Array.from({ length: 12 }, () => place(other)));
    expect(races.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 11 }, () => 409)]);
  });
});

describe('an address that leads nowhere', () => {
  const nobody = randomUUID();
  it.each([
    ['PUT', '/v1/orders', 404],
    ['DELETE', '/v1/orders', 404],
    ['POST', '/v1/offers', 404],
    ['GET', '/v1/nothing', 404],
    ['GET', '/v1', 404],
    ['GET', '/nothing', 404],
    ['GET', `/v1/orders/${nobody}`, 404],
    ['GET', `/v1/orders/${nobody}/timeline`, 404],
    ['GET', `/v1/orders/${nobody}/decisions`, 404],
    ['GET', '/v1/orders/17', 404],
    ['GET', '/v1/shipments/17', 404],
    ['GET', '/v1/purchase-orders/17', 404],
    ['GET', '/v1/suppliers/17', 404],
    ['GET', '/v1/parked/17', 404],
    ['DELETE', `/v1/keys/${nobody}`, 404],
    ['POST', `/v1/webhooks/shopify/${nobody}`, 404],
    ['GET', '/v1/orders/%zz', 400],
    ['GET', '/v1/orders/a%00b', 422],
  ])('is answered: %s %s', async (method, path, status) => {
    const body = method === 'POST' ? '{}' : undefined;
    expectProblem(await shop.operator.send(method, path, body, body ? JSON_TYPE : {}), { status });
  });
});

describe('a list asked badly', () => {
  const lists =
    'orders suppliers listings offers purchase-orders shipments notifications events parked audit keys merchants stores';
  const cursor = (...values: string[]): string => Buffer.from(JSON.stringify(values)).toString('base64url');

  it.each(lists.split(' '))('says so: %s', async (list) => {
    for (const limit of ['0', '-1', '201', '1.5', 'many', ''])
      expectProblem(await shop.operator.get(`/v1/${list}?limit=${limit}`), { status: 422, pointer: '/query/limit' });
    expectProblem(await shop.operator.get(`/v1/${list}?colour=red`), { status: 422, pointer: '/query/colour' });
    for (const after of [
      'x',
      '[]',
      cursor(),
      cursor('17\u0000'),
      cursor('a', 'b', 'c'),
      cursor('2026-13-01T00:00:00Z', 'x'),
    ])
      expectProblem(await shop.operator.get(`/v1/${list}?after=${encodeURIComponent(after)}`), {
        status: 400,
        code: 'INVALID_CURSOR',
        pointer: '/query/after',
      });
  });
});

interface FeedAnswer {
  rows: number;
  accepted: number;
  changed: number;
  unchanged: number;
  removed: number;
  rejected: number;
  rejections: { row: number; field: string | null; code: string; detail: string }[];
}

describe('a stock feed', () => {
  const HEADER = 'supplier_sku,sku,gtin,quantity,unit_cost,currency,lead_time_days\n';
  let code: string;
  const feed = <T = FeedAnswer>(body: string | Buffer, type = 'text/csv', query = ''): Promise<Answer<T>> =>
    shop.supplier(code).api.send<T>('POST', `/v1/feeds${query}`, body, { 'content-type': type });
  const stock = async (): Promise<Record<string, number>> => {
    const path = `/v1/offers?supplierId=${shop.supplier(code).id}&limit=200`;
    const { items } = await shop.merchant.expectGet<List<{ supplierSku: string; onHand: number }>>(path);
    return Object.fromEntries(items.map(({ supplierSku, onHand }) => [supplierSku, onHand]));
  };
  beforeAll(async () => {
    code = `feed-${randomUUID().slice(0, 6)}`;
    await shop.addSupplier(code, 1_000, { KNOWN: { quantity: 7, cost: '1.00' } });
  });

  it('with broken rows applies the good ones and names each bad one', async () => {
    const rows: [string, string | null, string | null][] = [
      ['G1,G1,,10,12.50,TRY,2', null, null],
      ['B1,B1,,x,1,TRY,1', 'quantity', 'NOT_A_NUMBER'],
      ['B2,B2,,-5,1,TRY,1', 'quantity', 'NEGATIVE'],
      ['B3,B3,,1.5,1,TRY,1', 'quantity', 'NOT_WHOLE'],
      ['B4,B4,,1e12,1,TRY,1', 'quantity', 'NOT_A_NUMBER'],
      ['B5,B5,,5,-1,TRY,1', 'unit_cost', 'NEGATIVE'],
      [',B6,,5,1,TRY,1', 'supplier_sku', 'REQUIRED'],
      ['B7,B7,,5,1,ZZZ,1', 'currency', 'UNKNOWN_CURRENCY'],
      ['B8,B8,,5,1,ZWG,1', 'currency', 'UNKNOWN_CURRENCY'],
      ['B9,B9,123,5,1,TRY,1', 'gtin', 'GTIN_LENGTH'],
      ['B10,B10,,5,1,TRY,-1', 'lead_time_days', 'NEGATIVE'],
      ['B11,B11', null, 'TOO_FEW_CELLS'],
      [`B12,${'x'.repeat(300)},,5,1,TRY,1`, 'sku', 'TOO_LONG'],
      ['G2,🦄-שלום,,3,1.00,TRY,1', null, null],
    ];
    const { status, body } = await feed(HEADER + rows.map(([text]) => text).join('\n'));
    const bad = rows.flatMap(([, field, fault], index) =>
      fault === null ? [] : [{ row: index + 1, field, code: fault, detail: expect.stringMatching(/./) }],
    );
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { rows: rows.length, accepted: 2, rejected: bad.length, rejections: bad },
    });
    await step(async () => expect(await stock()).toMatchObject({ G1: 10, G2: 3 }));
  });

  it('as JSON refuses a row with NUL, a wrong type or too much alone', async () => {
    const good = { supplierSku: 'J1', sku: 'J1', quantity: 4, unitCostMinor: 100 };
    const offers = [
      good,
      { ...good, supplierSku: 'J\u00002' },
      { ...good, supplierSku: 'J3', quantity: 1e30 },
      null,
      7,
      { ...good, supplierSku: {} },
    ];
    const { status, body } = await feed(JSON.stringify({ offers }), 'application/json');
    expect({ status, body }).toMatchObject({ status: 200, body: { rows: 6, accepted: 1, rejected: 5 } });
    expect(body.rejections.map(({ row }) => row)).toEqual([2, 3, 4, 5, 6]);
    await step(async () => expect(await stock()).toMatchObject({ J1: 4 }));
  });

  it('that cannot be read at all is refused, and nothing changes', async () => {
    const before = await stock();
    const unreadable: [string | Buffer, string, number][] = [
      ['', 'text/csv', 422],
      [HEADER, 'text/csv', 422],
      ['1,2,3\n4,5,6\n', 'text/csv', 422],
      [`${HEADER}"A,B,,1,1,TRY,1`, 'text/csv', 422],
      [Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 1]), 'text/csv', 422],
      ['{"offers":[{"supplierSku":"KNOWN","quantity":1,"unitCostMinor":1},', 'application/json', 422],
      ['{}', 'application/json', 422],
      ['nope\n', 'application/x-ndjson', 422],
      ['A,B', 'text/plain', 415],
    ];
    for (const [body, type, status] of unreadable) expectProblem(await feed(body, type, '?mode=full'), { status });
    for (const asOf of ['yesterday', '2026', '2026-W01', '2026-11-22T09:00:00'])
      expectProblem(await feed(`${HEADER}K,K,,1,1,TRY,1`, 'text/csv', `?asOf=${asOf}`), {
        status: 422,
        pointer: '/query/asOf',
      });
    expectProblem(await feed(HEADER, 'text/csv', '?mode=all'), { status: 422, pointer: '/query/mode' });
    expect(await stock()).toEqual(before);
  });

  it('that is older never overwrites newer stock', async () => {
    const at = Date.now();
    const send = (quantity: number, asOfMs: number): Promise<Answer<FeedAnswer>> =>
      feed(`${HEADER}AGE,AGE,,${quantity},1.00,TRY,1`, 'text/csv', `?mode=full&asOf=${new Date(asOfMs).toISOString()}`);
    expect((await send(5, at)).status).toBe(200);
    expect((await send(99, at - 60_000)).body).toMatchObject({ rejected: 0, changed: 0, removed: 0 });
    await step(async () => expect(await stock()).toMatchObject({ AGE: 5 }));
    expect((await send(6, at + 1)).body).toMatchObject({ changed: 1 });
    await step(async () => expect(await stock()).toMatchObject({ AGE: 6 }));
  });

  it('of anybody never ends in an error of ours', async () => {
    const types: Record<string, string> = { csv: 'text/csv', json: 'application/json', xml: 'application/xml' };
    for (const file of filesIn(join(SAMPLES, 'supplier-feeds'))) {
      const type = types[file.slice(file.lastIndexOf('.') + 1)];
      if (type === undefined) continue;
      const answer = await feed(readFileSync(file), type, '?mode=full');
      if (answer.status !== 200) expectProblem(answer, { status: type === 'application/xml' ? answer.status : 422 });
      expect([file, answer.status]).toEqual([file, expect.any(Number)]);
      expect(answer.status).toBeLessThan(500);
    }
  });
});

describe('what a supplier says about a purchase order', () => {
  type Quantities = Record<
    'acknowledgedQuantity' | 'rejectedQuantity' | 'backorderedQuantity' | 'shippedQuantity',
    number
  >;
  let purchaseOrder: PurchaseOrderAnswer;
  let lineId: string;
  const say = (what: string, body: unknown): Promise<Answer<Json>> =>
    shop.supplier('s1').api.post<Json>(`/v1/purchase-orders/${purchaseOrder.id}/${what}`, body);
  const quantities = async (): Promise<Quantities> => {
    const read = await shop
      .supplier('s1')
      .api.expectGet<{ lines: Quantities[] }>(`/v1/purchase-orders/${purchaseOrder.id}`);
    const { acknowledgedQuantity, rejectedQuantity, backorderedQuantity, shippedQuantity } = read.lines[0]!;
    return { acknowledgedQuantity, rejectedQuantity, backorderedQuantity, shippedQuantity };
  };
  const untouched = { acknowledgedQuantity: 0, rejectedQuantity: 0, backorderedQuantity: 0, shippedQuantity: 0 };
  beforeAll(async () => {
    const orderId = await shop.placeOrder([{ sku: MUG, quantity: 5 }], { email: 'ayse@example.com' });
    purchaseOrder = await shop.purchaseOrder('s1', orderId);
    lineId = purchaseOrder.lines[0]!.id;
  });

  it('with impossible quantities is refused whole; the same reference again changes nothing', async () => {
    const answer = (change: Json): Json => ({
      reference: 'A',
      lines: [
        {
          lineId,
          acceptedQuantity: 0,
          backorderedQuantity: 0,
          rejectedQuantity: 0,
          reasonCode: null,
          expectedShipAt: null,
          ...change,
        },
      ],
    });
    const faulty: [Json, string?][] = [
      [answer({ acceptedQuantity: 6 }), '/lines/0'],
      [answer({ acceptedQuantity: 5, rejectedQuantity: 1 }), '/lines/0'],
      [answer({ acceptedQuantity: -1 }), '/lines/0/acceptedQuantity'],
      [answer({ acceptedQuantity: 1.5 }), '/lines/0/acceptedQuantity'],
      [answer({ acceptedQuantity: 1e12 }), '/lines/0/acceptedQuantity'],
      [answer({})],
      [answer({ acceptedQuantity: 1, lineId: randomUUID() }), '/lines/0'],
      [answer({ rejectedQuantity: 1, reasonCode: 'BORED' }), '/lines/0/reasonCode'],
      [answer({ backorderedQuantity: 1, expectedShipAt: '2026-W01' }), '/lines/0/expectedShipAt'],
      [{ reference: 'A', lines: [] }, '/lines'],
      [{ ...answer({ acceptedQuantity: 1 }), reference: '' }, '/reference'],
      [{ ...answer({ acceptedQuantity: 1 }), colour: 1 }, '/colour'],
    ];
    for (const [body, pointer] of faulty)
      expectProblem(await say('acknowledgements', body), {
        status: 422,
        ...(pointer === undefined ? {} : { pointer }),
      });
    expect(await quantities()).toEqual(untouched);

    const good = answer({ acceptedQuantity: 5 });
    const [first, again] = [await say('acknowledgements', good), await say('acknowledgements', good)];
    expect([first.status, again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 201, 'true']);
    expect(again.body).toEqual(first.body);
    expectProblem(await say('acknowledgements', answer({ acceptedQuantity: 4 })), {
      status: 422,
      code: 'REFERENCE_REUSED',
    });
    expect(await quantities()).toEqual({ ...untouched, acknowledgedQuantity: 5 });
  });

  it('about parcels that cannot be is refused whole; the same reference again changes nothing', async () => {
    const parcel = (change: Json = {}): Json => ({
      carrier: 'manual',
      trackingNumber: randomUUID(),
      shippedAt: '2026-01-02T09:00:00Z',
      lines: [{ lineId, quantity: 2 }],
      ...change,
    });
    const notice = (...parcels: Json[]): Json => ({ reference: 'S', parcels });
    const faulty: [Json, string][] = [
      [notice(parcel({ lines: [{ lineId, quantity: 6 }] })), '/parcels/0/lines/0'],
      [notice(parcel(), parcel(), parcel()), '/parcels/2/lines/0'],
      [notice(parcel({ lines: [{ lineId, quantity: 0 }] })), '/parcels/0/lines/0/quantity'],
      [notice(parcel({ lines: [{ lineId: randomUUID(), quantity: 1 }] })), '/parcels/0/lines/0'],
      [notice(), '/parcels'],
      [notice(parcel({ lines: [] })), '/parcels/0/lines'],
      [notice(parcel({ shippedAt: '2026-W01' })), '/parcels/0/shippedAt'],
      [notice(parcel({ shippedAt: '2099-01-01T00:00:00Z' })), '/parcels/0/shippedAt'],
      [notice(parcel({ trackingNumber: ' ' })), '/parcels/0/trackingNumber'],
    ];
    for (const [body, pointer] of faulty) expectProblem(await say('ship-notices', body), { status: 422, pointer });
    expect((await quantities()).shippedQuantity).toBe(0);

    const good = notice(parcel());
    const [first, again] = [await say('ship-notices', good), await say('ship-notices', good)];
    expect([first.status, again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 201, 'true']);
    expect(again.body).toEqual(first.body);
    expect((await quantities()).shippedQuantity).toBe(2);
  });
});
