import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { eventually, startServiceUnderTest, type ServiceUnderTest } from '#testing';
import { notificationService } from '../src/service.js';
import { anOrder, merchant, placed, registered, type TestOrder } from './builders.js';
import { MailSink } from './mail-sink.js';
import { metaSignature, PhonePartner, twilioSignature, type PhoneMessage } from './phone-partner.js';

const publicUrl = 'http://shop.example';
const token = 'twilio-token';
const secret = 'meta-secret';
const sink = new MailSink();
const partner = new PhonePartner();
let service: ServiceUnderTest;
let numbers = 0;

beforeAll(async () => {
  const url = await partner.start();
  service = await startServiceUnderTest(notificationService, {
    ...{ SMTP_URL: await sink.start(), PUBLIC_URL: publicUrl, MAIL_RETRY_FIRST_MS: '20' },
    ...{ TWILIO_API_URL: url, TWILIO_ACCOUNT_SID: 'AC0123', TWILIO_AUTH_TOKEN: token, SMS_FROM: '+15005550006' },
    ...{ WHATSAPP_API_URL: url, WHATSAPP_PHONE_NUMBER_ID: '42', WHATSAPP_TOKEN: 'meta-token' },
    ...{ WHATSAPP_APP_SECRET: secret, WHATSAPP_VERIFY_TOKEN: 'hello' },
  });
});
afterAll(async () => {
  await service.stop();
  await sink.stop();
  await partner.stop();
});

interface Customer {
  readonly order: TestOrder;
  readonly phone: string;
}

/** A customer of a shop with these rules, who ordered with a number as people write it. */
async function customer(content: object, changes: Partial<TestOrder> = {}): Promise<Customer> {
  const order = anOrder(changes);
  numbers += 1;
  const phone = `+90532${String(1_000_000 + numbers)}`;
  const client = await service.asMerchant(order.merchantId);
  const draft = await client.post<{ id: string }>('/v1/notification-rules', { name: 'Phones', content });
  expect(draft.status).toBe(201);
  await client.post(`/v1/notification-rules/${draft.body.id}/activate`, {});
  await service.publish(merchant(order));
  await service.publish(placed(order, { phone: `${phone.slice(0, 6)} ${phone.slice(6, 9)} ${phone.slice(9)}` }));
  return { order, phone };
}

const shipped = ({ order }: Customer) => service.publish(registered(order, uuidv7()));

async function told({ order }: Customer): Promise<string[]> {
  const client = await service.asMerchant(order.merchantId);
  const { body } = await client.get<{
    items: { template: string; channel: string; status: string; statusReason: string | null }[];
  }>(`/v1/notifications?orderId=${order.orderId}`);
  return body.items
    .reverse()
    .map(({ template, channel, status, statusReason }) =>
      [template, channel, status, statusReason].filter(Boolean).join(' '),
    );
}

/** A status webhook of Meta's about a message. */
async function reported(message: PhoneMessage | undefined, status: string, code?: number): Promise<number> {
  const one = { id: message?.providerId, status, timestamp: '1750857384', recipient_id: message?.to.slice(1) };
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '1',
        changes: [
          {
            field: 'messages',
            value: {
              messaging_product: 'whatsapp',
              statuses: [
                {
                  ...one,
                  biz_opaque_callback_data: message?.sent['biz_opaque_callback_data'],
                  ...(code === undefined ? {} : { errors: [{ code, title: 'Message undeliverable' }] }),
                },
              ],
            },
          },
        ],
      },
    ],
  });
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': metaSignature(secret, body) };
  return (await service.http().post('/v1/whatsapp-callbacks', body, headers)).status;
}

const byPhone = { channels: ['whatsapp', 'sms', 'email'], phoneConsent: 'order' };

