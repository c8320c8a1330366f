import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { PersonalDataService } from '#platform';
import { eventually, type TestClient } from '#testing';
import { startConsole, type ConsoleUnderTest } from './console-under-test.js';
import { factTables, fillFacts, questionsOf } from './many-facts.js';
import { NaiveCases } from './naive-cases.js';
import { naiveMeasures, naiveValues, type NaiveMeasure } from './naive-measures.js';
import type { Case } from './naive-world.js';
import { asDelivered, Chance } from './order-life.js';
import { randomLife, type World } from './random-lives.js';

interface Valued {
  value: number | null;
  count: number;
  currency: string | null;
}
interface Answer {
  totals: Valued[];
  series: (Valued & { period: string })[];
  groups: (Valued & { key: Record<string, string | null> })[];
}
interface Catalogue {
  items: { id: string; filters: string[]; groupBy: string[]; pairs: boolean; definition: { en: string; tr: string } }[];
  waiting: number;
}

/** Another seed is another world; what fails names it. */
const SEED = 20_261_122;
const LIVES = 220;

const chance = new Chance(SEED);
const world: World = {
  merchants: [uuidv7(), uuidv7()],
  suppliers: [uuidv7(), uuidv7(), uuidv7(), uuidv7()],
  skus: ['MUG-RED', 'MUG-BLUE', 'T-SHIRT', 'LAMP', '=cmd'],
  carriers: ['aras', 'yurtici', 'ups'],
};
const lives = Array.from({ length: LIVES }, () => randomLife(chance, world));
const naive = new NaiveCases(lives.flatMap(({ envelopes }) => envelopes));

let console: ConsoleUnderTest;
let operator: TestClient;

beforeAll(async () => {
  console = await startConsole();
  operator = await console.asOperator();
  await console.bus.publish(asDelivered(chance, lives));
  await everythingKnown();
}, 120_000);
afterAll(() => console.stop());

const catalogue = async (): Promise<Catalogue> => (await operator.get<Catalogue>('/v1/insight/measures')).body;

const everythingKnown = (): Promise<void> =>
  eventually(async () => {
    const { waiting } = await catalogue();
    if (waiting > 0) throw new Error(`${String(waiting)} news wait to be worked out`);
  });

const DAY_MS = 86_400_000;
const days = naive.ofPurchases(() => ({})).map(({ day }) => day);
const first = days.reduce((a, b) => (a < b ? a : b));
const today = new Date().toISOString().slice(0, 10);
/** All of it, and a part. */
const periods = [
  { from: first, to: today },
  {
    from: new Date(Date.parse(first) + 40 * DAY_MS).toISOString().slice(0, 10),
    to: new Date(Date.parse(first) + 130 * DAY_MS).toISOString().slice(0, 10),
  },
];

async function ask(client: TestClient, id: string, query: Record<string, string>): Promise<Answer> {
  const answer = await client.get<Answer>(`/v1/insight/measures/${id}?${new URLSearchParams(query).toString()}`);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
}

/** Values as the naive way writes them; what no case stands behind is left out there, and null here. */
function expectValues(answered: readonly Valued[], naively: NaiveMeasure, cases: readonly Case[]): void {
  const values = naiveValues(naively, cases);
  for (const { currency, value, count } of answered) {
    const expected = values[String(currency)] ?? { value: null, count: 0 };
    expect(count).toBe(expected.count);
    if (expected.value === null) expect(value === null || value === 0).toBe(true);
    else expect(value).toBeCloseTo(expected.value, 6);
  }
  const missing = Object.keys(values).filter((name) => !answered.some(({ currency }) => String(currency) === name));
  expect(missing).toEqual([]);
}

const within =
  ({ from, to }: (typeof periods)[number]) =>
  ({ day }: Case): boolean =>
    from <= day && day <= to;
const has =
  (dimension: string, value: string | null) =>
  ({ dims }: Case): boolean =>
    dims[dimension]?.includes(value) ?? false;

