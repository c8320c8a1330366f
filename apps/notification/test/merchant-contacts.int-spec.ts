import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { eventually, type ServiceUnderTest } from '#testing';
import { aComplaint, aReturn, escalated, reminded, returnApproved, returnRequested } from './after-sales-builders.js';
import { anOrder, merchant, placed, purchaseOrder, supplier, type TestOrder } from './builders.js';
import { MailSink, type SunkMail } from './mail-sink.js';
import { startMailing, stopMailing } from './mailing.js';
import { backordered, breached, disputed, left, refundFailed, rerouted, unroutable } from './merchant-builders.js';
import { sayAgainAndAgain } from './say-again.js';
import { anHourLater, rowsOf } from './shop-mails.js';

const path = '/v1/notification-contacts';
const sink = new MailSink();
let service: ServiceUnderTest;

beforeAll(async () => {
  service = await startMailing(sink, {
    PUBLIC_URL: 'https://kervan.example',
    MAIL_SETTLE_SECONDS: '0',
    MAIL_RETRY_FIRST_MS: '50',
  });
});
afterAll(() => stopMailing(service, sink));

interface Contact {
  email: string;
  language: 'tr' | 'en';
  templates?: string[];
}

/** A message as lists show it. */
interface Told {
  id: string;
  orderId: string;
  template: string;
  digestId: string | null;
}

/** An address that nothing was sent to. */
const anAddress = (): string => `${uuidv7()}@shop.example`;

async function name(merchantId: string, ...contacts: Contact[]): Promise<void> {
  expect((await (await service.asMerchant(merchantId)).put(path, { contacts })).status).toBe(200);
}

/** A shop with one person, and an order of it. */
async function aShop(
  templates?: string[],
): Promise<{ order: TestOrder; email: string; more: () => Promise<TestOrder> }> {
  const order = anOrder();
  const email = anAddress();
  await name(order.merchantId, { email, language: 'en', ...(templates ? { templates } : {}) });
  const more = async (): Promise<TestOrder> => {
    const next = anOrder({ merchantId: order.merchantId });
    await service.publish(placed(next));
    return next;
  };
  await service.publish(merchant(order));
  await service.publish(placed(order));
  return { order, email, more };
}

const rows = (email: string): Promise<string[]> => rowsOf(service, email);

const only = async (email: string): Promise<SunkMail> =>
  eventually(() => {
    expect(sink.to(email)).toHaveLength(1);
    return sink.to(email)[0]!;
  });

