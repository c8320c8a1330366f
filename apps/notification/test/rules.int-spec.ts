import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { answersToTwo, editedByTwo, eventually, startServiceUnderTest, type ServiceUnderTest } from '#testing';
import { notificationService } from '../src/service.js';
import {
  anOrder,
  arrived,
  cancelled,
  changed,
  delivered,
  merchant,
  placed,
  promised,
  registered,
  type TestOrder,
} from './builders.js';
import { MailSink } from './mail-sink.js';

interface Rules {
  id: string;
  version: number;
  state: string;
  content: object;
}

const sink = new MailSink();
let service: ServiceUnderTest;

beforeAll(async () => {
  service = await startServiceUnderTest(notificationService, {
    SMTP_URL: await sink.start(),
    MAIL_RETRY_FIRST_MS: '50',
  });
});
afterAll(async () => {
  await service.stop();
  await sink.stop();
});

const path = '/v1/notification-rules';

async function activeRules(merchantId: string, content: object): Promise<Rules> {
  const client = await service.asMerchant(merchantId);
  const draft = await client.post<Rules>(path, { name: 'Calm', content });
  expect(draft.status).toBe(201);
  const active = await client.post<Rules>(`${path}/${draft.body.id}/activate`, {});
  expect(active.body).toMatchObject({ state: 'active' });
  return active.body;
}

async function stateOf(order: TestOrder): Promise<string[]> {
  const client = await service.asMerchant(order.merchantId);
  const { body } = await client.get<{
    items: { template: string; status: string; statusReason: string | null; rulesVersion: number | null }[];
  }>(`/v1/notifications?orderId=${order.orderId}`);
  return body.items
    .reverse()
    .map(({ template, status, statusReason }) => [template, status, statusReason].filter(Boolean).join(' '));
}

async function tellAll(order: TestOrder, parcel = uuidv7()): Promise<void> {
  await service.publish(merchant(order));
  await service.publish(placed(order));
  await service.publish(registered(order, parcel));
  await service.publish(changed(order, parcel, 'out_for_delivery'));
  await service.publish(delivered(order, parcel));
}