describe('the measures, against every event counted the naive way', () => {
  it.each(Object.keys(naiveMeasures))('%s', async (id) => {
    const naively = naiveMeasures[id]!(naive);
    const { items } = await catalogue();
    const entry = items.find((one) => one.id === id)!;
    for (const period of periods) {
      const cases = naively.cases.filter(within(period));
      const { totals, series } = await ask(operator, id, { ...period, granularity: 'month' });
      expectValues(totals, naively, cases);
      const months = new Set(series.map(({ period: month }) => month));
      for (const month of months) {
        const ofMonth = cases.filter(({ day }) => day.slice(0, 7) === month.slice(0, 7));
        expectValues(
          series.filter((point) => point.period === month),
          naively,
          ofMonth,
        );
      }
      expect(series.length > 0).toBe(cases.length > 0);
    }
    for (const dimension of entry.groupBy.filter((name) => name !== 'reason')) {
      const cases = naively.cases.filter(within(periods[1]!));
      const { groups } = await ask(operator, id, { ...periods[1]!, groupBy: dimension });
      const values = new Set(cases.flatMap(({ dims }) => dims[dimension] ?? []));
      expect(new Set(groups.map(({ key }) => key[dimension]))).toEqual(values);
      for (const value of values) {
        const own = groups.filter(({ key }) => key[dimension] === value);
        expectValues(own, naively, cases.filter(has(dimension, value)));
      }
      const [value] = [...values].filter((one) => one !== null && one !== '');
      if (value == null || !entry.filters.includes(dimension)) continue;
      const name = dimension === 'merchant' || dimension === 'supplier' ? `${dimension}Id` : dimension;
      const narrowed = await ask(operator, id, { ...periods[1]!, [name]: value });
      expectValues(narrowed.totals, naively, cases.filter(has(dimension, value)));
    }
  });

  it('are not all nothing: the world has cases of each', () => {
    const empty = Object.entries(naiveMeasures).filter(([, measure]) => measure(naive).cases.length < 10);
    expect(empty.map(([id]) => id)).toEqual([]);
  });
});

interface Relation {
  warning: { en: string; tr: string };
  fastSeconds: number | null;
  correlations: { name: string; pairs: number; rho: number | null; interval: object | null }[];
  groups: { name: string; orders: number; nps: Valued }[];
  curves: { name: string; customers: number; bought: number; points: { day: number; share: number }[] }[];
  tests: { of: string[]; result: { p: number } | null }[];
}

const whole = periods[0]!;

