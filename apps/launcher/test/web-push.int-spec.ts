import { createECDH } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SMTPServer } from 'smtp-server';
import { v7 as uuidv7 } from 'uuid';
import { MerchantRegistered, OrderPlaced, ShipmentRegistered } from '#contracts';
import { draft } from '#messaging';
import { eventually, startServiceUnderTest, type ServiceUnderTest, type TestResponse } from '#testing';
import { notificationService } from '../../notification/src/service.js';
import { simulatorService } from '../../simulator/src/service.js';
import { mailSink } from './mail-sink.js';

const publicUrl = 'https://shop.example';
const rules = { channels: ['push', 'email'] };
const mails: string[] = [];
/** Of all browsers: what their addresses end with. */
const issued: string[] = [];
const ecdh = createECDH('prime256v1');
ecdh.generateKeys();
const [applicationServerKey, privateKey] = [ecdh.getPublicKey('base64url'), ecdh.getPrivateKey('base64url')];

let mailServer: SMTPServer;
let simulator: ServiceUnderTest;
let service: ServiceUnderTest;

beforeAll(async () => {
  mailServer = await mailSink(mails);
  // Nobody answers there: the world behind the push service plays no part.
  const nowhere = { PRODUCT_URL: 'http://127.0.0.1:1', KEYS_FILE: '/nonexistent/keys.json', ORDERS_PER_MINUTE: '0' };
  simulator = await startServiceUnderTest(simulatorService, nowhere);
  service = await startServiceUnderTest(notificationService, {
    ...{ SMTP_URL: `smtp://127.0.0.1:${String((mailServer.server.address() as AddressInfo).port)}` },
    ...{ PUBLIC_URL: publicUrl, MAIL_RETRY_FIRST_MS: '20', TOKEN_FAILURES_PER_MINUTE: '6' },
    ...{ WEB_PUSH_PUBLIC_KEY: applicationServerKey, WEB_PUSH_PRIVATE_KEY: privateKey, WEB_PUSH_TIMEOUT_MS: '30000' },
    OUTBOUND_ALLOWED_HOSTS: new URL(simulator.service.url).host,
  });
});
afterAll(async () => {
  await service.stop();
  await simulator.stop();
  await new Promise<void>((resolve) => mailServer.close(() => resolve()));
});

/** The published example of an event: most of what it says is no matter here. */
const example = (type: string): unknown =>
  (JSON.parse(readFileSync(join('libs/contracts/fixtures', `${type}.v1.json`), 'utf8')) as { data: unknown }).data;

const shop = example('merchant.registered') as MerchantRegistered;
const order = example('order.placed') as OrderPlaced;
const parcel = example('shipment.registered') as ShipmentRegistered;
const ofTheOrder = order.lines.map(({ lineId, quantity }) => ({ orderLineId: lineId, quantity }));

interface Customer {
  readonly merchantId: string;
  readonly orderId: string;
  readonly token: string;
  readonly email: string | null;
}

/** A customer of a shop with these rules who has ordered. */
async function customer(content: object = rules, email: string | null = `${uuidv7()}@example.com`): Promise<Customer> {
  const [merchantId, orderId] = [uuidv7(), uuidv7()];
  const token = `token-of-${orderId}`;
  const client = await service.asMerchant(merchantId);
  const saved = await client.post<{ id: string }>('/v1/notification-rules', { name: 'Push', content });
  await client.post(`/v1/notification-rules/${saved.body.id}/activate`, {});
  const named = Object.assign({}, shop, { merchantId, name: 'Çarşı' });
  await service.publish(draft(MerchantRegistered, { merchantId, key: merchantId }, named));
  const person = Object.assign({}, order.customer, { email, phone: null });
  const placed = { orderId, trackingToken: token, shippingAddress: null, customer: person };
  await service.publish(draft(OrderPlaced, { merchantId, key: orderId }, Object.assign({}, order, placed)));
  return { merchantId, orderId, token, email };
}

const shipped = ({ merchantId, orderId }: Customer) =>
  service.publish(
    draft(
      ShipmentRegistered,
      { merchantId, key: orderId },
      Object.assign({}, parcel, { shipmentId: uuidv7(), orderId, lines: ofTheOrder }),
    ),
  );

