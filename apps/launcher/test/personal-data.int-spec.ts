import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { CustomerErasureRequested, eventInfo, OrderPlaced, toWire, type EventClass } from '#contracts';
import { aCustomer, anAddress, aPicture, eventually, type TestClient } from '#testing';
import { definitions, WholeSystem } from './whole-system.js';

// Six services answer over the bus, one after the other on a busy machine.
jest.setTimeout(180_000);
const PATIENT = { timeoutMs: 60_000 };

/** What only this customer has; each stands for one way in. */
const traces = {
  name: 'Zerrin Qxname',
  email: 'zerrin.qxmail@example.com',
  phone: '905550001122',
  street: 'Qxstreet Sokak 7',
  city: 'Qxcity',
  note: 'leave it at Qxnote',
  complaint: 'my neighbour Qxcomplaint has it',
  answer: 'dear Qxanswer, we are sorry',
  returnNote: 'Qxreturn does not fit',
  comment: 'Qxcomment was slow',
  tracking: 'QXTRACK77',
  device: 'https://push.example/Qxdevice',
};
const marks = ['Qxname', 'qxmail', '5550001122', 'Qxstreet', 'Qxcity', 'Qxnote', 'Qxcomplaint', 'Qxanswer'].concat([
  ...['Qxreturn', 'Qxcomment', 'QXTRACK77'],
]);

/** Who has a browser's address can write to it: it goes with the rest, and is handed to nobody. */
const secretMarks = ['Qxdevice'];

/** Tables of the libraries that every service has. */
const harmlessEverywhere: Readonly<Record<string, string>> = {
  'outbox_archive.*': 'rewritten message by message: see the contracts, erased-facts.ts',
  'outbox_timers.*': 'rewritten like the archive',
  'parked_messages.*': 'rewritten like the archive',
  'outbox_refused_keys.*': 'what the broker said of a record',
  'outbox_skips.*': 'written by operators about a record',
  'effect_attempts.*': 'listed by the services that call somebody about a customer',
  'typeorm_migrations.name': 'a class',
  'migrations.name': 'a class',
};

interface Order {
  id: string;
  status: string;
  trackingUrl: string;
  totalMinor: number;
  lines: { id: string }[];
  parcels: { shipmentId: string }[];
}
interface Request {
  id: string;
  state: string;
  services: {
    service: string;
    state: string;
    counts: { kind: string; rows: number }[];
    blockers: { code: string }[];
  }[];
  emailHmac: string | null;
  file: { bytes: number } | null;
  log: { action: string }[];
}

