import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import type { OfferChanged, SupplierChanged } from '#contracts';
import type { ServiceUnderTest, TestClient, TestResponse } from '#testing';
import { eventually, startServiceUnderTest } from '#testing';
import { supplierSyncService } from '../src/service.js';
import type { Partners } from './builders.js';
import { partners } from './builders.js';

interface FeedAnswer {
  feedId: string;
  rows: number;
  accepted: number;
  changed: number;
  unchanged: number;
  removed: number;
  rejected: number;
  rejections: { row: number; field: string | null; code: string; detail: string }[];
  asOf: string;
  code: string;
}

const CSV = { 'content-type': 'text/csv' };
const HEADER = 'supplier_sku,sku,gtin,quantity,unit_cost,currency,lead_time_days';

let world: ServiceUnderTest;
let shop: Partners;
beforeAll(async () => {
  world = await startServiceUnderTest(supplierSyncService);
});
afterAll(() => world.stop());
beforeEach(async () => {
  shop = await partners(world);
});

const send = (
  body: string | Uint8Array<ArrayBuffer>,
  query = '',
  headers: Record<string, string> = CSV,
  client: TestClient = shop.merchant,
): Promise<TestResponse<FeedAnswer>> => client.post(`/v1/suppliers/${shop.supplierId}/feeds${query}`, body, headers);

const csv = (...rows: string[]): string => [HEADER, ...rows].join('\n');

interface OfferRow {
  supplierSku: string;
  sku: string | null;
  onHand: number;
  cost: number;
  currency: string;
  lead: number;
  removed: boolean;
}

const offers = (): Promise<OfferRow[]> =>
  world.dataSource.query(
    `SELECT supplier_sku AS "supplierSku", sku, on_hand AS "onHand", unit_cost_minor::int AS cost, currency,
            lead_time_days AS lead, removed_at IS NOT NULL AS removed
     FROM offers WHERE supplier_id = $1 ORDER BY supplier_sku`,
    [shop.supplierId],
  );
const offerEvents = () =>
  world
    .published()
    .filter(({ data }) => (data as { supplierId?: string }).supplierId === shop.supplierId && 'feedId' in data);

