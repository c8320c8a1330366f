import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';
import { v7 as uuidv7 } from 'uuid';
import { CustomerErasureRequested } from '#contracts';
import { draft } from '#messaging';
import { eventually, type ServiceUnderTest } from '#testing';
import { chromiumOptions } from '../../../test/harness/chromium.js';
import { faultsOf, PHONE } from '../../../test/harness/phone.js';
import { asked } from './after-sales-builders.js';
import { anOrder, merchant, placed, registered, type TestOrder } from './builders.js';
import { MailSink } from './mail-sink.js';
import { startMailing, stopMailing } from './mailing.js';
import { PhonePartner, twilioSignature } from './phone-partner.js';

const publicUrl = 'http://shop.example';
const twilioToken = 'twilio-token';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const sink = new MailSink();
const partner = new PhonePartner();
let service: ServiceUnderTest;
let browser: Browser;
let numbers = 0;

beforeAll(async () => {
  const url = await partner.start();
  service = await startMailing(sink, {
    ...{ PUBLIC_URL: publicUrl, TWILIO_API_URL: url, SMS_FROM: '+15005550006' },
    ...{ TWILIO_ACCOUNT_SID: 'AC0123', TWILIO_AUTH_TOKEN: twilioToken },
  });
  browser = await chromium.launch(chromiumOptions);
});
afterAll(async () => {
  await browser.close();
  await stopMailing(service, sink);
  await partner.stop();
});

interface Customer {
  readonly order: TestOrder;
  readonly phone: string;
  /** Where the page is. */
  readonly path: string;
}

/** A customer of a shop that writes by text message first; its orders are in Turkish. */
async function customer(): Promise<Customer> {
  const order = anOrder();
  numbers += 1;
  const phone = `+90533${String(1_000_000 + numbers)}`;
  const client = await service.asMerchant(order.merchantId);
  const content = { channels: ['sms', 'email'], phoneConsent: 'order' };
  const rules = await client.post<{ id: string }>('/v1/notification-rules', { name: 'Phones', content });
  await client.post(`/v1/notification-rules/${rules.body.id}/activate`, {});
  await service.publish(merchant(order));
  await service.publish(placed(order, { phone }));
  return { order, phone, path: `/track/tok-${order.orderId}/preferences` };
}

const show = async ({ path }: Customer, lang = 'en'): Promise<string> =>
  (await service.http().get<string>(`${path}?lang=${lang}`)).body;

const save = ({ path }: Customer, form: string) => service.http().post<string>(`${path}?lang=en`, form, FORM);

/** As the button of the tracking page does it. */
const allowBrowser = ({ order }: Customer): Promise<unknown> =>
  service.dataSource.query(
    `INSERT INTO push_subscriptions (id, order_id, endpoint, p256dh, auth)
     VALUES ($1, $2, 'https://push.example/1', 'k', 'a')`,
    [uuidv7(), order.orderId],
  );

interface Shown {
  readonly preferences: Record<string, string>;
  readonly records: readonly { subject: string; said: string; source: string; recordedAt: string }[];
}

/** As the merchant reads it. */
async function recorded({ order }: Customer): Promise<Shown> {
  const client = await service.asMerchant(order.merchantId);
  return (await client.get<Shown>(`/v1/contact-preferences?orderId=${order.orderId}`)).body;
}

const words = ({ records }: Shown): string[] =>
  records.map(({ subject, said, source }) => `${subject} ${said} ${source}`);

const told = ({ orderId }: TestOrder): Promise<string[]> =>
  service.dataSource
    .query<{ state: string }[]>(
      `SELECT concat_ws(' ', template, language, channel, status, status_reason) AS state FROM notifications
        WHERE order_id = $1 ORDER BY sequence`,
      [orderId],
    )
    .then((rows) => rows.map(({ state }) => state));

const changesTold = ({ order }: Customer) =>
  service
    .published()
    .filter(({ type, key }) => type === 'customer.preferences-changed' && key === `${order.orderId}/preferences`);