interface Subscription {
  id: string;
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

/** A browser at the simulator's push service, as it stands before anybody is told of it. */
async function browser(fate = 'reached'): Promise<Subscription> {
  const answer = await simulator.http().post<Subscription>('/sim/push/browsers', { applicationServerKey, fate });
  expect(answer.status).toBe(201);
  issued.push(answer.body.id);
  return answer.body;
}

const subscribe = ({ token }: Customer, { endpoint, keys }: Omit<Subscription, 'id'>): Promise<TestResponse> =>
  service.http().post(`/track/${token}/push`, { endpoint, expirationTime: null, keys });

async function allowed(person: Customer, fate?: string): Promise<Subscription> {
  const subscription = await browser(fate);
  expect((await subscribe(person, subscription)).status).toBe(204);
  return subscription;
}

interface Shown {
  topic: string;
  urgency: string;
  ttlSeconds: number;
  content: string;
}

/** What was said about browsers, newest first. */
async function said({ merchantId, orderId }: Customer): Promise<string[]> {
  const client = await service.asMerchant(merchantId);
  const { body } = await client.get<{ records: { subject: string; said: string; source: string }[] }>(
    `/v1/contact-preferences?orderId=${orderId}`,
  );
  return body.records
    .filter(({ subject, source }) => subject === 'push' && source === 'browser')
    .map((word) => word.said);
}

const shownBy = async ({ id }: Subscription): Promise<Shown[]> =>
  (await simulator.http().get<{ items: Shown[] }>(`/sim/push/messages?browser=${id}`)).body.items;

interface Called {
  browserId: string;
  calls: { answer: number | null; taken: boolean }[];
}

interface Told {
  id: string;
  template: string;
  channel: string;
  status: string;
  statusReason: string | null;
}

async function told({ merchantId, orderId }: Customer): Promise<string[]> {
  const client = await service.asMerchant(merchantId);
  const { body } = await client.get<{ items: Told[] }>(`/v1/notifications?orderId=${orderId}`);
  return body.items
    .reverse()
    .map(({ template, channel, status, statusReason }) =>
      [template, channel, status, statusReason].filter(Boolean).join(' '),
    );
}

const shippedIs = (person: Customer, how: string): Promise<void> =>
  eventually(async () => expect((await told(person)).at(-1)).toBe(`order-shipped ${how}`));

const devicesOf = async ({ orderId }: Customer): Promise<string[]> =>
  (
    await service.dataSource.query<{ endpoint: string }[]>(
      'SELECT endpoint FROM push_subscriptions WHERE order_id = $1 ORDER BY id',
      [orderId],
    )
  ).map(({ endpoint }) => endpoint);

const mailsTo = ({ email }: Customer): number =>
  mails.filter((mail) => mail.includes(`To: ${email ?? 'nobody'}`)).length;

describe('a customer who allowed messages in a browser', () => {
  it('is shown what happens, once, with a way to the page', async () => {
    const ayse = await customer();
    const phone = await allowed(ayse);
    await shipped(ayse);
    await shippedIs(ayse, 'push sent');
    const [message, ...more] = await shownBy(phone);
    expect(more).toEqual([]);
    expect(message).toMatchObject({
      topic: expect.stringMatching(/^[\w-]{32}$/),
      urgency: 'normal',
      ttlSeconds: 259_200,
    });
    expect(JSON.parse(message?.content ?? '')).toEqual({
      web_push: 8030,
      notification: {
        ...{ title: 'Çarşı', body: '1001 numaralı siparişiniz yolda', lang: 'tr', dir: 'ltr', tag: message?.topic },
        navigate: `${publicUrl}/track/${ayse.token}`,
      },
    });
    // What must be provable went by mail, and nothing else did.
    expect(mailsTo(ayse)).toBe(1);
  });

  it('is shown it again under the same topic when nobody knows whether it was taken', async () => {
    const mehmet = await customer();
    const phone = await allowed(mehmet, 'broken');
    await shipped(mehmet);
    await shippedIs(mehmet, 'push sent');
    const [first, second, ...more] = await shownBy(phone);
    expect(more).toEqual([]);
    expect(second?.topic).toBe(first?.topic);
    expect(second?.content).toBe(first?.content);
    expect(mailsTo(mehmet)).toBe(1);
  });

  it('hears it after a process died between the call and its record, as one message', async () => {
    const elif = await customer();
    const phone = await allowed(elif);
    await shipped(elif);
    await shippedIs(elif, 'push sent');
    // As the tables stand when a process dies there: begun, and nothing after it.
    await service.dataSource.query(
      `UPDATE effect_attempts SET outcome = 'unknown', ended_at = NULL
        WHERE idempotency_key IN (SELECT message_id FROM notifications WHERE order_id = $1 AND channel = 'push')`,
      [elif.orderId],
    );
    await service.dataSource.query(
      `UPDATE notifications SET status = 'pending', sent_at = NULL, next_attempt_at = now()
        WHERE order_id = $1 AND channel = 'push'`,
      [elif.orderId],
    );
    await eventually(async () => expect(await shownBy(phone)).toHaveLength(2));
    await shippedIs(elif, 'push sent');
    expect(new Set((await shownBy(phone)).map(({ topic }) => topic)).size).toBe(1);
  });

  it('is told by mail when the browser is gone, and the browser is forgotten', async () => {
    const zeynep = await customer();
    const gone = await allowed(zeynep, 'gone');
    await shipped(zeynep);
    await shippedIs(zeynep, 'email sent');
    expect(await devicesOf(zeynep)).toEqual([]);
    expect(mailsTo(zeynep)).toBe(2);
    const { pushes } = (await simulator.http().get<{ pushes: Called[] }>('/sim/ledger?parts=pushes')).body;
    const calls = pushes.find(({ browserId }) => browserId === gone.id)?.calls;
    expect(calls).toEqual([expect.objectContaining({ answer: 410, taken: false })]);
  });

  it('is told on every browser that is left, and by mail when there is none', async () => {
    const can = await customer();
    const [, phone, tablet] = [await allowed(can, 'gone'), await allowed(can), await allowed(can)];
    await shipped(can);
    await shippedIs(can, 'push sent');
    expect(await devicesOf(can)).toEqual([phone.endpoint, tablet.endpoint]);
    expect([await shownBy(phone), await shownBy(tablet)].map(({ length }) => length)).toEqual([1, 1]);
    // Each word is on record once: what holds already is no new one.
    await subscribe(can, phone);
    for (const { endpoint } of [phone, tablet, tablet])
      expect((await service.http().post(`/track/${can.token}/push/end`, { endpoint })).status).toBe(204);
    expect(await said(can)).toEqual(['no', 'no', 'yes', 'yes', 'yes']);
    await shipped(can);
    await shippedIs(can, 'email sent');
    expect((await shownBy(phone)).length).toBe(1);
  });

  it('is waited for as long as the push service asks', async () => {
    const deniz = await customer();
    const phone = await allowed(deniz, 'busy');
    await shipped(deniz);
    await shippedIs(deniz, 'push sent');
    expect(await shownBy(phone)).toHaveLength(1);
    const [pause] = await service.dataSource.query<{ ms: number; attempts: number }[]>(
      `SELECT extract(epoch FROM max(a.started_at) - min(a.ended_at))::float * 1000 AS ms, count(*)::int AS attempts
         FROM effect_attempts a JOIN notifications n ON n.message_id = a.idempotency_key
        WHERE n.order_id = $1 AND a.kind = 'push'`,
      [deniz.orderId],
    );
    expect(pause?.attempts).toBe(2);
    // The tables know milliseconds: each of the two is rounded.
    expect(pause?.ms).toBeGreaterThan(1_990);
  });

  it('waits when a push service hangs up, and others are told meanwhile', async () => {
    const [ali, veli] = [await customer(), await customer()];
    const [lost, other] = [await allowed(ali, 'lost'), await allowed(veli)];
    await shipped(ali);
    await shipped(veli);
    await shippedIs(veli, 'push sent');
    expect(await shownBy(other)).toHaveLength(1);
    await shippedIs(ali, 'push pending CONNECT');
    // As a minute later.
    await service.dataSource.query(
      `UPDATE notifications SET next_attempt_at = now() WHERE order_id = $1 AND status = 'pending'`,
      [ali.orderId],
    );
    await shippedIs(ali, 'push sent');
    expect(new Set((await shownBy(lost)).map(({ topic }) => topic)).size).toBe(1);
  });

  it('needs no address for it', async () => {
    const nobody = await customer(rules, null);
    expect(await told(nobody)).toEqual(['order-placed email skipped NO_RECIPIENT']);
    const phone = await allowed(nobody);
    await shipped(nobody);
    await shippedIs(nobody, 'push sent');
    expect(await shownBy(phone)).toHaveLength(1);
  });
});

describe('a subscription', () => {
  it('is offered where the shop’s rules name push, and kept nowhere else', async () => {
    const offer = async ({ token }: Customer) => (await service.http().get(`/track/${token}/push`)).body;
    const [theirs, none] = [await customer(), await customer({ channels: ['email'] })];
    expect(await offer(theirs)).toEqual({ publicKey: applicationServerKey });
    expect(await offer(await customer({ rules: [{ template: 'delivered', channels: ['push'] }] }))).toEqual({
      publicKey: applicationServerKey,
    });
    expect(await offer(none)).toEqual({ publicKey: null });
    expect(await subscribe(none, await browser())).toMatchObject({ status: 409, body: { code: 'PUSH_NOT_OFFERED' } });
    expect(await devicesOf(none)).toEqual([]);
    await shipped(none);
    await shippedIs(none, 'email sent');
  });

  it('is refused when it could not be sent to safely', async () => {
    const person = await customer();
    const good = await browser();
    const status = async (change: object): Promise<number> => (await subscribe(person, { ...good, ...change })).status;
    expect(await status({ endpoint: 'http://push.example.com/x' })).toBe(422);
    expect(await status({ endpoint: 'https://user:secret@push.example.com/x' })).toBe(422);
    expect(await status({ endpoint: 'file:///etc/passwd' })).toBe(422);
    expect(await status({ endpoint: `https://push.example.com/${'x'.repeat(2_000)}` })).toBe(422);
    // A point that is not on the curve gives the sender's secret away.
    const offCurve = `${good.keys.p256dh.slice(0, -2)}${good.keys.p256dh.endsWith('A') ? 'Ew' : 'AA'}`;
    expect(await status({ keys: { ...good.keys, p256dh: offCurve } })).toBe(422);
    expect(await status({ keys: { ...good.keys, auth: 'short' } })).toBe(422);
    expect(await status({ keys: undefined })).toBe(422);
    expect(await devicesOf(person)).toEqual([]);
  });

  it('that leads to an address of our own network is never called: the customer is told by mail', async () => {
    const person = await customer();
    const inside = await browser();
    expect((await subscribe(person, { ...inside, endpoint: 'https://127.0.0.1:1/inside' })).status).toBe(204);
    await shipped(person);
    await shippedIs(person, 'email sent');
  });

  it('is one of ten at most, the silent ones giving way', async () => {
    const person = await customer();
    const { keys } = await browser();
    const endpoints = Array.from({ length: 12 }, (_, index) => `https://push.example.com/${String(index)}`);
    for (const endpoint of [...endpoints, ...endpoints.slice(-1)])
      expect((await subscribe(person, { endpoint, keys })).status).toBe(204);
    expect((await devicesOf(person)).toSorted()).toEqual(endpoints.slice(2).toSorted());
  });

  it('is not found by guessing', async () => {
    const person = await customer();
    const as = { 'x-forwarded-for': '203.0.113.77' };
    const asked = async (token: string): Promise<number> =>
      (await service.http().get(`/track/${token}/push`, as)).status;
    expect(await asked(person.token)).toBe(200);
    // Wrong ones are counted by the minute: where one begins in between, the count begins again.
    await eventually(async () => {
      const statuses = [];
      for (let guess = 0; guess < 7; guess += 1) statuses.push(await asked(`guess-${String(guess)}`));
      expect(statuses.at(-1)).toBe(429);
      expect(await asked(person.token)).toBe(429);
    });
    expect((await service.http().get('/track/erased/push')).status).toBe(404);
  });

  it('is in no log, and neither is the key or what push services say', () => {
    const lines = JSON.stringify([service.logs(), simulator.logs()]);
    for (const secret of [privateKey, 'trouble with', 'token-of-', ...issued]) expect(lines).not.toContain(secret);
  });
});