describe('the answers', () => {
  it('tell why units come back, each reason over all that was shipped', async () => {
    const naively = naiveMeasures['return-rate']!(naive);
    const shipped = naively.cases.reduce((sum, { weight }) => sum + weight, 0);
    const { groups, totals } = await ask(operator, 'return-rate', { ...whole, groupBy: 'reason' });
    expect(groups.length).toBeGreaterThan(3);
    for (const { count } of groups) expect(count).toBe(shipped);
    const sum = groups.reduce((all, { value }) => all + (value ?? 0), 0);
    expect(sum).toBeCloseTo(totals[0]!.value!, 9);
    const [supplierId = ''] = world.suppliers;
    const both = await ask(operator, 'return-rate', { ...whole, groupBy: 'supplier,reason' });
    const own = both.groups.filter(({ key }) => key['supplier'] === supplierId);
    const narrowed = await ask(operator, 'return-rate', { ...whole, supplierId });
    expect(own.reduce((all, { value }) => all + (value ?? 0), 0)).toBeCloseTo(narrowed.totals[0]!.value!, 9);
  });

  it('are the same when all facts are made anew, whatever they were', async () => {
    const ids = (await catalogue()).items.map(({ id }) => id);
    const answers = () => Promise.all(ids.map((id) => ask(operator, id, { ...whole, granularity: 'week' })));
    const before = await answers();
    await console.dataSource.query(
      'TRUNCATE order_facts, customer_facts, unit_facts, parcel_facts, return_facts, complaint_facts, claim_facts, survey_facts',
    );
    expect((await ask(operator, 'orders', whole)).totals[0]).toMatchObject({ value: 0 });
    const merchant = await console.asMerchant();
    expect(await merchant.post('/v1/insight/rebuild')).toMatchObject({ status: 403 });
    expect(await operator.post('/v1/insight/rebuild')).toMatchObject({ status: 202, body: { orders: LIVES } });
    await everythingKnown();
    expect(rounded(await answers())).toEqual(rounded(before));
  });

  it('show a merchant its own, and a supplier none', async () => {
    const [merchantId = '', other = ''] = world.merchants;
    const merchant = await console.asMerchant(merchantId);
    const named = await ask(operator, 'orders', { ...whole, merchantId });
    expect(await ask(merchant, 'orders', whole)).toEqual(named);
    expect(await merchant.get(`/v1/insight/measures/orders?merchantId=${other}`)).toMatchObject({ status: 403 });
    const supplier = await console.asSupplier(uuidv7(), merchantId);
    for (const path of ['measures', 'measures/orders', 'relation'])
      expect(await supplier.get(`/v1/insight/${path}`)).toMatchObject({ status: 403 });
  });

  it('come as a table that no spreadsheet runs', async () => {
    const query = new URLSearchParams({ ...whole, groupBy: 'sku' }).toString();
    const { status, headers, body } = await operator.get<string>(`/v1/insight/measures/orders.csv?${query}`);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(body.split('\r\n')[0]).toBe('measure,row,period,group,currency,value,count,low,high');
    expect(body).toContain(",'=cmd,");
    expect(body).not.toContain(',=cmd');
    const accepted = await operator.get(`/v1/insight/measures/orders?${query}`, { accept: 'text/csv' });
    expect(accepted.body).toBe(body);
  });

  it('refuse what cannot be answered', async () => {
    const codeOf = async (path: string) => {
      const { status, body } = await operator.get<{ code: string }>(`/v1/insight/measures/${path}`);
      return [status, body.code];
    };
    expect(await codeOf('happiness')).toEqual([404, 'MEASURE_NOT_FOUND']);
    expect(await codeOf('nps?groupBy=reason')).toEqual([422, 'UNKNOWN_DIMENSION']);
    // An order of two suppliers and two SKUs does not say which supplier had which.
    expect(await codeOf('orders?groupBy=supplier,sku')).toEqual([422, 'UNKNOWN_DIMENSION']);
    expect(await codeOf('customer-lifetime-value-historic?sku=A')).toEqual([422, 'UNKNOWN_DIMENSION']);
    expect(await codeOf('orders?from=2026-02-01&to=2026-01-01')).toEqual([400, 'INVALID_PERIOD']);
    expect((await codeOf('orders?from=yesterday'))[0]).toBe(422);
  });

  it('have no conversion until a store says its sessions, and its last word counts', async () => {
    const [merchantId = ''] = world.merchants;
    const merchant = await console.asMerchant(merchantId);
    expect((await ask(merchant, 'conversion', whole)).totals).toEqual([
      { value: null, count: 0, interval: null, currency: null, parts: null },
    ]);
    const [busy] = (await ask(merchant, 'orders', whole)).series.sort((a, b) => b.count - a.count);
    const say = (sessions: number) => merchant.post(`/v1/stores/${uuidv7()}/sessions`, { day: busy!.period, sessions });
    expect(await say(40)).toMatchObject({ status: 204 });
    expect(await say(60)).toMatchObject({ status: 204 });
    const { totals } = await ask(merchant, 'conversion', whole);
    expect(totals[0]).toMatchObject({ value: busy!.count / 100, count: 100 });
    expect(await merchant.post(`/v1/stores/${uuidv7()}/sessions`, { day: 'today', sessions: -1 })).toMatchObject({
      status: 422,
    });
  });

  it('predict what customers will bring, and say how wrong it would have been', async () => {
    const answer = await operator.get<{ holdOut: Record<string, number> } & Answer>(
      `/v1/insight/measures/customer-lifetime-value-predicted?${new URLSearchParams(whole).toString()}`,
    );
    const historic = await ask(operator, 'customer-lifetime-value-historic', whole);
    for (const { currency, count } of historic.totals)
      expect(answer.body.totals.find((one) => one.currency === currency)).toMatchObject({ count });
    for (const { value } of answer.body.totals) expect(value).toBeGreaterThan(0);
    expect(answer.body.holdOut['customers']).toBeGreaterThan(0);
    expect(answer.body.holdOut['actualOrders']).toBeGreaterThan(0);
  });

  it('set support, satisfaction and buying again beside each other, and warn', async () => {
    const { body } = await operator.get<Relation>(`/v1/insight/relation?${new URLSearchParams(whole).toString()}`);
    expect(body.warning.en).toContain('not what causes what');
    const orders = await ask(operator, 'orders', whole);
    expect(body.groups.reduce((sum, group) => sum + group.orders, 0)).toBe(orders.totals[0]!.value);
    const nps = await ask(operator, 'nps', whole);
    const ofPurchases = naive.ofPurchases(({ placed }) => ({ first: naive.answersAbout(placed.data.orderId, 'nps') }));
    expect(body.groups.reduce((sum, group) => sum + group.nps.count, 0)).toBe(
      ofPurchases.reduce((sum, { first: answers }) => sum + answers, 0),
    );
    expect(nps.totals[0]!.count).toBeGreaterThan(0);
    const [strayed] = await console.dataSource.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM survey_facts s JOIN order_facts o USING (order_id)
       WHERE (s.order_day, s.is_purchase, s.complaints, s.first_answer_seconds)
             IS DISTINCT FROM (o.day, o.is_purchase, o.complaints, o.first_answer_seconds)`,
    );
    expect(strayed).toEqual({ count: 0 });
    const csat = body.correlations.find(({ name }) => name === 'first-answer-csat')!;
    expect(csat.pairs).toBeGreaterThan(10);
    expect(csat.rho).not.toBeNull();
    const [none, complaint] = body.curves;
    expect(none!.customers).toBeGreaterThan(0);
    expect(complaint!.customers).toBeGreaterThan(0);
    for (const { points } of body.curves)
      expect(points.map(({ share }) => share)).toEqual(points.map(({ share }) => share).sort((a, b) => b - a));
  });

  it('know nobody: what is stored of a customer is no address', async () => {
    const [row] = await console.dataSource.query<{ text: string }[]>(
      `SELECT string_agg(o::text, '') || (SELECT string_agg(p::text, '') FROM order_persons p) AS text FROM order_facts o`,
    );
    expect(row!.text).not.toMatch(/irmak|example/i);
    const [persons] = await console.dataSource.query<{ count: number }[]>(
      'SELECT count(DISTINCT person)::int AS count FROM order_facts',
    );
    // Forty addresses at two merchants, each written in three ways.
    expect(persons!.count).toBeGreaterThan(40);
    expect(persons!.count).toBeLessThanOrEqual(80);
  });
});

describe('a customer who is erased', () => {
  const columnsWithPersons = ['order_facts', 'customer_facts', 'order_persons'];
  /** In which tables a pseudonym stands. */
  const standsIn = async (person: string): Promise<string[]> => {
    const found: string[] = [];
    for (const table of columnsWithPersons) {
      const rows = await console.dataSource.query<unknown[]>(`SELECT 1 FROM ${table} WHERE person = $1`, [person]);
      if (rows.length > 0) found.push(table);
    }
    return found;
  };
  const erase = (orderIds: readonly string[]): Promise<unknown> =>
    console.dataSource.transaction((tx) => console.service.app.get(PersonalDataService).eraseOrders(tx, orderIds));
  const purchasesOf = (person: string) =>
    console.dataSource.query<{ order_id: string; nth: number }[]>(
      'SELECT order_id, nth FROM order_facts WHERE person = $1 AND is_purchase ORDER BY nth',
      [person],
    );
  const sumsOf = (person: string) =>
    console.dataSource.query<{ currency: string; orders: number }[]>(
      'SELECT currency, orders FROM customer_facts WHERE person = $1 ORDER BY currency',
      [person],
    );

  // The pseudonym is an HMAC under a secret that stands beside it: who knew the address found all orders under it.
  it('leaves no pseudonym by which the orders can be found or joined, and all other figures', async () => {
    const [{ person }] = (await console.dataSource.query<{ person: string }[]>(
      `SELECT person FROM order_facts WHERE is_purchase AND person IS NOT NULL GROUP BY person
       HAVING count(DISTINCT currency) = 1 ORDER BY count(*) DESC, person LIMIT 1`,
    )) as [{ person: string }];
    const [oldest, ...others] = await purchasesOf(person);
    expect(others.length).toBeGreaterThan(0);
    const [before, returned] = [await ask(operator, 'orders', whole), await ask(operator, 'return-rate', whole)];

    // As the retention does: the older orders alone.
    await erase([oldest!.order_id]);
    expect(await purchasesOf(person)).toEqual(others.map(({ order_id }, at) => ({ order_id, nth: at + 1 })));
    expect((await sumsOf(person)).map(({ orders }) => orders)).toEqual([others.length]);

    const all = await console.dataSource.query<{ order_id: string }[]>(
      'SELECT order_id FROM order_persons WHERE person = $1',
      [person],
    );
    await erase(all.map(({ order_id }) => order_id));
    expect(await standsIn(person)).toEqual([]);
    // Events of an erased order lack their parcels: making its facts anew once stopped the facts of all others.
    await operator.post('/v1/insight/rebuild', {});
    await everythingKnown();
    expect(await standsIn(person)).toEqual([]);
    expect((await ask(operator, 'orders', whole)).totals).toEqual(before.totals);
    expect((await ask(operator, 'return-rate', whole)).totals).toEqual(returned.totals);
    const [left] = await console.dataSource.query<{ linked: number }[]>(
      'SELECT count(*)::int AS linked FROM order_facts WHERE order_id = ANY ($1) AND (nth, next_placed_at) IS DISTINCT FROM (NULL, NULL)',
      [[oldest, ...others].map((order) => order!.order_id)],
    );
    expect(left).toEqual({ linked: 0 });
  });
});

/** Sums of floating-point numbers differ in their last digit by the order of the rows, which a rebuild changes. */
const rounded = (answers: unknown): unknown =>
  JSON.parse(
    JSON.stringify(answers, (_key, value: unknown) =>
      typeof value === 'number' ? Number(value.toPrecision(9)) : value,
    ),
  );

describe('a year of many orders', () => {
  it('answers every question, and counts what plain SQL counts', async () => {
    await console.dataSource.query(`TRUNCATE insight_queue, store_sessions, ${factTables.join(', ')}`);
    await fillFacts(console.dataSource, 5_000);
    const from = new Date(Date.now() - 366 * DAY_MS).toISOString().slice(0, 10);
    const { items } = await catalogue();
    const questions = questionsOf(items, `from=${from}&to=${today}`);
    expect(questions.length).toBeGreaterThan(60);
    for (const question of questions) expect(await operator.get(question)).toMatchObject({ status: 200 });
    const { totals } = await ask(operator, 'orders', { from, to: today });
    const [row] = await console.dataSource.query<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM order_facts WHERE is_purchase',
    );
    expect(totals[0]).toMatchObject({ value: row!.count });
    const csat = (await operator.get<Relation>(`/v1/insight/relation?from=${from}&to=${today}`)).body.correlations[0]!;
    // In this world whoever waits longer is less content.
    expect(csat.rho).toBeLessThan(-0.3);
  }, 60_000);
});