describe('the people of a shop', () => {
  it('get an hour of trouble as one list of each kind, each in their language, and nobody else does', async () => {
    const { order, email, more } = await aShop();
    const [turkish, stranger] = [anAddress(), await aShop()];
    await name(
      order.merchantId,
      { email, language: 'en' },
      { email: turkish, language: 'tr', templates: ['failed-refunds'] },
    );
    const orders = [order, await more(), await more()];
    await sayAgainAndAgain(service, [...orders.map((one) => unroutable(one)), refundFailed(order)]);
    expect(sink.to(email)).toEqual([]);
    await anHourLater(service, email, turkish);
    await eventually(() =>
      expect(sink.subjects(email).sort()).toEqual([
        '3 times no supplier for an order',
        'The refund of order 1001 failed',
      ]),
    );
    const list = sink.to(email).find(({ subject }) => subject?.startsWith('3'));
    expect(list?.text?.match(/^- Order 1001, 2 items: nobody has it in stock. Wait for stock.$/gm)).toHaveLength(3);
    expect(list?.html).toContain('nobody has it in stock');
    expect((await only(turkish)).subject).toBe('1001 numaralı siparişin iadesi ödenemedi');
    expect(sink.to(stranger.email)).toEqual([]);
    // All were due at once: each would take the others along, and wait for those that wait for it.
    expect(JSON.stringify(service.logs())).not.toContain('deadlock');

    // What is said of each order names the message that told it.
    const client = await service.asMerchant(order.merchantId);
    const { body } = await client.get<{ items: Told[] }>('/v1/notifications?limit=100');
    const unroutables = body.items.filter(({ template }) => template === 'unroutable-orders');
    expect(new Set(unroutables.map(({ orderId }) => orderId)).size).toBe(3);
    expect(new Set(unroutables.map(({ id, digestId }) => digestId ?? id)).size).toBe(1);
    await eventually(() => {
      const told = service.published().filter(({ merchantId }) => merchantId === order.merchantId);
      const toldTo = told.map(({ data }) => (data as { audience?: string }).audience);
      expect(toldTo.filter((audience) => audience === 'merchant')).toHaveLength(3);
      expect(JSON.stringify(told)).not.toContain('@');
    });
  });

  // A list is sealed with its first attempt: a server that takes it, and whose answer is lost, gets the same words again.
  it('get a list that was tried before as it was, and what came since in the next one', async () => {
    const { order, email, more } = await aShop();
    sink.mood(email, 'later');
    await service.publish(unroutable(order));
    await anHourLater(service, email);
    await eventually(() => expect(sink.tried).toContain(email));
    const next = await more();
    await service.publish(unroutable(next));
    await eventually(async () => expect(await rows(email)).toContain('unroutable-orders pending DELAYED'));
    sink.mood(email, 'accept');
    expect((await only(email)).subject).toBe('Order 1001 cannot be routed');
    await anHourLater(service, email);
    await eventually(() => expect(sink.to(email)).toHaveLength(2));
    expect(new Set(sink.to(email).map(({ messageId }) => messageId)).size).toBe(2);
  });

  // Between sealing and the first attempt lies a moment: what a process that died then held is told, by itself.
  it('get a list that a process sealed before it died', async () => {
    const { order, email, more } = await aShop();
    for (const one of [order, await more()]) await service.publish(unroutable(one));
    await eventually(async () => expect(await rows(email)).toEqual(Array(2).fill('unroutable-orders pending DELAYED')));
    await service.dataSource.query(
      `UPDATE notifications n SET sealed_at = now(),
              facts = facts || jsonb_build_object('news', jsonb_build_object('items', jsonb_build_array(facts), 'total', 3))
        WHERE id = (SELECT id FROM notifications WHERE recipient = $1 ORDER BY sequence LIMIT 1)`,
      [email],
    );
    // Routed again: what is sealed speaks of others as well.
    await service.publish(rerouted(order));
    // The other's hour is over first: it takes nothing along that is sealed.
    await service.dataSource.query(
      `UPDATE notifications SET created_at = created_at - interval '1 hour', next_attempt_at = now()
        WHERE recipient = $1 AND sealed_at IS NULL`,
      [email],
    );
    expect((await only(email)).subject).toBe('Order 1001 cannot be routed');
    await anHourLater(service, email);
    await eventually(() =>
      expect(sink.subjects(email).sort()).toEqual(['3 times no supplier for an order', 'Order 1001 cannot be routed']),
    );
  });

  it('hear of cases that wait for one of them, and read nothing that a customer or supplier wrote', async () => {
    const { order, email } = await aShop();
    const supplierId = uuidv7();
    await service.publish(supplier(order, supplierId, 'webhook', null));
    const [complaint, claimId] = [aComplaint(order), uuidv7()];
    await sayAgainAndAgain(service, [
      returnRequested(order, aReturn(order)),
      breached(order, complaint),
      // The breach is told already.
      escalated(order, complaint),
      disputed(order, supplierId),
      reminded(order, supplierId, claimId, 1),
    ]);
    await anHourLater(service, email);
    await eventually(() =>
      expect(sink.subjects(email).sort()).toEqual([
        'A supplier disputes a claim of order 1001',
        'Complaint C-12 is late',
        'Return R-4711 waits for your decision',
        'The credit note of claim CL-3 is overdue',
      ]),
    );
    expect(JSON.stringify(sink.to(email).map(({ text }) => text))).not.toContain('Yılmaz');
  });

  it('hear nothing of what was settled meanwhile', async () => {
    const { order, email } = await aShop();
    const id = aReturn(order);
    await service.publish(unroutable(order));
    await service.publish(returnRequested(order, id));
    await service.publish(returnApproved(order, id));
    await service.publish(rerouted(order));
    await service.publish(unroutable(order, 2));
    await anHourLater(service, email);
    await eventually(async () =>
      expect((await rows(email)).sort()).toEqual([
        'returns-to-decide skipped STORY_MOVED_ON',
        'unroutable-orders sent',
        'unroutable-orders skipped STORY_MOVED_ON',
      ]),
    );
    expect(sink.to(email)).toHaveLength(1);
  });

  it('hear of a backorder on the day on which it should have left, and not when it has', async () => {
    const { order, email } = await aShop(['late-backorders']);
    const supplierId = uuidv7();
    await service.publish(supplier(order, supplierId, 'webhook', null));
    const [shipped, late] = [uuidv7(), uuidv7()];
    for (const id of [shipped, late]) {
      await service.publish(purchaseOrder(order, supplierId, id));
      await service.publish(backordered(order, supplierId, id, '2999-12-31T09:00:00.000Z'));
    }
    await service.publish(left(order, supplierId, shipped));
    expect(await rows(email)).toEqual(['late-backorders skipped STORY_MOVED_ON', 'late-backorders pending']);
    await service.dataSource.query(
      `UPDATE notifications SET created_at = created_at - interval '1 day', not_before = now(), next_attempt_at = now()
        WHERE recipient = $1 AND status = 'pending'`,
      [email],
    );
    expect((await only(email)).text).toContain(
      'purchase order PO-7, one item from Anadolu Toptan: should have left by 31 December at 09:00 UTC and has not.',
    );
  });
});