describe('what a customer decides about being written to', () => {
  it('is asked on a page that shows no address, and holds from then on, decided once however often it is sent', async () => {
    const ayse = await customer();
    const before = await show(ayse);
    expect(before).toContain(`${ayse.order.email.slice(0, 1)}***@example.com`);
    for (const address of [ayse.order.email, ayse.phone, ayse.phone.slice(3)]) expect(before).not.toContain(address);

    const wanted = 'shown=language,sms,opinions&language=en';
    const answers = [...(await Promise.all([save(ayse, wanted), save(ayse, wanted)])), await save(ayse, wanted)];
    expect(answers.map(({ status, headers }) => [status, headers.get('location')])).toEqual(
      answers.map(() => [303, `${ayse.path}?saved=1&lang=en`]),
    );
    const shown = await recorded(ayse);
    expect(shown.preferences).toEqual({ language: 'en', sms: 'no', opinions: 'no' });
    expect(words(shown)).toEqual(['opinions no page', 'sms no page', 'language en page']);
    expect(Date.parse(shown.records[0]?.recordedAt ?? '')).toBeGreaterThan(Date.now() - 600_000);
    // Events travel by themselves, after the commit that the answer waits for.
    await eventually(() => expect(changesTold(ayse)).toHaveLength(1));
    expect(changesTold(ayse)[0]?.data).toMatchObject({ orderId: ayse.order.orderId, language: 'en' });

    // The next order of the same person, too; what belongs to an order comes as before.
    const next = anOrder({ merchantId: ayse.order.merchantId, email: ayse.order.email.toUpperCase() });
    await service.publish(placed(next, { phone: ayse.phone }));
    await service.publish(registered(next, uuidv7()));
    await service.publish(asked(next));
    await eventually(async () =>
      expect(await told(next)).toEqual([
        ...['order-placed en email sent', 'order-shipped en email sent', 'survey-asked en email skipped UNSUBSCRIBED'],
      ]),
    );
    expect(partner.to(ayse.phone)).toEqual([]);
  });

  it('can be decided the other way again, and the last word holds', async () => {
    const mehmet = await customer();
    await save(mehmet, 'shown=language,sms,opinions&language=tr');
    await save(mehmet, 'shown=language,sms,opinions&language=tr&sms=yes&opinions=yes');
    expect(words(await recorded(mehmet))).toEqual([
      ...['opinions yes page', 'sms yes page', 'opinions no page', 'sms no page'],
    ]);
    await service.publish(asked(mehmet.order));
    await eventually(async () => expect((await told(mehmet.order))[1]).toBe('survey-asked tr sms sent'));
  });

  // Who had enough by mail got the same question by text message: the link ended mails alone.
  it('is the same decision with the one-click link of a mail, on every channel; from there one gets to the page', async () => {
    const zeynep = await customer();
    await save(zeynep, 'shown=sms');
    await service.publish(asked(zeynep.order));
    const link = await eventually(() => {
      const survey = sink
        .to(zeynep.order.email)
        .find(({ headers }) => headers.some(({ key }) => key === 'list-unsubscribe'));
      const header = survey?.headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '';
      return new URL(/<(.+)>/u.exec(header)?.[1] ?? '');
    });
    expect((await service.http().get<string>(link.pathname)).body).toContain(`href="${zeynep.path}"`);
    expect((await service.http().post<string>(link.pathname, '', FORM)).body).toContain(`href="${zeynep.path}"`);
    await save(zeynep, 'shown=sms&sms=yes');
    expect(words(await recorded(zeynep))).toEqual(['sms yes page', 'opinions no unsubscribe', 'sms no page']);
    await service.publish(asked(zeynep.order));
    await eventually(async () =>
      expect((await told(zeynep.order))[2]).toMatch(/^survey-asked tr \w+ skipped UNSUBSCRIBED$/),
    );
  });

  it('is no other number’s or merchant’s: STOP can be taken back by START alone, what a shop was told is on record', async () => {
    const can = await customer();
    const answer = async (Body: string): Promise<void> => {
      const form = { From: can.phone, To: '+15005550006', Body };
      const signature = twilioSignature(twilioToken, `${publicUrl}/v1/sms-callbacks/answers`, form);
      const headers = { ...FORM, 'x-twilio-signature': signature };
      await service.http().post('/v1/sms-callbacks/answers', new URLSearchParams(form).toString(), headers);
    };
    await answer('STOP');
    await answer('DUR');
    expect(await show(can)).toContain('You answered STOP');
    await save(can, 'shown=sms&sms=yes');
    expect((await recorded(can)).preferences).toEqual({ language: 'tr', opinions: 'yes' });
    await answer('START');
    const shop = await service.asMerchant(can.order.merchantId);
    const consent = { phone: can.phone, channel: 'sms', allowed: false };
    for (const again of [consent, consent]) await shop.put('/v1/contact-consents', again);
    expect(words(await recorded(can))).toEqual(['sms no merchant', 'number yes answer', 'number no answer']);

    const address = `/v1/contact-preferences?orderId=${can.order.orderId}`;
    expect((await (await service.asMerchant()).get(address)).status).toBe(404);
    expect((await (await service.asSupplier(uuidv7(), can.order.merchantId)).get(address)).status).toBe(403);
    expect((await (await service.asOperator()).get(address)).status).toBe(200);
  });

  it('ends the browsers of the order when their box is left empty, and lets nobody subscribe one', async () => {
    const elif = await customer();
    await allowBrowser(elif);
    // A page that was opened before the browser was allowed says nothing about it.
    await save(elif, 'shown=language&language=tr');
    expect(await show(elif)).toContain('The browser that you allowed');
    await save(elif, 'shown=language,push&language=tr');
    expect(await show(elif)).not.toContain('The browser that you allowed');
    await save(elif, 'shown=language,push&language=tr&push=yes');
    expect(words(await recorded(elif))).toEqual(['push no page']);
  });

  it('goes with the person, and with it the page', async () => {
    const deniz = await customer();
    await save(deniz, 'shown=language,opinions&language=en');
    const erasure = { erasureId: uuidv7(), requestedBy: 'customer', orderIds: [deniz.order.orderId], emailHmac: null };
    await service.publish(
      draft(
        CustomerErasureRequested,
        { merchantId: deniz.order.merchantId, key: erasure.erasureId },
        { ...erasure, requestedAt: new Date().toISOString() },
      ),
    );
    const left = await service.dataSource.query<unknown[]>(
      `SELECT 1 FROM consent_records WHERE order_id = $1 UNION ALL SELECT 1 FROM suppressions WHERE address = $2`,
      [deniz.order.orderId, deniz.order.email],
    );
    expect(left).toEqual([]);
    expect((await save(deniz, 'shown=language&language=tr')).status).toBe(404);
  });

  it('is nothing at a guessed address, and who guesses has to wait', async () => {
    const elsewhere = { 'x-forwarded-for': '203.0.113.9' };
    const page = await service.http().get<string>('/track/guessed/preferences?lang=en', elsewhere);
    expect(page.body).toContain('We cannot find this order');
    const form = { ...FORM, ...elsewhere };
    expect((await service.http().post('/track/guessed/preferences', 'shown=', form)).status).toBe(404);
    // Twenty are let through in a minute; the minute may end in between.
    let status = 404;
    for (let at = 0; at < 41 && status === 404; at += 1)
      ({ status } = await service.http().get(`/track/guess-${String(at)}/preferences`, elsewhere));
    expect(status).toBe(429);
  });
});