describe('a feed', () => {
  it('makes offers, and tells of each once', async () => {
    const { status, body } = await send(csv('E-1,MUG,4006381333931,12,149.90,TRY,3', 'E-2,,,0,5,,'));

    expect(status).toBe(200);
    expect(body).toEqual({
      feedId: expect.any(String),
      rows: 2,
      accepted: 2,
      changed: 2,
      unchanged: 0,
      removed: 0,
      rejected: 0,
      rejections: [],
      asOf: expect.stringMatching(/Z$/),
    });
    expect(await offers()).toEqual([
      { supplierSku: 'E-1', sku: 'MUG', onHand: 12, cost: 14990, currency: 'TRY', lead: 3, removed: false },
      { supplierSku: 'E-2', sku: null, onHand: 0, cost: 500, currency: 'TRY', lead: 2, removed: false },
    ]);
    await eventually(() => {
      const [first] = offerEvents().filter(({ data }) => (data as OfferChanged).supplierSku === 'E-1');
      expect(first?.type).toBe('offer.changed');
      expect(first?.data).toMatchObject({
        gtin: '4006381333931',
        onHand: 12,
        unitCostMinor: 14990,
        asOf: body.asOf,
        feedId: body.feedId,
      });
    });
  });

  it('says nothing about what did not change', async () => {
    await send(csv('E-1,MUG,,12,1,,', 'E-2,LAMP,,3,1,,'));
    const again = await send(csv('E-1,MUG,,12,1,,', 'E-2,LAMP,,4,1,,'));

    expect(again.body).toMatchObject({ accepted: 2, changed: 1, unchanged: 1 });
    await eventually(() => expect(offerEvents()).toHaveLength(3));
  });

  it('tells again of an unchanged offer whose age downstream has grown old', async () => {
    await send(csv('E-1,MUG,,12,1,,'));
    await world.dataSource.query("UPDATE offers SET published_at = now() - interval '2 hours' WHERE supplier_id = $1", [
      shop.supplierId,
    ]);
    const again = await send(csv('E-1,MUG,,12,1,,'));

    expect(again.body).toMatchObject({ changed: 0, unchanged: 1 });
    await eventually(() => expect(offerEvents()).toHaveLength(2));
    expect(offerEvents()[1]?.data).toMatchObject({ asOf: again.body.asOf });
  });

  it('is taken from the supplier itself, by its own key', async () => {
    const own = await shop.supplier.post<FeedAnswer>('/v1/feeds', csv('E-1,MUG,,1,1,,'), CSV);
    expect(own).toMatchObject({ status: 200, body: { changed: 1 } });

    const other = await partners(world);
    expect((await send(csv('E-1,,,9,1,,'), '', CSV, other.supplier)).status).toBe(404);
    expect((await send(csv('E-1,,,9,1,,'), '', CSV, other.merchant)).status).toBe(404);
    expect((await shop.merchant.post('/v1/feeds', csv('E-1,,,9,1,,'), CSV)).status).toBe(403);
    expect((await offers())[0]?.onHand).toBe(1);
  });

  it('rejects a broken row alone, with its number, field and reason', async () => {
    const { body } = await send(
      csv(
        'OK-1,A,,1,1.00,TRY,1',
        ',B,,1,1,,',
        'BAD-Q,C,,many,1,,',
        'BAD-N,C,,-1,1,,',
        'BAD-G,D,4006381333930,1,1,,',
        'BAD-S,D,4.00638E+12,1,1,,',
        'BAD-C,E,,1,1.0055,TRY,',
        'BAD-K,E,,1,1,LIRA,',
        'BAD-L,E,,1,1,,soon',
        'NEW,E,,1,,,',
        'WIDE,E,,1,1,TRY,1,surplus',
        'SHORT,E,,1',
        'OK-2,F,,2,2,,',
      ),
    );

    expect(body).toMatchObject({ rows: 13, accepted: 2, changed: 2, rejected: 11 });
    expect(body.rejections.map(({ row, field, code }) => [row, field, code])).toEqual([
      [2, 'supplier_sku', 'REQUIRED'],
      [3, 'quantity', 'NOT_A_NUMBER'],
      [4, 'quantity', 'NEGATIVE'],
      [5, 'gtin', 'GTIN_CHECK_DIGIT'],
      [6, 'gtin', 'GTIN_SCIENTIFIC_NOTATION'],
      [7, 'unit_cost', 'TOO_PRECISE'],
      [8, 'currency', 'UNKNOWN_CURRENCY'],
      [9, 'lead_time_days', 'NOT_A_NUMBER'],
      [10, 'unit_cost', 'REQUIRED'],
      [11, null, 'TOO_MANY_CELLS'],
      [12, null, 'TOO_FEW_CELLS'],
    ]);
    expect(body.rejections.every(({ detail }) => detail.length > 0)).toBe(true);
  });

  it('counts the last of several rows for one supplier SKU and reports the others', async () => {
    const { body } = await send(csv('E-1,MUG,,5,1,,', 'E-2,LAMP,,1,1,,', 'E-1,MUG,,7,1,,'));

    expect(body).toMatchObject({ rows: 3, accepted: 2, rejected: 1 });
    expect(body.rejections).toMatchObject([{ row: 1, field: 'supplier_sku', code: 'SUPERSEDED' }]);
    expect((await offers())[0]?.onHand).toBe(7);
  });

  it('keeps cost, GTIN and SKU that a stock-only feed does not repeat', async () => {
    await send(csv('E-1,MUG,4006381333931,5,149.90,EUR,9'));
    const { body } = await send('Supplier SKU;QTY\nE-1;8\n');

    expect(body).toMatchObject({ changed: 1, rejected: 0 });
    expect(await offers()).toMatchObject([{ sku: 'MUG', onHand: 8, cost: 14990, currency: 'EUR', lead: 9 }]);
  });
});