describe('the texts of a merchant', () => {
  const templates = '/v1/message-templates';
  const own = {
    template: 'order-shipped',
    language: 'tr',
    texts: { subject: 'Yolda: {order}', headline: 'Merhaba {name}', body: '{sender} gönderdi.', more: 'Sevgiler' },
  };

  it('are seen on a real order first, then sent, then taken back', async () => {
    const order = anOrder();
    await service.publish(merchant(order));
    await service.publish(placed(order));
    await service.publish(registered(order, uuidv7()));
    await eventually(() => expect(sink.to(order.email)).toHaveLength(2));
    const client = await service.asMerchant(order.merchantId);
    const draft = await client.post<{ id: string; version: number }>(templates, own);
    expect(draft).toMatchObject({ status: 201, body: { version: 1, state: 'draft' } });
    const path = `${templates}/${draft.body.id}`;
    const listed = async (query: string): Promise<object[]> =>
      (await client.get<{ items: object[] }>(`${templates}?${query}`)).body.items;
    expect(await listed('template=order-shipped&language=tr&state=draft')).toHaveLength(1);
    expect(await listed('state=active')).toEqual([]);
    expect(await listed('template=delivered')).toEqual([]);
    expect((await client.get(`${templates}/examples?template=order-shipped`)).body).toEqual({
      items: [{ orderId: order.orderId, orderNumber: '1001' }],
    });
    expect((await client.get(`${templates}/examples?template=delivered`)).body).toEqual({ items: [] });
    const preview = await client.get<{ subject: string; html: string }>(`${path}/preview?orderId=${order.orderId}`);
    expect(preview.body.subject).toBe('Yolda: 1001');
    expect(preview.body.html).toContain('Merhaba Ayşe');

    // A test of it reaches the merchant only, and counts for nothing.
    const test = await client.post(`${path}/test`, { orderId: order.orderId, to: 'me@shop.example' });
    expect(test.status).toBe(202);
    await eventually(() => expect(sink.subjects('me@shop.example')).toEqual(['[Test] Yolda: 1001']));
    expect(sink.to(order.email)).toHaveLength(2);
    const told = await client.get<{ items: { test: boolean; status: string }[] }>(
      `/v1/notifications?orderId=${order.orderId}`,
    );
    expect(told.body.items.map((one) => one.test)).toEqual([true, false, false]);
    await eventually(() => expect(service.published().filter(({ key }) => key === order.orderId)).toHaveLength(2));
    const many = await Promise.all(
      Array.from({ length: 10 }, () => client.post(`${path}/test`, { orderId: order.orderId, to: 'me@shop.example' })),
    );
    expect(many.filter(({ status }) => status === 429)).toHaveLength(1);

    const shipAgain = async (subject: string): Promise<void> => {
      const next = anOrder({ merchantId: order.merchantId });
      await service.publish(placed(next));
      await service.publish(registered(next, uuidv7()));
      await eventually(() => expect(sink.subjects(next.email)[1]).toBe(subject));
    };
    expect((await client.post(`${path}/activate`, {})).body).toMatchObject({ state: 'active' });
    expect((await client.put(path, { texts: own.texts }, { 'if-match': '*' })).status).toBe(409);
    await shipAgain('Yolda: 1001');
    await client.post(`${path}/archive`, {});
    await shipAgain('1001 numaralı siparişiniz yolda');
    expect((await (await service.asMerchant(uuidv7())).get(path)).status).toBe(404);
  });

  it('are drafted by an operator for a merchant that it names', async () => {
    const operator = await service.asOperator();
    expect((await operator.post(templates, own)).status).toBe(400);
    const merchantId = uuidv7();
    expect((await operator.post(`${templates}?merchantId=${merchantId}`, own)).body).toMatchObject({ merchantId });
  });

  it('are changed by one person at a time', async () => {
    const changed = (subject: string): object => ({ texts: { ...own.texts, subject } });
    const [mine, theirs] = [await service.asMerchant(), await service.asOperator()];
    const heard = await editedByTwo(mine, theirs, { path: templates, made: own, changed });
    expect(heard).toEqual(answersToTwo('MESSAGE_TEMPLATE'));
  });

  it('that could not be sent are refused by name', async () => {
    const client = await service.asMerchant(uuidv7());
    const answer = await client.post<{ errors: { pointer: string; code: string }[] }>(templates, {
      ...own,
      texts: { ...own.texts, body: '{password}', more: '<script>' },
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
      '/texts/body UNKNOWN_PLACEHOLDER',
      '/texts/more MARKUP',
    ]);
  });
});