describe('the page in a browser', () => {
  it.each(['light', 'dark'] as const)('has nothing that keeps people out, in %s', async (colorScheme) => {
    const ayse = await customer();
    await allowBrowser(ayse);
    const context = await browser.newContext({ ...PHONE, colorScheme, bypassCSP: true });
    const tab = await context.newPage();
    const faults: string[] = [];
    for (const query of ['', '?lang=en&saved=1']) {
      await tab.goto(`${service.service.url}${ayse.path}${query}`);
      faults.push(...(await faultsOf(tab)).map((fault) => `${query}: ${fault}`));
    }
    expect(faults).toEqual([]);
    await context.close();
  });

  it('is read and saved with the keyboard alone, without a script, and goes on in the language that was chosen', async () => {
    const ayse = await customer();
    const context = await browser.newContext({ ...PHONE, javaScriptEnabled: false });
    const tab = await context.newPage();
    await tab.goto(`${service.service.url}${ayse.path}`);
    // From the language that holds (an arrow chooses the next one) over the boxes to the button.
    await tab.getByRole('radio', { name: 'Türkçe' }).focus();
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('Tab');
    await tab.keyboard.press('Tab');
    await tab.keyboard.press('Space');
    await tab.keyboard.press('Tab');
    await tab.keyboard.press('Enter');
    await tab.getByText('Saved.').waitFor();
    const isTicked = (name: string): Promise<boolean> => tab.getByRole('checkbox', { name }).isChecked();
    expect(await tab.getByRole('radio', { name: 'English' }).isChecked()).toBe(true);
    expect([await isTicked('Text message (SMS)'), await isTicked('surveys and reviews')]).toEqual([true, false]);
    expect((await recorded(ayse)).preferences).toEqual({ language: 'en', sms: 'yes', opinions: 'no' });
    await context.close();
  });
});