describe('what is known about a customer', () => {
  let system: WholeSystem;
  let merchant: (service: string) => TestClient;
  let supplier: (service: string) => TestClient;
  let order: Order;
  let customerId: string;

  const created = async <T>(client: TestClient, path: string, body: unknown = {}): Promise<T> => {
    const answer = await client.post<T>(path, body, { 'idempotency-key': uuidv7() });
    if (answer.status >= 300) throw new Error(`${path}: ${String(answer.status)} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const orderWhen = (accept: (order: Order) => boolean): Promise<Order> =>
    eventually(async () => {
      const { body } = await merchant('order').get<Order>(`/v1/orders/${order.id}`);
      if (!accept(body)) throw new Error(JSON.stringify(body));
      return body;
    }, PATIENT);
  const requestWhen = (path: string, state: string): Promise<Request> =>
    eventually(async () => {
      const { body } = await merchant('order').get<Request>(path);
      if (body.state !== state) throw new Error(JSON.stringify(body));
      return body;
    }, PATIENT);

  /** From the order to the last word about it: every way in which a service gets to know something. */
  async function live(): Promise<void> {
    const { id: supplierId } = await created<{ id: string }>(merchant('supplier-sync'), '/v1/suppliers', {
      ...{ code: 'ana', name: 'Ana', country: 'TR', currency: 'TRY', channel: { type: 'api' }, active: true },
      ...{ parcel: { fixedMinor: 1_000, perKgMinor: 0 }, leadTimeDays: 1 },
    });
    supplier = await system.clientOf('supplier', supplierId);
    const feed = 'supplier_sku,sku,gtin,quantity,unit_cost,currency,lead_time_days\nA-MUG,MUG,,10,10.00,TRY,1';
    await merchant('supplier-sync').post(`/v1/suppliers/${supplierId}/feeds?mode=full`, feed, {
      'content-type': 'text/csv',
    });
    await eventually(async () => {
      const { body } = await merchant('order').get<{ items: unknown[] }>('/v1/offers?sku=MUG');
      if (body.items.length === 0) throw new Error('no offer yet');
    });
    order = await created<Order>(merchant('order'), '/v1/orders', {
      ...{ externalId: 'P-1', currency: 'TRY', placedAt: new Date().toISOString(), note: traces.note },
      customer: { ...aCustomer, name: traces.name, email: traces.email, phone: `+${traces.phone}` },
      shippingAddress: { ...anAddress, name: traces.name, line1: traces.street, city: traces.city },
      lines: [{ externalLineId: '1', sku: 'MUG', title: 'Mug', quantity: 2, unitPriceMinor: 14_990 }],
      ...{ shippingMinor: 0, discountMinor: 0, payment: { method: 'card', status: 'paid' }, promiseBy: null },
    });
    await allowMessages();
    await ship();
  }

  /** In a browser, on the page of the order; the keys are the published ones of RFC 8291. */
  async function allowMessages(): Promise<void> {
    const content = { rules: [{ template: 'delayed', channels: ['push'] }] };
    const path = '/v1/notification-rules';
    const { id } = await created<{ id: string }>(merchant('notification'), path, { name: 'Push', content });
    await created(merchant('notification'), `${path}/${id}/activate`);
    const page = new URL(order.trackingUrl).pathname;
    const p256dh = 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4';
    const keys = { p256dh, auth: 'BTBZMqHH6r4Tts7J_aSIgg' };
    await eventually(() => created(merchant('notification'), `${page}/push`, { endpoint: traces.device, keys }));
  }

  async function ship(): Promise<void> {
    type PurchaseOrder = { id: string; lines: { id: string; quantity: number }[] };
    const purchaseOrder = await eventually(async () => {
      const { body } = await supplier('supplier-sync').get<{ items: PurchaseOrder[] }>('/v1/purchase-orders');
      const [found] = body.items;
      if (!found) throw new Error('no purchase order yet');
      return found;
    });
    const [line] = purchaseOrder.lines;
    const parcel = { carrier: 'manual', trackingNumber: traces.tracking, shippedAt: new Date().toISOString() };
    await created(supplier('supplier-sync'), `/v1/purchase-orders/${purchaseOrder.id}/ship-notices`, {
      reference: 'ASN-1',
      parcels: [{ ...parcel, lines: [{ lineId: line?.id, quantity: 2 }] }],
    });
    const { parcels } = await orderWhen((now) => now.parcels.length === 1);
    await eventually(() =>
      created(merchant('shipping-tracker'), `/v1/shipments/${parcels[0]?.shipmentId ?? ''}/checkpoints`, {
        ...{ eventId: 'e1', status: 'delivered', occurredAt: new Date().toISOString() },
        ...{ description: `left with ${traces.name}`, place: traces.city },
      }),
    );
    order = await orderWhen(({ status }) => status === 'delivered');
  }

  /** A complaint with an answer, and a return with a note; both end. */
  async function speak(): Promise<void> {
    const desk = merchant('after-sales');
    const complaint = await eventually(() =>
      created<{ id: string }>(desk, `/v1/orders/${order.id}/complaints`, { type: 'other', text: traces.complaint }),
    );
    await created(desk, `/v1/complaints/${complaint.id}/messages`, { thread: 'customer', text: traces.answer });
    const { id: returnId } = await eventually(() =>
      created<{ id: string }>(desk, `/v1/orders/${order.id}/returns`, {
        ...{ kind: 'return', note: traces.returnNote },
        lines: [{ lineId: order.lines[0]?.id, quantity: 1, reasonCode: 'CHANGED_MIND' }],
      }),
    );
    const claim = await created<{ id: string }>(desk, `/v1/orders/${order.id}/claims`, {
      ...{ type: 'damaged', lines: [{ lineId: order.lines[0]?.id, quantity: 1 }], note: traces.comment },
    });
    await desk.post(`/v1/claims/${claim.id}/photos`, aPicture(800, 600), { 'content-type': 'image/png' });

    const blocked = await created<Request>(merchant('order'), `/v1/customers/${customerId}/erasure`, {
      reason: 'asked',
    });
    const previewed = await requestWhen(`/v1/customer-erasures/${blocked.id}`, 'previewed');
    const codes = previewed.services.flatMap(({ blockers }) => blockers.map(({ code }) => code));
    expect(codes.sort()).toEqual(['CLAIM_OPEN', 'COMPLAINT_OPEN', 'RETURN_OPEN']);
    const refused = await merchant('order').post(`/v1/customer-erasures/${blocked.id}/confirm`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'ERASURE_BLOCKED' } });

    await created(desk, `/v1/complaints/${complaint.id}/solve`, {
      ...{ cause: 'other', partyAtFault: 'carrier', resolution: 'explanation' },
    });
    await created(desk, `/v1/returns/${returnId}/cancel`);
    await created(desk, `/v1/claims/${claim.id}/decision`, { decision: 'rejected', detail: traces.comment });
  }

  beforeAll(async () => {
    system = await WholeSystem.start();
    merchant = await system.clientOf('merchant');
    await live();
    const { body } = await merchant('order').get<{ items: { id: string }[] }>(
      `/v1/customers?email=${encodeURIComponent(traces.email.toUpperCase())}`,
    );
    customerId = body.items[0]?.id ?? '';
    await speak();
  });

  afterAll(() => system.stop());

  it('has a name in the list of personal data for every column that could hold it', async () => {
    const people = 'e.?mail|phone|name|address|recipient|customer|ship_to|token$|city|place$|contact|tracking';
    const words = 'text|comment|body|note|detail|description|content|response|answer$|facts|telling|photo|error|url';
    const unnamed: string[] = [];
    for (const { name, personalData } of definitions) {
      const columns = await system.database(name).query<{ table: string; column: string }[]>(
        `SELECT table_name AS table, column_name AS column FROM information_schema.columns
         WHERE table_schema = 'public' AND column_name ~* $1 AND table_name !~ '^outbox_archive_'`,
        [`${people}|${words}`],
      );
      const named = new Set(
        personalData?.tables.flatMap((table) => Object.keys(table.columns).map((column) => `${table.table}.${column}`)),
      );
      const harmless = { ...personalData?.harmless, ...harmlessEverywhere };
      for (const { table, column } of columns)
        if (!named.has(`${table}.${column}`) && !(`${table}.${column}` in harmless) && !(`${table}.*` in harmless))
          unnamed.push(`${name}: ${table}.${column}`);
    }
    expect(unnamed).toEqual([]);
  });

  it('is found by e-mail, phone, order and number, under one id', async () => {
    for (const query of [`phone=%2B${traces.phone}`, `orderId=${order.id}`, 'q=p-1', `q=${traces.email}`]) {
      const { body } = await merchant('order').get<{ items: { id: string }[] }>(`/v1/customers?${query}`);
      expect(body.items.map(({ id }) => id)).toEqual([customerId]);
    }
    const { body } = await merchant('order').get(`/v1/customers/${customerId}`);
    expect(body).toMatchObject({
      ...{ email: traces.email, name: traces.name, language: 'tr', phones: [traces.phone] },
      figures: [{ currency: 'TRY', orders: 1, totalMinor: 29_980, averageMinor: 29_980 }],
      orders: [{ id: order.id, parcels: [{ trackingNumber: traces.tracking, status: 'delivered' }] }],
    });
  });

  it('is no other merchant’s business', async () => {
    const stranger = (await system.clientOf('merchant', null, uuidv7()))('order');
    expect((await stranger.get(`/v1/customers/${customerId}`)).status).toBe(404);
    expect((await stranger.get<{ items: [] }>(`/v1/customers?email=${traces.email}`)).body.items).toEqual([]);
    expect((await stranger.post(`/v1/customers/${customerId}/exports`)).status).toBe(404);
  });

  it('reads every page in the language that was chosen on one of them', async () => {
    const page = new URL(order.trackingUrl).pathname;
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const choose = (language: string) =>
      system.anybody('notification').post(`${page}/preferences`, `shown=language&language=${language}`, form);
    const languages = async (): Promise<string[]> => {
      const shown = await Promise.all([
        ...[
          system.anybody('shipping-tracker').get<string>(page),
          system.anybody('after-sales').get<string>(`${page}/help`),
        ],
        ...[
          system.anybody('order').get<string>(`${page}/data`),
          system.anybody('notification').get<string>(`${page}/preferences`),
        ],
      ]);
      return shown.map(({ body }) => /<html lang="(\w+)">/.exec(body)?.[1] ?? '');
    };
    expect((await choose('en')).status).toBe(303);
    await eventually(async () => expect(await languages()).toEqual(['en', 'en', 'en', 'en']), PATIENT);
    const { body } = await merchant('order').get(`/v1/customers/${customerId}`);
    expect(body).toMatchObject({ language: 'en' });
    await choose('tr');
    await eventually(async () => expect(await languages()).toEqual(['tr', 'tr', 'tr', 'tr']), PATIENT);
  });

  it('is handed out whole, from every service, for a limited time', async () => {
    await eventually(() => expect(system.mails.join('')).toContain('Zerrin'));
    const { id } = await created<Request>(merchant('order'), `/v1/customers/${customerId}/exports`);
    const ready = await requestWhen(`/v1/customer-exports/${id}`, 'ready');
    expect(ready.services.map(({ state }) => state)).toEqual(definitions.map(() => 'answered'));
    const file = await merchant('order').get(`/v1/customer-exports/${id}/file`);
    const text = JSON.stringify(file.body);
    for (const mark of marks) expect(text).toContain(mark);
    for (const mark of secretMarks) expect(text).not.toContain(mark);
    expect(
      (await merchant('order').get<Request>(`/v1/customer-exports/${id}`)).body.log.map(({ action }) => action),
    ).toEqual(['requested', 'ready', 'downloaded']);
    // The parts went over the bus sealed, and nobody has the key any more.
    const [row] = await system
      .database('order')
      .query<{ private_key: null }[]>(`SELECT private_key FROM customer_requests WHERE id = $1`, [id]);
    expect(row?.private_key).toBeNull();
  });

  describe('asked for on the page of an order', () => {
    const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
    const page = (): string => `${new URL(order.trackingUrl).pathname}/data`;
    const visitor = (): TestClient => system.anybody('order');
    const press = (name: string) => visitor().post<string>(`${page()}/${name}?lang=en`, '', FORM);
    const ownRequests = async (path: string): Promise<(Request & { requestedBy: string })[]> => {
      const { body } = await merchant('order').get<{ items: (Request & { requestedBy: string })[] }>(path);
      return body.items.filter(({ requestedBy }) => requestedBy === 'customer');
    };

    it('goes to the address of the order, for one use, and is shown to nobody before', async () => {
      const shown = await visitor().get<string>(`${page()}?lang=tr`);
      expect(shown).toMatchObject({ status: 200, body: expect.stringContaining('Verilerimi gönder') });
      for (const mark of marks) expect(shown.body).not.toContain(mark);
      const answers = [...(await Promise.all([press('export'), press('export')])), await press('export')];
      expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
      const [asked, ...more] = await ownRequests('/v1/customer-exports');
      expect(more).toEqual([]);
      await requestWhen(`/v1/customer-exports/${asked?.id ?? ''}`, 'ready');
      expect((await visitor().get<string>(`${page()}?lang=en`)).body).toContain('was sent to the e-mail address');

      const linked = new RegExp(`${page()}/([\\w-]{32})`);
      const link = await eventually(() => {
        // Long lines of a mail are broken.
        const found = linked.exec(system.mails.join('').replaceAll(/=\r?\n/g, ''))?.[1];
        if (found === undefined) throw new Error('no mail yet');
        return found;
      }, PATIENT);
      // Programs that look at links use nothing up, and another order's page leads nowhere.
      const look = () => visitor().get<string>(`${page()}/${link}?lang=en`);
      for (const { body } of [await look(), await look()]) expect(body).toContain('Download');
      expect((await visitor().get(`/track/another/data/${link}`)).status).toBe(404);
      const file = await press(link);
      expect(file.headers.get('content-disposition')).toContain('attachment');
      for (const mark of marks) expect(JSON.stringify(file.body)).toContain(mark);
      expect((await press(link)).status).toBe(404);
      expect((await visitor().get(`${page()}/${link}`)).status).toBe(404);
      expect((await visitor().get<string>(`${page()}?lang=en`)).body).toContain('Send me my data');
    });

    it('is erased by nobody but the merchant, who sees one request however often it was asked for', async () => {
      await Promise.all([press('erasure'), press('erasure')]);
      await press('erasure');
      const [asked, ...more] = await ownRequests('/v1/customer-erasures');
      expect(more).toEqual([]);
      await requestWhen(`/v1/customer-erasures/${asked?.id ?? ''}`, 'previewed');
      expect((await visitor().get<string>(`${page()}?lang=en`)).body).toContain('nothing has been erased yet');
      const { body } = await merchant('order').get<{ email: string }>(`/v1/customers/${customerId}`);
      expect(body.email).toBe(traces.email);
    });

    it('looks like no order at a foreign address, and makes who guesses wait', async () => {
      const wrong = await visitor().get<string>('/track/guessed/data?lang=en');
      expect(wrong).toMatchObject({ status: 404, body: expect.stringContaining('We cannot find this order') });
      expect((await visitor().post('/track/guessed/data/export', '', FORM)).status).toBe(404);
      // Twenty are let through in a minute; the minute may end in between.
      let status = 404;
      for (let at = 0; at < 41 && status === 404; at += 1)
        ({ status } = await visitor().get(`/track/guess-${String(at)}/data`));
      expect(status).toBe(429);
    });
  });

  describe('kept long enough', () => {
    const LONG_AGO = new Date(Date.now() - 4_000 * 86_400_000).toISOString();
    const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString();

    /** What a sweep may take, and the rows that stand for it: of before, and of now. */
    interface Kept {
      readonly service: string;
      readonly table: string;
      /** Of a row: whether it says anything about a person. */
      readonly says: string;
      /** What a copy of a row has of its own. */
      readonly row: (at: string) => Record<string, unknown>;
    }
    const kinds: readonly Kept[] = [
      {
        ...{ service: 'order', table: 'store_deliveries', says: 'octet_length(body) > 0' },
        row: (at) => ({ delivery_key: uuidv7(), body: 'kept', received_at: at }),
      },
      {
        ...{ service: 'notification', table: 'notifications', says: 'recipient IS NOT NULL' },
        row: (at) => ({
          ...{ dedupe_key: uuidv7(), message_id: uuidv7(), audience: 'customer', recipient: 'kept@example.com' },
          ...{ status: 'sent', test_texts: null, created_at: at },
        }),
      },
      {
        ...{ service: 'notification', table: 'push_subscriptions', says: 'endpoint IS NOT NULL' },
        row: (at) => ({ endpoint: `https://push.example/${uuidv7()}`, used_at: at }),
      },
      {
        ...{ service: 'after-sales', table: 'complaint_messages', says: `text <> '–'` },
        row: (at) => ({ mail_id: null, text: 'kept', written_at: at }),
      },
    ];

    const copies: { service: string; table: string; id: string }[] = [];
    const copy = async ({ service, table, row }: Kept, at: string): Promise<string> => {
      const id = uuidv7();
      await system.database(service).query(
        `INSERT INTO ${table} OVERRIDING SYSTEM VALUE
         SELECT (jsonb_populate_record(t, $1::jsonb)).* FROM ${table} AS t LIMIT 1`,
        [JSON.stringify({ id, ...row(at) })],
      );
      copies.push({ service, table, id });
      return id;
    };
    const stillSays = async ({ service, table, says }: Kept, id: string): Promise<boolean> => {
      const rows = await system
        .database(service)
        .query<unknown[]>(`SELECT FROM ${table} WHERE id = $1 AND ${says}`, [id]);
      return rows.length === 1;
    };
    const sweepAll = async (): Promise<void> => {
      for (const name of new Set(kinds.map(({ service }) => service))) await system.sweep(name);
    };
    const complaintsSolved = (at: string): Promise<unknown> =>
      system.database('after-sales').query(`UPDATE complaints SET solved_at = $1`, [at]);

    beforeAll(async () => {
      const store = uuidv7();
      const orders = system.database('order');
      await orders.query(
        `INSERT INTO stores (id, merchant_id, platform, name, domain, webhook_secret)
         VALUES ($1, $2, 'shopify', 'Shop', 'shop.example', 'secret')`,
        [store, system.merchantId],
      );
      await orders.query(
        `INSERT INTO store_deliveries (id, store_id, delivery_key, topic, body, state)
         VALUES ($1, $2, 'k', 'orders/create', 'Ayşe', 'processed')`,
        [uuidv7(), store],
      );
    });

    afterAll(async () => {
      for (const { service, table, id } of copies)
        await system.database(service).query(`DELETE FROM ${table} WHERE id = $1`, [id]);
    });

    it('has a row here for each kind that goes by its own time', () => {
      const listed = definitions.flatMap(({ name, personalData }) =>
        (personalData?.tables ?? []).filter(({ retention }) => retention).map(({ table }) => `${name}.${table}`),
      );
      expect(kinds.map(({ service, table }) => `${service}.${table}`).sort()).toEqual(listed.sort());
    });

    // A message of a conversation that ended yesterday went because it had been written long ago.
    it('stays while the conversation that it belongs to has not ended that long ago', async () => {
      const [messages] = kinds.filter(({ table }) => table === 'complaint_messages');
      if (!messages) throw new Error('no messages');
      const id = await copy(messages, LONG_AGO);
      await complaintsSolved(YESTERDAY);
      await system.sweep(messages.service);
      expect(await stillSays(messages, id)).toBe(true);
    });

    it('goes, and nothing else does; dying half-way and twice is harmless', async () => {
      await complaintsSolved(LONG_AGO);
      const rows = await Promise.all(
        kinds.map(async (kind) => ({ kind, old: await copy(kind, LONG_AGO), young: await copy(kind, YESTERDAY) })),
      );
      // The last kind of a service cannot be swept: what came before it has gone, and the next hour goes on.
      const database = system.database('notification');
      await database.query(`
        CREATE FUNCTION dies() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'died'; END $$;
        CREATE TRIGGER dies BEFORE DELETE ON push_subscriptions FOR EACH ROW EXECUTE FUNCTION dies()`);
      await expect(system.sweep('notification')).rejects.toThrow('died');
      await database.query(`DROP TRIGGER dies ON push_subscriptions; DROP FUNCTION dies`);
      for (const times of ['once', 'twice']) {
        await sweepAll();
        for (const { kind, old, young } of rows)
          expect([times, kind.table, await stillSays(kind, old), await stillSays(kind, young)]).toEqual([
            ...[times, kind.table, false, true],
          ]);
      }
      await complaintsSolved(YESTERDAY);
    });
  });

  it('is erased everywhere, stays erased, and the proof stays', async () => {
    const before = await figures();
    const asked = await created<Request>(merchant('order'), `/v1/customers/${customerId}/erasure`, { reason: 'asked' });
    const path = `/v1/customer-erasures/${asked.id}`;
    const previewed = await requestWhen(path, 'previewed');
    expect(previewed.services.flatMap(({ blockers }) => blockers)).toEqual([]);
    await created(merchant('order'), `${path}/confirm`);
    const done = await requestWhen(path, 'done');

    await expectNoTrace([...marks, ...secretMarks]);
    await eventually(async () =>
      expect(await readdir(join(system.folder, 'photos'), { recursive: true })).toHaveLength(1),
    );
    expect(await figures()).toEqual(before);
    expect(done.emailHmac).toMatch(/^[0-9a-f]{64}$/);
    expect(done.services.find(({ service }) => service === 'after-sales')?.counts).toEqual(
      expect.arrayContaining([
        { kind: 'complaint-messages', rows: 2 },
        { kind: 'photos', rows: 1 },
      ]),
    );
    expect(done.services.find(({ service }) => service === 'notification')?.counts).toContainEqual({
      kind: 'push-subscriptions',
      rows: 1,
    });
    expect((await merchant('order').get(`/v1/customers/${customerId}`)).body).toMatchObject({
      email: null,
      orders: [],
    });
    expect((await merchant('order').get(`/v1/customers?email=${traces.email}`)).body).toMatchObject({ items: [] });
    await comesLate();
  });

  /** A replay, or what the broker held up, may bring `order.placed` of somebody erased: it must not bring her back. */
  async function comesLate(): Promise<void> {
    const late = uuidv7();
    const erasure = { erasureId: uuidv7(), requestedBy: 'merchant', orderIds: [late], emailHmac: null };
    const at = { merchantId: system.merchantId, requestedAt: new Date().toISOString() };
    await publish(CustomerErasureRequested, erasure.erasureId, { ...erasure, requestedAt: at.requestedAt });
    await publish(OrderPlaced, late, {
      ...{ orderId: late, externalId: 'P-2', source: 'rest', currency: 'TRY', placedAt: at.requestedAt },
      customer: { ...aCustomer, name: traces.name, email: traces.email },
      shippingAddress: { ...anAddress, line1: traces.street, city: traces.city },
      lines: [],
      ...{ goodsMinor: 0, shippingMinor: 0, discountMinor: 0, totalMinor: 0, trackingToken: 'Qxtoken' },
      ...{ payment: { method: 'card', status: 'paid' }, promiseBy: null },
    });
    const [known] = await system
      .database('notification')
      .query<{ email: null }[]>(`SELECT email FROM known_orders WHERE order_id = $1`, [late]);
    expect(known).toEqual({ email: null });
    await expectNoTrace([...marks, 'Qxtoken']);
  }

  async function publish<T extends object>(eventClass: EventClass<T>, key: string, data: T): Promise<void> {
    const id = uuidv7();
    const identity = { ...eventInfo(eventClass), id, key, merchantId: system.merchantId, keyVersion: 1 };
    const origin = { occurredAt: new Date().toISOString(), producer: 'test', correlationId: id };
    await system.bus.publish([toWire({ ...identity, ...origin, causationId: null, traceparent: null, data })]);
  }

  async function expectNoTrace(texts: readonly string[]): Promise<void> {
    for (const { name } of definitions) expect(await system.rowsWith(name, texts)).toEqual([]);
  }

  async function figures(): Promise<unknown> {
    const [money] = await system
      .database('order')
      .query<unknown[]>(
        `SELECT count(*)::int AS orders, sum(total_minor)::int AS total, sum(goods_minor)::int AS goods FROM orders`,
      );
    const [said] = await system.database('after-sales').query<unknown[]>(
      `SELECT (SELECT count(*)::int FROM complaints) AS complaints, (SELECT count(*)::int FROM complaint_messages) AS messages,
                (SELECT count(*)::int FROM returns) AS returns, (SELECT sum(amount_minor)::int FROM claims) AS claimed`,
    );
    return [money, said];
  }

  it('is in no log line, from the order to the erasure', () => {
    const lines = system.logs();
    expect(lines.length).toBeGreaterThan(1_000);
    for (const mark of [...marks, ...secretMarks]) expect(lines).not.toContain(mark);
  });
});