describe('the age of a feed', () => {
  it('decides: an older feed never overwrites newer stock', async () => {
    await send(csv('E-1,MUG,,5,1,,'), '?asOf=2026-01-02T00:00:00Z');
    const older = await send(csv('E-1,MUG,,99,1,,', 'E-2,LAMP,,1,1,,'), '?asOf=2026-01-01T00:00:00Z');

    expect(older.body).toMatchObject({ accepted: 2, changed: 1, unchanged: 1, asOf: '2026-01-01T00:00:00.000Z' });
    expect(await offers()).toMatchObject([{ onHand: 5 }, { onHand: 1 }]);
  });

  it('decides about removals too', async () => {
    await send(csv('E-1,MUG,,5,1,,'), '?asOf=2026-01-02T00:00:00Z');
    const older = await send(csv('E-2,LAMP,,1,1,,'), '?mode=full&asOf=2026-01-01T00:00:00Z');
    expect(older.body).toMatchObject({ removed: 0 });

    await send(csv('E-2,LAMP,,1,1,,'), '?mode=full&asOf=2026-01-03T00:00:00Z');
    expect((await offers())[0]).toMatchObject({ removed: true });
    await send(csv('E-1,MUG,,9,1,,'), '?asOf=2026-01-02T12:00:00Z');
    expect((await offers())[0]).toMatchObject({ removed: true, onHand: 0 });
  });

  it('may not lie in the future, where it would shut out every later feed', async () => {
    expect(await send(csv('E-1,MUG,,5,1,,'), '?asOf=2099-01-01T00:00:00Z')).toMatchObject({
      status: 422,
      body: { code: 'AS_OF_IN_FUTURE' },
    });
  });
});

describe('a full feed', () => {
  it('removes what it does not list, and brings it back when it is listed again', async () => {
    await send(csv('E-1,MUG,,5,1,,', 'E-2,LAMP,,2,1,,'));
    const full = await send(csv('E-2,LAMP,,2,1,,'), '?mode=full');

    expect(full.body).toMatchObject({ rows: 1, changed: 0, unchanged: 1, removed: 1 });
    await eventually(() => {
      expect(offerEvents().map(({ type }) => type)).toEqual(['offer.changed', 'offer.changed', 'offer.removed']);
      expect(offerEvents()[2]).toMatchObject({ keyVersion: 2, data: { feedId: full.body.feedId } });
    });
    expect((await send(csv('E-2,LAMP,,2,1,,'), '?mode=full')).body).toMatchObject({ removed: 0 });

    expect((await send(csv('E-1,MUG,,5,1,,'))).body).toMatchObject({ changed: 1 });
    await eventually(() => expect(offerEvents().at(-1)).toMatchObject({ type: 'offer.changed', keyVersion: 3 }));
  });

  it('does not remove what it lists in a row that cannot be read', async () => {
    await send(csv('E-1,MUG,,5,1,,', 'E-2,LAMP,,2,1,,'));
    const full = await send(csv('E-1,MUG,,lots,1,,', 'E-2,LAMP,,2,1,,'), '?mode=full');

    expect(full.body).toMatchObject({ rejected: 1, removed: 0 });
    expect(await offers()).toMatchObject([{ onHand: 5, removed: false }, { removed: false }]);
  });

  it('removes nothing when not one row of it is good', async () => {
    await send(csv('E-1,MUG,,5,1,,'));

    expect((await send(csv(',MUG,,5,1,,'), '?mode=full')).body).toMatchObject({ rejected: 1, removed: 0 });
  });
});

const latin = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text, 'latin1'));