describe('somebody of a shop who has had enough', () => {
  it('ends one kind with one click, for good, and hears of the others as before', async () => {
    const { order, email, more } = await aShop();
    await service.publish(refundFailed(order));
    await anHourLater(service, email);
    const mail = await only(email);
    const header = mail.headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '';
    const link = new URL(/<(.+)>/u.exec(header)?.[1] ?? '').pathname;
    expect((await service.http().get<string>(link)).body).toContain('No more mails of this kind?');
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await service.http().post(link, 'List-Unsubscribe=One-Click', form)).status).toBe(200);

    // Being named again does not undo what its owner said.
    await name(order.merchantId, { email, language: 'tr' });
    const client = await service.asMerchant(order.merchantId);
    expect((await client.get(path)).body).toEqual({
      contacts: [{ email, language: 'tr', templates: null, unsubscribed: ['failed-refunds'] }],
    });
    await service.publish(refundFailed(await more()));
    await service.publish(unroutable(order));
    await eventually(async () =>
      expect((await rows(email)).sort()).toEqual([
        'failed-refunds sent',
        'failed-refunds skipped UNSUBSCRIBED',
        'unroutable-orders pending DELAYED',
      ]),
    );
  });

  it('is not told any more by a shop that names it no more, or that switched the kind off', async () => {
    const { order, email } = await aShop();
    await service.publish(unroutable(order));
    await name(order.merchantId);
    await eventually(async () => expect(await rows(email)).toEqual(['unroutable-orders skipped NOT_NAMED']));

    const off = await aShop();
    const client = await service.asMerchant(off.order.merchantId);
    const rules = { name: 'Quiet', content: { rules: [{ template: 'unroutable-orders', told: false }] } };
    const draft = await client.post<{ id: string; version: number }>('/v1/notification-rules', rules);
    expect(draft).toMatchObject({ status: 201, body: { content: { rules: [{ delayMinutes: 60, told: false }] } } });
    await client.post(`/v1/notification-rules/${draft.body.id}/activate`, {});
    await service.publish(unroutable(off.order));
    await eventually(async () => expect(await rows(off.email)).toEqual(['unroutable-orders skipped RULE_OFF']));
    const forCustomers = { name: 'x', content: { rules: [{ template: 'unroutable-orders', workdaysOnly: true }] } };
    expect((await client.post('/v1/notification-rules', forCustomers)).status).toBe(422);
  });
});

describe('whom a shop names', () => {
  it('is its own business, with who changed it on record', async () => {
    const merchantId = uuidv7();
    await name(merchantId, { email: 'desk@shop.example', language: 'tr' });
    await name(merchantId);
    const client = await service.asMerchant(merchantId);
    const { body } = await client.get<{ items: object[]; next: string | null }>(`${path}/changes?limit=1`);
    expect(body.items).toMatchObject([{ changedBy: 'merchant', contacts: [] }]);
    const older = await client.get<{ items: object[] }>(`${path}/changes?after=${body.next ?? ''}`);
    expect(older.body.items).toMatchObject([{ contacts: [{ email: 'd***@shop.example', language: 'tr' }] }]);
    const other = await service.asMerchant(uuidv7());
    expect((await other.get(`${path}/changes`)).body).toMatchObject({ items: [] });
    expect((await other.get(`${path}?merchantId=${merchantId}`)).status).toBe(403);
    expect((await (await service.asSupplier(uuidv7(), merchantId)).get(path)).status).toBe(403);
  });

  it.each<[string, unknown[]]>([
    ['eleven', Array.from({ length: 11 }, (_, at) => ({ email: `a${String(at)}@shop.example`, language: 'en' }))],
    [
      'the same address twice',
      [
        { email: 'a@shop.example', language: 'en' },
        { email: 'A@shop.example', language: 'tr' },
      ],
    ],
    ['no address', [{ email: 'nobody', language: 'en' }]],
    ['a language that nobody writes in', [{ email: 'a@shop.example', language: 'de' }]],
    ['a kind that is for customers', [{ email: 'a@shop.example', language: 'en', templates: ['delivered'] }]],
    ['no kind at all', [{ email: 'a@shop.example', language: 'en', templates: [] }]],
    ['nothing', [null, null]],
    ['a number', [{ email: 5, language: 'en' }]],
  ])('is not %s', async (_what, contacts) => {
    const client = await service.asMerchant(uuidv7());
    expect((await client.put(path, { contacts })).status).toBe(422);
  });
});
