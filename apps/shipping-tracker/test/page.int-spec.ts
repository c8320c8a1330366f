import { createHash } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { v7 as uuidv7 } from 'uuid';
import {
  AddressChangeRequested,
  CancellationRequested,
  ComplaintMessageAdded,
  ComplaintOpened,
  OrderAddressChangeRefused,
  OrderCancellationRefused,
  ReturnInTransit,
  ReturnRequested,
  type ShipmentStatus,
} from '#contracts';
import { draft } from '#messaging';
import { anAddress, eventually, startServiceUnderTest, type ServiceUnderTest } from '#testing';
import { shippingTrackerService } from '../src/service.js';
import { anOrder, hoursAgo, placed, shipped, type TestOrder } from './builders.js';

let tracker: ServiceUnderTest;
let browser: Browser;
beforeAll(async () => {
  tracker = await startServiceUnderTest(shippingTrackerService);
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
});
afterAll(async () => {
  await browser.close();
  await tracker.stop();
});

const page = (token: string, query = '', headers: Record<string, string> = {}) =>
  tracker.http().get<string>(`/track/${token}${query}`, headers);

async function say(order: TestOrder, parcelId: string, ...words: [ShipmentStatus, number][]): Promise<void> {
  const merchant = await tracker.asMerchant(order.merchantId);
  for (const [status, hours] of words) {
    const answer = await merchant.post(`/v1/shipments/${parcelId}/checkpoints`, {
      eventId: `${status}-${String(hours)}`,
      status,
      occurredAt: hoursAgo(hours),
      description: 'Ayşe Yılmaz teslim aldı',
      place: 'Gebze Aktarma',
    });
    expect(answer.status).toBe(201);
  }
}

/** An order with one parcel delivered, one on its way, and a unit not shipped. */
async function aStory(): Promise<TestOrder> {
  const order = anOrder();
  const [first, second] = [uuidv7(), uuidv7()];
  await tracker.publish(placed(order));
  await tracker.publish(
    shipped(order, { parcelId: first, lines: [[0, 1]] }, { parcelId: second, carrier: 'ptt', lines: [[1, 1]] }),
  );
  await say(order, first, ['in_transit', 9], ['out_for_delivery', 3], ['delivered', 1]);
  await say(order, second, ['picked_up', 8], ['in_transit', 5]);
  return order;
}

/** More lines and parcels than a page shows. */
async function aLargeOrder(of: ServiceUnderTest): Promise<TestOrder> {
  const order = anOrder();
  const lines = Array.from({ length: 300 }, (_, index) => ({
    lineId: uuidv7(),
    externalLineId: String(index),
    sku: `S${String(index)}`,
    title: `Oldukça uzun bir ürün adı, numara ${String(index)}`,
    quantity: 2,
    unitPriceMinor: 100,
  }));
  await of.publish(placed(order, { lines }));
  await of.publish(shipped(order, ...Array.from({ length: 40 }, () => ({}))));
  return order;
}