describe('a customer with a number', () => {
  it('is told by the best channel of the rules, in the words of its template', async () => {
    const ayse = await customer(byPhone);
    await shipped(ayse);
    await eventually(async () =>
      expect(await told(ayse)).toEqual(['order-placed email sent', 'order-shipped whatsapp sent']),
    );
    const [message] = partner.to(ayse.phone);
    expect(message?.headers.authorization).toBe('Bearer meta-token');
    expect(message?.sent).toMatchObject({
      ...{ messaging_product: 'whatsapp', type: 'template', to: ayse.phone.slice(1) },
      template: { name: 'kervan_order_shipped', language: { code: 'tr' } },
    });
    expect(message?.body).toBe(
      `Çarşı | 1001 | 1001 numaralı siparişiniz yolda | ${publicUrl}/track/tok-${ayse.order.orderId}`,
    );
    // What must be provable went by mail.
    expect(sink.to(ayse.order.email)).toHaveLength(1);
    // Events travel by themselves, after the commit that the list shows.
    await eventually(() =>
      expect(service.published().filter(({ key }) => key === ayse.order.orderId)).toMatchObject([
        { type: 'notification.sent', data: { channel: 'email' } },
        { type: 'notification.sent', data: { channel: 'whatsapp' } },
      ]),
    );
  });

  it('is told by the next channel when one refuses, at once or later, and by each only once', async () => {
    const mehmet = await customer(byPhone);
    partner.next('sms', mehmet.phone, 'refuse');
    await shipped(mehmet);
    await eventually(async () => expect((await told(mehmet))[1]).toBe('order-shipped whatsapp sent'));
    const [message] = partner.to(mehmet.phone, 'whatsapp');
    // Reports come twice and in any order.
    expect(await reported(message, 'failed', 131_026)).toBe(200);
    await eventually(async () => expect((await told(mehmet))[1]).toBe('order-shipped email sent'));
    await reported(message, 'failed', 131_026);
    await reported(message, 'sent');
    expect(await told(mehmet)).toEqual(['order-placed email sent', 'order-shipped email sent']);
    expect(partner.to(mehmet.phone)).toHaveLength(1);
    expect(sink.to(mehmet.order.email)).toHaveLength(2);
  });

  it('is not written to there without consent, nor after saying no', async () => {
    const zeynep = await customer({ channels: ['sms', 'email'] });
    await shipped(zeynep);
    await eventually(async () => expect((await told(zeynep))[1]).toBe('order-shipped email sent'));
    const client = await service.asMerchant(zeynep.order.merchantId);
    const say = (allowed: boolean) =>
      client.put('/v1/contact-consents', { phone: zeynep.phone, channel: 'sms', allowed });
    expect((await say(true)).status).toBe(200);
    await shipped(zeynep);
    await eventually(async () => expect((await told(zeynep))[2]).toBe('order-shipped sms sent'));
    await say(false);
    await shipped(zeynep);
    await eventually(async () => expect((await told(zeynep))[3]).toBe('order-shipped email sent'));
  });

  it('hears nothing more there after STOP, until START', async () => {
    const can = await customer({ channels: ['sms'], phoneConsent: 'order' });
    const answer = async (Body: string, signed = true): Promise<number> => {
      const form = { From: can.phone, To: '+15005550006', Body };
      const signature = signed ? twilioSignature(token, `${publicUrl}/v1/sms-callbacks/answers`, form) : 'AAAA';
      const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature };
      return (await service.http().post('/v1/sms-callbacks/answers', new URLSearchParams(form).toString(), headers))
        .status;
    };
    expect(await answer('İptal', false)).toBe(403);
    expect(await answer('İptal.')).toBe(200);
    await shipped(can);
    await eventually(async () => expect((await told(can))[1]).toBe('order-shipped email skipped STOPPED'));
    await answer('START');
    await shipped(can);
    await eventually(async () => expect((await told(can))[2]).toBe('order-shipped sms sent'));
    const [message] = partner.to(can.phone);
    expect(message?.headers.authorization).toBe(`Basic ${Buffer.from(`AC0123:${token}`).toString('base64')}`);
    expect(message?.sent).toMatchObject({ From: '+15005550006', To: can.phone });
    expect(message?.body).toMatch(/^Çarşı: 1001 numaralı siparişiniz yolda http/);
  });

  it('gets one text when its answer is lost: it is asked about before it is sent again', async () => {
    const elif = await customer({ channels: ['sms'], phoneConsent: 'order' });
    partner.next('sms', elif.phone, 'lost');
    await shipped(elif);
    await eventually(async () => expect((await told(elif))[1]).toBe('order-shipped sms sent'));
    expect(partner.to(elif.phone)).toHaveLength(1);
  });

  it('is told in the end, once, when the partner answers with a page first, or that it has had enough', async () => {
    for (const mood of ['html', 'limit'] as const) {
      const deniz = await customer({ channels: ['sms'], phoneConsent: 'order' });
      partner.next('sms', deniz.phone, mood);
      await shipped(deniz);
      await eventually(async () => expect((await told(deniz))[1]).toBe('order-shipped sms sent'));
      expect(partner.to(deniz.phone)).toHaveLength(1);
    }
  });
});

describe('rules with conditions', () => {
  it('choose by what the order is, the first that fits, and say which', async () => {
    const total = { currency: 'TRY', fromMinor: 20_000 };
    const content = {
      ...{ phoneConsent: 'order', channels: ['email'] },
      rules: [
        { template: 'order-shipped', when: { total, languages: ['tr'] }, channels: ['sms'] },
        { template: 'order-shipped', told: false },
      ],
    };
    const ayse = await customer(content);
    await shipped(ayse);
    await eventually(async () => expect((await told(ayse))[1]).toBe('order-shipped sms sent'));
    const client = await service.asMerchant(ayse.order.merchantId);
    const rules = await client.get<{ items: { id: string }[] }>('/v1/notification-rules');
    const preview = await client.get<{ items: { template: string; rule: number | null }[] }>(
      `/v1/notification-rules/${rules.body.items[0]?.id ?? ''}/preview?orderId=${ayse.order.orderId}`,
    );
    expect(preview.body.items.map(({ template, rule }) => [template, rule])).toEqual([
      ['order-placed', null],
      ['order-shipped', 0],
    ]);
    const unreachable = { rules: [{ template: 'delivered' }, { template: 'delivered', when: { parcelsFrom: 2 } }] };
    expect((await client.post('/v1/notification-rules', { name: 'x', content: unreachable })).status).toBe(422);
  });
});

describe('the address of WhatsApp’s webhooks', () => {
  it('is proved to Meta, and takes nothing that Meta did not sign', async () => {
    const path = '/v1/whatsapp-callbacks';
    const proof = await service.http().get(`${path}?hub.mode=subscribe&hub.verify_token=hello&hub.challenge=115`);
    expect([proof.status, String(proof.body)]).toEqual([200, '115']);
    expect((await service.http().get(`${path}?hub.mode=subscribe&hub.verify_token=x&hub.challenge=1`)).status).toBe(
      403,
    );
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': metaSignature('other', '{}') };
    expect((await service.http().post(path, '{}', headers)).status).toBe(403);
  });
});