describe('a file as suppliers really send it', () => {
  it.each<[string, string | Uint8Array<ArrayBuffer>, Record<string, string>]>([
    ['a byte order mark', `\uFEFF${csv('E-1,ÇAY,,5,1.50,,')}`, CSV],
    ['semicolons and decimal commas', 'SUPPLIER_SKU;Sku;Quantity;Unit Cost;Colour\r\nE-1;ÇAY;5;1,50;red\r\n', CSV],
    ['tabs and CR line ends', 'supplier-sku\tsku\tqty\tunit cost\rE-1\tÇAY\t5\t1.50\r', CSV],
    ['a line that names the separator', 'sep=;\nsupplier_sku;sku;quantity;unit_cost\nE-1;ÇAY;5;1,50\n', CSV],
    ['blank rows and quoted line breaks', `\n\n${csv(',,,,,,', '', '"E-1","ÇAY","",5,1.50,,""')}\n\n,,,,,,\n`, CSV],
    ['windows-1254 bytes', latin(csv('E-1,ÇAY,,5,1.50,,')), CSV],
    ['a declared code page', latin(csv('E-1,ÇAY,,5,1.50,,')), { 'content-type': 'text/csv; charset=iso-8859-9' }],
    ['UTF-16', Uint8Array.from(Buffer.from(`\uFEFF${csv('E-1,ÇAY,,5,1.50,,')}`, 'utf16le')), CSV],
    ['UTF-16 without a mark', Uint8Array.from(Buffer.from(csv('E-1,ÇAY,,5,1.50,,'), 'utf16le')), CSV],
  ])('is read with %s', async (_what, body, headers) => {
    expect((await send(body, '', headers)).body).toMatchObject({ rows: 1, changed: 1, rejections: [] });
    expect(await offers()).toMatchObject([{ supplierSku: 'E-1', sku: 'ÇAY', onHand: 5, cost: 150 }]);
  });

  it.each<[string, string | Uint8Array<ArrayBuffer>, Record<string, string>, string]>([
    ['nothing in it', '', CSV, 'FEED_EMPTY'],
    ['only a header', `${HEADER}\n`, CSV, 'FEED_EMPTY'],
    ['no header', 'E-1,MUG,,5,1,,\n', CSV, 'FEED_HEADER_MISSING'],
    ['a column twice', 'supplier_sku,quantity,quantity\nE-1,1,2\n', CSV, 'FEED_COLUMN_TWICE'],
    ['a zero byte', csv('E-\0,MUG,,5,1,,'), CSV, 'FEED_BINARY'],
    ['a quote that never ends', `${csv('E-1,MUG,,5,1,,')}\n"E-2,LAMP,,1,1,,\nE-3,X,,1,1,,\n`, CSV, 'FEED_NOT_CSV'],
    [
      'JSON that is cut off',
      '{"offers":[{"supplierSku":"E-1"',
      { 'content-type': 'application/json' },
      'FEED_NOT_JSON',
    ],
    ['JSON without offers', '{"items":[]}', { 'content-type': 'application/json' }, 'FEED_NOT_JSON'],
    ['no offer', '{"offers":[]}', { 'content-type': 'application/json' }, 'FEED_EMPTY'],
    ['no line of JSON', 'a\nb\n', { 'content-type': 'application/x-ndjson' }, 'FEED_NOT_JSON'],
  ])('changes nothing with %s', async (_what, body, headers, code) => {
    await send(csv('E-0,KEEP,,5,1,,'));
    const answer = await send(body, '?mode=full', headers);

    expect(answer).toMatchObject({ status: 422, body: { code } });
    expect(await offers()).toMatchObject([{ supplierSku: 'E-0', onHand: 5, removed: false }]);
  });

  it.each(['application/xml', 'application/edi-x12', 'image/png'])('is refused as %s', async (type) => {
    expect((await send('<feed/>', '', { 'content-type': type })).status).toBe(415);
  });

  const folder = join(import.meta.dirname, '../../../../shared/data/supplier-feeds');
  const files = existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.csv'))
    : [];
  (files.length > 0 ? it.each(files) : it.skip.each(['no files of others here']))(
    'ends in a typed answer and no wrong stock: %s',
    async (file) => {
      const answer = await send(Uint8Array.from(readFileSync(join(folder, file))));

      // None of them has both of our required columns, so none may become stock.
      expect(answer.status).toBe(422);
      expect(answer.body.code).toMatch(/^FEED_/);
      expect(await offers()).toEqual([]);
    },
  );
});