describe('the customer’s page', () => {
  it('says that the order is being prepared before anything was shipped', async () => {
    const order = anOrder();
    await tracker.publish(placed(order));
    const { status, body } = await page(order.token);
    expect(status).toBe(200);
    expect(body).toContain('<h1>Siparişiniz hazırlanıyor</h1>');
    expect(body).toContain('Kırmızı kupa');
  });

  it('tells all parcels as one story, in the customer’s language, switchable', async () => {
    const order = await aStory();
    const turkish = (await page(order.token, '', { 'accept-language': 'en' })).body;
    expect(turkish).toContain('<html lang="tr">');
    expect(turkish).toMatch(/<h1>Beklenen gün: [^<]+<\/h1>/);
    expect(turkish).toMatch(/Tahminimiz: en geç [^<]+\. Bu güzergâhı henüz az tanıyoruz\./);
    expect(turkish).toContain('2 paketten 1 tanesi ulaştı.');
    expect(turkish).toContain('Hazırlananlar');
    const english = (await page(order.token, '?lang=en')).body;
    expect(english).toMatch(/<h1>Expected [^<]+<\/h1>/);
    expect(english).toContain('1 of 2 parcels has arrived.');
    expect(english).toMatch(/Delivered (today|yesterday) at \d\d:\d\d/);
  });

  it('says in one line each where returns, messages and wishes stand, and leads there', async () => {
    const order = await aStory();
    const [returnId, complaintId, requestId] = [uuidv7(), uuidv7(), uuidv7()];
    const at = { merchantId: order.merchantId, key: order.orderId };
    const { orderId } = order;
    const now = new Date().toISOString();
    const units = { returnLineId: uuidv7(), orderLineId: order.lineIds[0], sku: 'MUG-RED', quantity: 1 };
    const line = { ...units, reasonCode: null, supplierId: null, purchaseOrderId: null };
    await tracker.publish(
      draft(ReturnRequested, at, {
        ...{ returnId, number: 'R-1', orderId, kind: 'return', channel: 'self_service', policyVersion: 1 },
        ...{ lines: [line], requestedAt: now },
      }),
    );
    await tracker.publish(draft(ReturnInTransit, at, { returnId, orderId, shipmentId: uuidv7(), since: now }));
    const about = { complaintId, number: 'M-2', orderId };
    await tracker.publish(
      draft(ComplaintOpened, at, {
        ...{ ...about, type: 'late', channel: 'self_service', orderLineId: null, sku: null, supplierId: null },
        ...{ carrier: null, firstAnswerDueAt: now, solutionDueAt: now, openedAt: now },
      }),
    );
    const message = { ...about, messageId: uuidv7(), author: 'agent', supplierId: null };
    await tracker.publish(draft(ComplaintMessageAdded, at, { ...message, thread: 'customer', text: 'Sorry' }));
    await tracker.publish(
      draft(ComplaintMessageAdded, at, { ...message, messageId: uuidv7(), thread: 'internal', text: null }),
    );
    // The order answered before the wish was heard of here: topics do not wait for each other.
    await tracker.publish(
      draft(OrderAddressChangeRefused, at, { orderId, changeId: requestId, reasonCode: 'NO_ANSWER' }),
    );
    expect((await page(order.token, '?lang=en')).body).not.toContain('New address');
    const shippingAddress = anAddress;
    await tracker.publish(draft(AddressChangeRequested, at, { requestId, orderId, shippingAddress, requestedAt: now }));

    const { body } = await page(order.token, '?lang=en');
    for (const [path, title, state] of [
      [`returns/${returnId}`, 'Return R-1', 'On its way back.'],
      [`complaints/${complaintId}`, 'Message M-2', 'We have answered.'],
      [`wishes/${requestId}`, 'New address', 'Not possible any more.'],
    ] as const)
      expect(body).toContain(`href="/track/${order.token}/${path}?lang=en">${title}<span>${state}</span>`);
    expect(body.indexOf('What you asked for')).toBeLessThan(body.indexOf('Parcel 1 of 2'));
    expect(body).toContain(`/wishes/address?lang=en">Change the address`);

    await tracker.publish(
      draft(CancellationRequested, at, { requestId: uuidv7(), orderId, origin: 'customer', requestedAt: now }),
    );
    const asked = (await page(order.token, '?lang=en')).body;
    expect(asked).toContain('Cancel the order<span>We are on it.');
    expect(asked).not.toContain('/wishes/cancellation?');
    await tracker.publish(draft(OrderCancellationRefused, at, { orderId, reasonCode: 'ALREADY_SHIPPED' }));
    expect((await page(order.token, '?lang=en')).body).toContain('Cancel the order<span>Not possible any more.');
  });

  it('shows of the person no more than first name and city', async () => {
    const order = await aStory();
    const { body } = await page(order.token);
    expect(body).toContain('Ayşe için, İstanbul');
    for (const secret of ['Yılmaz', 'Bağdat', '34710', 'ayse@', '+9053', 'Kadıköy']) expect(body).not.toContain(secret);
    // The carrier's own halls are shown, the place of delivery is not.
    expect(body.split('Gebze Aktarma')).toHaveLength(4);
  });

  it('is small, private, and runs or loads nothing', async () => {
    const order = await aStory();
    const { body, headers } = await page(order.token);
    expect(Buffer.byteLength(body)).toBeLessThan(50_000);
    expect(body).not.toMatch(/<script|<img|<link| style="| on\w+="/);
    const style = /<style>([\s\S]*?)<\/style>/.exec(body)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toContain('private');
    expect(headers.get('x-robots-tag')).toContain('noindex');
  });

  it('stays under 50 KB for an order of many lines and parcels', async () => {
    const order = await aLargeOrder(tracker);
    expect(Buffer.byteLength((await page(order.token)).body)).toBeLessThan(50_000);
  });

  it('escapes what merchants, suppliers and carriers wrote', async () => {
    const order = anOrder();
    const evil = '"><script>alert(1)</script>';
    const plain = placed(order).data;
    await tracker.publish(
      placed(order, {
        externalId: evil,
        customer: Object.assign(plain.customer, { name: '<b>Ayşe' }),
        lines: plain.lines.map((line) => Object.assign(line, { title: evil })),
      }),
    );
    await tracker.publish(shipped(order, { carrier: 'x<y', trackingNumber: `${evil}1` }));
    const { body } = await page(order.token);
    expect(body).not.toContain('<script');
    expect(body).not.toContain('<b>Ayşe');
    expect(body).toContain('&lt;script&gt;');
  });

  it('is friendly about an address that belongs to no order', async () => {
    const missing = await page('nobody', '', { 'accept-language': 'tr-TR,tr;q=0.9' });
    expect(missing.status).toBe(404);
    expect(missing.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(missing.body).toContain('Bu siparişi bulamadık');
    expect((await page('nobody', '?lang=en')).body).toContain('We cannot find this order');
    expect((await page('x'.repeat(90))).status).toBe(404);
  });

  it.each(['light', 'dark'] as const)('has nothing that keeps people out, in %s', async (colorScheme) => {
    const order = await aStory();
    const context = await browser.newContext({
      viewport: { width: 360, height: 740 },
      colorScheme,
      javaScriptEnabled: true,
      bypassCSP: true,
    });
    const tab = await context.newPage();
    for (const address of [`/track/${order.token}`, `/track/${order.token}?lang=en`, '/track/nobody']) {
      await tab.goto(`${tracker.service.url}${address}`);
      const { violations } = await new AxeBuilder({ page: tab }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
      expect(await tab.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    }
    await context.close();
  });

  it('can be read to the end without a script', async () => {
    const order = await aStory();
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    const tab = await context.newPage();
    await tab.goto(`${tracker.service.url}/track/${order.token}?lang=en`);
    await tab.getByText('All movements (3)').click();
    expect(await tab.getByRole('listitem').filter({ hasText: 'Out for delivery' }).count()).toBeGreaterThan(0);
    await tab.getByRole('link', { name: 'Türkçe' }).click();
    expect(await tab.getByRole('heading', { level: 1 }).innerText()).toMatch(/^Beklenen gün: /);
    await context.close();
  });
});

describe('the offer of messages', () => {
  const key = `B${'A'.repeat(86)}`;
  let offering: ServiceUnderTest;
  beforeAll(async () => {
    offering = await startServiceUnderTest(shippingTrackerService, { WEB_PUSH_PUBLIC_KEY: key });
  });
  afterAll(() => offering.stop());

  /** What came to notification's address: the test answers in its place. */
  interface Asked {
    readonly method: string;
    readonly path: string;
    readonly body: unknown;
  }

  /** The page of an order in a browser that may show messages. A browser under test has no push service: it is given an answer. */
  async function visit(publicKey: string | null): Promise<{ tab: Page; token: string; asked: Asked[] }> {
    const order = anOrder();
    await offering.publish(placed(order));
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    await context.grantPermissions(['notifications'], { origin: offering.service.url });
    await context.addInitScript(`PushManager.prototype.subscribe = async ({ applicationServerKey }) => ({
      endpoint: 'https://push.example/1', unsubscribe: async () => true,
      toJSON: () => ({ endpoint: 'https://push.example/1', keys: { p256dh: applicationServerKey, auth: 'x' } }),
    })`);
    const tab = await context.newPage();
    const asked: Asked[] = [];
    await tab.route(/\/push(\/end)?$/, async (route) => {
      const request = route.request();
      asked.push({ method: request.method(), path: new URL(request.url()).pathname, body: request.postDataJSON() });
      await (request.method() === 'GET' ? route.fulfill({ json: { publicKey } }) : route.fulfill({ status: 204 }));
    });
    await tab.goto(`${offering.service.url}/track/${order.token}?lang=en`);
    return { tab, token: order.token, asked };
  }

  /** Brings messages to the one registration of a browser, as its push service would. */
  async function pushServiceOf(tab: Page): Promise<(content: object) => Promise<void>> {
    const session = await tab.context().newCDPSession(tab);
    const registered = new Promise<string>((resolve) => {
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [one] }) => {
        if (one) resolve(one.registrationId);
      });
    });
    await session.send('ServiceWorker.enable');
    const registrationId = await registered;
    return async (content) => {
      const message = { origin: offering.service.url, registrationId, data: JSON.stringify(content) };
      await session.send('ServiceWorker.deliverPushMessage', message);
    };
  }

  it('comes with one script, known by its hash, and stands there for nobody without it', async () => {
    const order = await aLargeOrder(offering);
    const { body, headers } = await offering.http().get<string>(`/track/${order.token}`);
    const [, script = '', ...others] = /<script>([\s\S]*?)<\/script>/.exec(body) ?? [];
    expect(others).toEqual([]);
    expect(body.match(/<script/g)).toHaveLength(1);
    expect(body).toContain(`<section class="card" id="push" hidden data-at="/track/${order.token}/push"`);
    const hash = createHash('sha256').update(script).digest('base64');
    expect(headers.get('content-security-policy')).toContain(
      `base-uri 'none'; script-src 'sha256-${hash}'; connect-src 'self'; worker-src 'self'; form-action 'none'`,
    );
    expect(Buffer.byteLength(body)).toBeLessThan(50_000);
    expect((await offering.http().get<string>('/track/nobody')).body).not.toContain('<script');
  });

  it('is taken and taken back with the keyboard, for this order alone', async () => {
    const { tab, token, asked } = await visit(key);
    const button = tab.locator('#push button');
    await button.focus();
    expect(await button.innerText()).toBe('Show me messages');
    const { violations } = await new AxeBuilder({ page: tab }).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await tab.keyboard.press('Enter');
    await tab.getByText('This device shows you a message').waitFor();
    const scopes = 'navigator.serviceWorker.getRegistrations().then((all) => all.map(({ scope }) => scope))';
    expect(await tab.evaluate(scopes)).toEqual([`${offering.service.url}/track/${token}/push`]);
    await tab.keyboard.press('Enter');
    await tab.getByText('This device can show you a message').waitFor();
    const path = `/track/${token}/push`;
    expect(asked).toEqual([
      { method: 'GET', path, body: null },
      { method: 'POST', path, body: { endpoint: 'https://push.example/1', keys: { p256dh: key, auth: 'x' } } },
      { method: 'POST', path: `${path}/end`, body: { endpoint: 'https://push.example/1' } },
    ]);
    await tab.context().close();
  });

  it('leads to messages that are shown while nobody looks at the page, the same one once', async () => {
    const { tab, token } = await visit(key);
    await tab.locator('#push button').click();
    await tab.getByText('This device shows you a message').waitFor();
    const push = await pushServiceOf(tab);
    const navigate = `${offering.service.url}/track/${token}`;
    const shown = (): Promise<unknown> =>
      tab.evaluate(`navigator.serviceWorker.getRegistration('/track/${token}/push')
        .then((registration) => registration.getNotifications())
        .then((all) => all.map(({ title, body, tag, data }) => ({ title, body, tag, data })))`);
    for (const body of ['Your order is on its way', 'Your order is on its way: again']) {
      const notice = { title: 'Bazaar', body, tag: 'message-1' };
      await push({ web_push: 8030, notification: { ...notice, lang: 'en', dir: 'ltr', navigate } });
      await eventually(async () => expect(await shown()).toEqual([{ ...notice, data: navigate }]));
    }
    await tab.context().close();
  });

  it('is not made where the shop does not tell its customers so', async () => {
    const { tab, asked } = await visit(null);
    await eventually(() => expect(asked).toHaveLength(1));
    expect(await tab.locator('#push').isVisible()).toBe(false);
    await tab.context().close();
  });
});