describe('the rules of a merchant', () => {
  it('are changed by one person at a time', async () => {
    const changed = (name: string): object => ({ name, content: { capPerOrder: 3 } });
    const [mine, theirs] = [await service.asMerchant(), await service.asOperator()];
    const heard = await editedByTwo(mine, theirs, { path, made: { name: 'Calm', content: {} }, changed });
    expect(heard).toEqual(answersToTwo('NOTIFICATION_RULES'));
  });

  it('decide what its customers are told, within the cap of an order', async () => {
    const order = anOrder();
    await activeRules(order.merchantId, { rules: [{ template: 'order-shipped', told: false }], capPerOrder: 1 });
    await tellAll(order);
    await eventually(async () =>
      expect(await stateOf(order)).toEqual([
        'order-placed sent',
        'order-shipped skipped RULE_OFF',
        'out-for-delivery sent',
        'delivered skipped CAP_REACHED',
      ]),
    );
    expect(sink.to(order.email)).toHaveLength(2);
  });

  // A rehearsal with a slow clock: every message that rules may hold back waited until the process's clock had come to
  // the moment at which the database had planned it.
  it('are applied by one clock, also by a process that is four minutes behind', async () => {
    const order = anOrder();
    await activeRules(order.merchantId, { capPerOrder: 100 });
    const RealDate = Date;
    globalThis.Date = new Proxy(RealDate, {
      construct: (target, args: unknown[], newTarget) =>
        Reflect.construct(target, args.length === 0 ? [RealDate.now() - 240_000] : args, newTarget) as Date,
    });
    try {
      await tellAll(order);
      await eventually(async () =>
        expect(await stateOf(order)).toEqual([
          'order-placed sent',
          'order-shipped sent',
          'out-for-delivery sent',
          'delivered sent',
        ]),
      );
    } finally {
      globalThis.Date = RealDate;
    }
  });

  it('hold a message back without holding up the ones after it, and what waits is left out when it is no news', async () => {
    const order = anOrder();
    await activeRules(order.merchantId, { rules: [{ template: 'order-shipped', delayMinutes: 60 }] });
    await tellAll(order);
    await eventually(async () =>
      expect(await stateOf(order)).toEqual([
        'order-placed sent',
        'order-shipped pending DELAYED',
        'out-for-delivery sent',
        'delivered sent',
      ]),
    );
    await service.dataSource.query(
      `UPDATE notifications SET not_before = now(), next_attempt_at = now() WHERE order_id = $1 AND status = 'pending'`,
      [order.orderId],
    );
    await eventually(async () => expect((await stateOf(order))[1]).toBe('order-shipped skipped STORY_MOVED_ON'));
  });

  it('end a silence with a word that there is nothing new, until the order is there', async () => {
    const order = anOrder();
    await activeRules(order.merchantId, { maxSilenceHours: 48 });
    await service.publish(merchant(order));
    await service.publish(placed(order));
    await eventually(async () => expect(await stateOf(order)).toEqual(['order-placed sent', 'nothing-new pending']));
    const [planned] = await service.dataSource.query<{ hours: number }[]>(
      `SELECT extract(epoch FROM n.not_before - p.sent_at)::float / 3600 AS hours
         FROM notifications n JOIN notifications p ON p.order_id = n.order_id AND p.template = 'order-placed'
        WHERE n.order_id = $1 AND n.template = 'nothing-new'`,
      [order.orderId],
    );
    expect(planned?.hours).toBeLessThan(48);
    expect(planned?.hours).toBeGreaterThan(47);
    // The silence is over, and the next begins.
    await service.dataSource.query(
      `UPDATE notifications SET not_before = now(), next_attempt_at = now() WHERE order_id = $1 AND status = 'pending'`,
      [order.orderId],
    );
    await eventually(async () =>
      expect(await stateOf(order)).toEqual(['order-placed sent', 'nothing-new sent', 'nothing-new pending']),
    );
    // News takes the word back that there is none, and the end of the order ends it for good.
    await service.publish(registered(order, uuidv7()));
    await eventually(async () =>
      expect((await stateOf(order)).slice(2)).toEqual([
        'nothing-new skipped NEWS_CAME',
        'order-shipped sent',
        'nothing-new pending',
      ]),
    );
    await service.publish(arrived(order));
    await eventually(async () => expect((await stateOf(order))[4]).toBe('nothing-new skipped STORY_ENDED'));
    expect(sink.to(order.email)).toHaveLength(3);
  });

  it('are versions: a draft changes, what was active comes back, and only one is active', async () => {
    const merchantId = uuidv7();
    const client = await service.asMerchant(merchantId);
    const first = await activeRules(merchantId, { capPerOrder: 3 });
    const second = await activeRules(merchantId, { quietHours: { fromMinute: 1_260, toMinute: 540 } });
    expect([first.version, second.version]).toEqual([1, 2]);
    const any = { 'if-match': '*' };
    expect((await client.put(`${path}/${second.id}`, { name: 'x', content: {} }, any)).status).toBe(409);
    await client.post(`${path}/${first.id}/activate`, {});
    const { body } = await client.get<{ items: Rules[] }>(path);
    expect(body.items.map(({ version, state }) => `${String(version)} ${state}`)).toEqual(['2 archived', '1 active']);
    const stranger = await service.asMerchant(uuidv7());
    expect((await stranger.get(`${path}/${first.id}`)).status).toBe(404);
  });

  it('are refused when they say what cannot be', async () => {
    const client = await service.asMerchant(uuidv7());
    const refused = async (content: object): Promise<void> =>
      expect((await client.post(path, { name: 'x', content })).status).toBe(422);
    await refused({ rules: [{ template: 'withdrawal-acknowledged', told: false }] });
    await refused({ rules: [{ template: 'delivered' }, { template: 'delivered' }] });
    await refused({ quietHours: { fromMinute: 1_440, toMinute: 0 } });
    await refused({ capPerOrder: -1 });
    await refused({ surprise: true });
    await refused({ rules: [{ template: 'delivered', gathers: ['delivered'] }] });
    await refused({ rules: [{ template: 'delivered', untilMinute: 1_080 }] });
    await refused({ rules: [{ template: 'parcels-digest', gathers: ['delayed'] }] });
    await refused({ rules: [{ template: 'parcels-digest', delayMinutes: 1_441 }] });
  });

  it('are tried on a real order before they hold', async () => {
    const order = anOrder();
    await tellAll(order);
    await eventually(() => expect(sink.to(order.email)).toHaveLength(4));
    const client = await service.asMerchant(order.merchantId);
    const content = { rules: [{ template: 'delivered', told: false }], capPerOrder: 1 };
    const draft = await client.post<Rules>(path, { name: 'Try', content });
    const preview = await client.get<{ items: { template: string; outcome: string; reason: string | null }[] }>(
      `${path}/${draft.body.id}/preview?orderId=${order.orderId}`,
    );
    expect(
      preview.body.items.map(({ template, outcome, reason }) => `${template} ${outcome} ${reason ?? '-'}`),
    ).toEqual([
      'order-placed told -',
      'order-shipped told -',
      'out-for-delivery dropped CAP_REACHED',
      'delivered dropped RULE_OFF',
    ]);
    expect((await client.get(`${path}/${draft.body.id}/preview?orderId=${uuidv7()}`)).status).toBe(404);
  });
});