describe('a feed as JSON', () => {
  const good = {
    supplierSku: 'E-1',
    sku: 'MUG',
    gtin: '4006381333931',
    quantity: 5,
    unitCostMinor: 150,
    currency: 'TRY',
    leadTimeDays: 1,
  };

  it('is read as one document and as lines', async () => {
    const document = JSON.stringify({
      note: 'a "[" is harmless',
      offers: [good, { ...good, supplierSku: 'E-2' }],
      total: 2,
    });
    const asJson = await send(document, '', { 'content-type': 'application/json' });
    expect(asJson.body).toMatchObject({ rows: 2, changed: 2 });

    const lines = [good, { ...good, supplierSku: 'E-2' }].map((offer) => JSON.stringify(offer)).join('\n');
    expect((await send(lines, '', { 'content-type': 'application/x-ndjson' })).body).toMatchObject({
      rows: 2,
      unchanged: 2,
    });
  });

  it('rejects a broken offer alone, under its JSON names', async () => {
    const offers = [
      good,
      { ...good, supplierSku: 'E-2', quantity: -1 },
      7,
      { ...good, supplierSku: 'E-3', unitCostMinor: {} },
    ];
    const { body } = await send(JSON.stringify({ offers }), '', { 'content-type': 'application/json' });

    expect(body).toMatchObject({ rows: 4, accepted: 1 });
    expect(body.rejections.map(({ row, field, code }) => [row, field, code])).toEqual([
      [2, 'quantity', 'NEGATIVE'],
      [3, null, 'NOT_AN_OBJECT'],
      [4, 'unitCostMinor', 'WRONG_TYPE'],
    ]);

    const lines = `${JSON.stringify({ ...good, quantity: 9 })}\n{"supplierSku":\n`;
    expect((await send(lines, '', { 'content-type': 'application/x-ndjson' })).body).toMatchObject({
      changed: 1,
      rejections: [{ row: 2, field: null, code: 'NOT_JSON' }],
    });
  });
});

describe('listings', () => {
  it('say which article of the merchant an offer is, also before and after feeds, and win over them', async () => {
    const listing = { supplierId: shop.supplierId, supplierSku: 'E-1', sku: 'MUG-RED' };
    await send(csv('E-1,MUG,,5,1,,'));

    expect(await shop.merchant.post('/v1/listings', listing)).toMatchObject({ status: 201, body: listing });
    expect((await shop.merchant.post('/v1/listings', listing)).status).toBe(201);
    await send(csv('E-1,OTHER,,6,1,,'));

    expect(await offers()).toMatchObject([{ sku: 'MUG-RED', onHand: 6 }]);
    await eventually(() =>
      expect(offerEvents().map(({ data }) => [(data as OfferChanged).sku, (data as OfferChanged).onHand])).toEqual([
        ['MUG', 5],
        ['MUG-RED', 5],
        ['MUG-RED', 6],
      ]),
    );
    const list = await shop.merchant.get(`/v1/listings?supplierId=${shop.supplierId}`);
    expect(list.body).toMatchObject({ items: [listing], next: null });
  });

  it('are only for suppliers of the merchant', async () => {
    const stranger = await world.asMerchant();
    const listing = { supplierId: shop.supplierId, supplierSku: 'E-1', sku: 'MINE' };

    expect((await stranger.post('/v1/listings', listing)).status).toBe(404);
    expect((await stranger.post('/v1/listings', { ...listing, supplierId: uuidv7() })).status).toBe(404);
    expect((await shop.supplier.post('/v1/listings', listing)).status).toBe(403);
  });
});

describe('stock that grows old', () => {
  const HOUR_MS = 3_600_000;
  const hoursAgo = (hours: number): string => new Date(Date.now() - hours * HOUR_MS).toISOString();
  const feedTo = ({ supplierId, merchant }: Partners, asOf: string, quantity = 1): Promise<TestResponse> =>
    merchant.post(`/v1/suppliers/${supplierId}/feeds?asOf=${asOf}`, csv(`E-1,MUG,,${String(quantity)},1,,`), CSV);
  /** What was told of a supplier, as far as its feeds go. */
  const heardOf = ({ supplierId }: Partners): (string | null)[] =>
    world.published().flatMap(({ type, key, data }) => {
      const isOurs = type === 'supplier.changed' && key === supplierId;
      return isOurs ? [(data as SupplierChanged).feedOverdueAt ?? null] : [];
    });

  it('is told of once, by what was agreed, until a feed is in time again', async () => {
    const supplier = await partners(world, { feedWithinSeconds: 3_600 });
    const [older, asOf] = [hoursAgo(4), hoursAgo(3)];
    const dueAt = new Date(Date.parse(asOf) + HOUR_MS).toISOString();
    await feedTo(supplier, asOf);
    await eventually(() => expect(heardOf(supplier)).toEqual([null, dueAt]));
    const path = `/v1/suppliers/${supplier.supplierId}`;
    const late = { feedWithinSeconds: 3_600, feedAsOf: asOf, feedOverdueAt: dueAt };
    expect((await supplier.merchant.get(path)).body).toMatchObject(late);

    // What came late says nothing newer; neither does a feed without one good row.
    await feedTo(supplier, older, 2);
    await feedTo(supplier, hoursAgo(0), -1);
    expect((await supplier.merchant.get(path)).body).toMatchObject(late);
    await feedTo(supplier, hoursAgo(0), 3);
    await eventually(() => expect(heardOf(supplier)).toEqual([null, dueAt, null]));

    // The next silence is another one; a longer term ends the waiting as well.
    await world.dataSource.query(`UPDATE suppliers SET feed_as_of = now() - interval '2 hours' WHERE id = $1`, [
      supplier.supplierId,
    ]);
    await eventually(() => expect(heardOf(supplier)).toHaveLength(4));
    await supplier.merchant.patch(path, { feedWithinSeconds: 86_400 });
    await eventually(() => expect(heardOf(supplier).slice(4)).toEqual([null]));
  });

  it('is nobody’s business where nothing was agreed, or the supplier is out of use', async () => {
    const free = await partners(world);
    const unused = await partners(world, { feedWithinSeconds: 3_600, active: false });
    for (const one of [free, unused]) await feedTo(one, hoursAgo(48));
    // One that is waited for is the clock.
    const clock = await partners(world, { feedWithinSeconds: 3_600 });
    await feedTo(clock, hoursAgo(3));
    await eventually(() => expect(heardOf(clock)).toHaveLength(2));
    expect([heardOf(free), heardOf(unused)]).toEqual([[null], [null]]);
  });
});

/** Last: its twenty thousand events are on their way for a while, and what is told after them waits. */
describe('a large feed', () => {
  // Time is the benchmarks' business: what else runs on the machine decides it here.
  const rows = 20_000;
  const large = (quantity: number): string =>
    csv(...Array.from({ length: rows }, (_, index) => `E-${index},SKU-${index},,${quantity},12.50,TRY,3`));

  it('of 20,000 rows is applied twice at once without doubling anything', async () => {
    const [one, two] = await Promise.all([send(large(5), '?mode=full'), send(large(5), '?mode=full')]);

    expect([one.body.changed, two.body.changed].sort((a, b) => a - b)).toEqual([0, rows]);
    const [count] = await world.dataSource.query<{ n: number }[]>(
      'SELECT count(*)::int AS n FROM offers WHERE supplier_id = $1',
      [shop.supplierId],
    );
    expect(count).toEqual({ n: rows });
  }, 120_000);
});