describe('the digest of a split order', () => {
  /** Placed, with rules that gather what leaves. */
  async function split(content: object = {}): Promise<{ order: TestOrder; rules: Rules }> {
    const order = anOrder();
    const rules = await activeRules(order.merchantId, { rules: [{ template: 'parcels-digest' }], ...content });
    await service.publish(merchant(order));
    await service.publish(placed(order));
    await eventually(() => expect(sink.to(order.email)).toHaveLength(1));
    return { order, rules };
  }

  async function leave(order: TestOrder): Promise<string> {
    const parcel = uuidv7();
    await service.publish(registered(order, parcel, 1));
    return parcel;
  }

  /** Ends the windows that are open. */
  const endWindow = (order: TestOrder): Promise<unknown> =>
    service.dataSource.query(
      `UPDATE notifications SET not_before = now(), next_attempt_at = now()
        WHERE order_id = $1 AND template = 'parcels-digest' AND status = 'pending' AND attempts = 0`,
      [order.orderId],
    );

  const about = async (order: TestOrder, template: string): Promise<string[]> =>
    (await stateOf(order)).filter((state) => state.startsWith(template));

  it('is one message of all its parcels, as they are when it leaves', async () => {
    const { order, rules } = await split({ maxSilenceHours: 48 });
    const [first, second] = [await leave(order), await leave(order)];
    await eventually(async () =>
      expect(await about(order, 'order-shipped')).toEqual(Array(2).fill('order-shipped skipped IN_DIGEST')),
    );
    expect(await about(order, 'parcels-digest')).toEqual(['parcels-digest pending']);
    const [window] = await service.dataSource.query<{ minutes: number }[]>(
      `SELECT extract(epoch FROM d.not_before - min(f.created_at))::float / 60 AS minutes
         FROM notifications d JOIN notifications f ON f.digest_id = d.id WHERE d.order_id = $1 GROUP BY d.not_before`,
      [order.orderId],
    );
    expect(window?.minutes).toBeCloseTo(240, 0);

    const client = await service.asMerchant(order.merchantId);
    const own = { subject: 'Paketler: {total}', headline: 'Merhaba', body: '{delivered}', more: '{toCome}' };
    const texts = await client.post<{ id: string }>('/v1/message-templates', {
      ...{ template: 'parcels-digest', language: 'tr', texts: own },
    });
    const previewOf = `/v1/message-templates/${texts.body.id}/preview?orderId=${order.orderId}`;
    expect((await client.get<{ subject: string }>(previewOf)).body.subject).toBe('Paketler: 2');

    await service.publish(changed(order, first, 'in_transit'));
    await service.publish(promised(order, second, '2026-11-25'));
    await endWindow(order);
    const mail = await eventually(() => {
      expect(sink.to(order.email)).toHaveLength(2);
      return sink.to(order.email)[1]!;
    });
    expect(mail.subject).toBe('1001 numaralı siparişiniz: 2 paket yolda');
    for (const body of [mail.text, mail.html]) {
      expect(body).toContain('Aras, takip no. AR7701: yolda');
      expect(body).toContain('Aras, takip no. AR7701: yola çıktı, en geç 25 Kasım Çarşamba');
    }
    // It ended the silence, and the next begins.
    await eventually(async () =>
      expect(await about(order, 'nothing-new')).toEqual(['nothing-new skipped NEWS_CAME', 'nothing-new pending']),
    );
    const { body } = await client.get<{ items: { template: string; outcome: string }[] }>(
      `${path}/${rules.id}/preview?orderId=${order.orderId}`,
    );
    expect(body.items.map(({ template, outcome }) => `${template} ${outcome}`)).toEqual([
      'order-placed told',
      'order-shipped gathered',
      'order-shipped gathered',
      'parcels-digest told',
    ]);
    // What is told once is not told again, however often it is said.
    await service.publish(registered(order, first, 1));
    expect(await about(order, 'order-shipped')).toHaveLength(2);
  });

  it('says the same at every attempt, and what comes meanwhile opens the next', async () => {
    const { order } = await split();
    await leave(order);
    await eventually(async () => expect(await about(order, 'parcels-digest')).toEqual(['parcels-digest pending']));
    sink.mood(order.email, 'later');
    await endWindow(order);
    await eventually(async () =>
      expect((await about(order, 'parcels-digest'))[0]).toMatch('parcels-digest pending SMTP_451'),
    );
    await leave(order);
    sink.mood(order.email, 'accept');
    await eventually(() =>
      expect(sink.subjects(order.email).slice(1)).toEqual(['1001 numaralı siparişiniz: 1 paket yolda']),
    );
    await eventually(async () =>
      expect(await about(order, 'parcels-digest')).toEqual(['parcels-digest sent', 'parcels-digest pending']),
    );
    await endWindow(order);
    await eventually(() =>
      expect(sink.subjects(order.email).slice(2)).toEqual(['1001 numaralı siparişiniz: 2 paket yolda']),
    );
  });

  it('is sent as it was sealed by a process that died, and takes nothing more', async () => {
    const { order } = await split();
    await leave(order);
    await eventually(async () => expect(await about(order, 'parcels-digest')).toEqual(['parcels-digest pending']));
    await service.dataSource.query(
      `UPDATE notifications SET sealed_at = now() WHERE order_id = $1 AND template = 'parcels-digest'`,
      [order.orderId],
    );
    await leave(order);
    await eventually(async () => expect(await about(order, 'parcels-digest')).toHaveLength(2));
    await endWindow(order);
    await eventually(() =>
      expect(sink.subjects(order.email).slice(1)).toEqual([
        '1001 numaralı siparişiniz: 1 paket yolda',
        '1001 numaralı siparişiniz: 2 paket yolda',
      ]),
    );
  });

  it('is not sent when there is no news in it any more, or nothing to come', async () => {
    const { order: moved } = await split();
    const parcel = await leave(moved);
    await service.publish(changed(moved, parcel, 'out_for_delivery'));
    await eventually(async () => expect(await about(moved, 'out-for-delivery')).toEqual(['out-for-delivery sent']));
    await endWindow(moved);
    await eventually(async () =>
      expect([...(await about(moved, 'order-shipped')), ...(await about(moved, 'parcels-digest'))]).toEqual([
        'order-shipped skipped STORY_MOVED_ON',
        'parcels-digest skipped STORY_MOVED_ON',
      ]),
    );
    const { order: gone } = await split();
    await leave(gone);
    await eventually(async () => expect(await about(gone, 'parcels-digest')).toEqual(['parcels-digest pending']));
    await service.publish(cancelled(gone));
    await eventually(async () =>
      expect(await about(gone, 'parcels-digest')).toEqual(['parcels-digest skipped STORY_ENDED']),
    );
  });

  it('takes each parcel once, however its windows end', async () => {
    const { order } = await split();
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        await leave(order);
        await endWindow(order);
      }),
    );
    const told = await eventually(async () => {
      await endWindow(order);
      const rows = await service.dataSource.query<{ parcels: number; status: string }[]>(
        `SELECT count(f.id)::int AS parcels, d.status FROM notifications d LEFT JOIN notifications f ON f.digest_id = d.id
          WHERE d.order_id = $1 AND d.template = 'parcels-digest' GROUP BY d.id`,
        [order.orderId],
      );
      expect(rows.every(({ status }) => status === 'sent')).toBe(true);
      expect(rows.reduce((sum, { parcels }) => sum + parcels, 0)).toBe(8);
      return rows;
    });
    expect(told.every(({ parcels }) => parcels > 0)).toBe(true);
    expect(sink.to(order.email)).toHaveLength(1 + told.length);
  });
});
