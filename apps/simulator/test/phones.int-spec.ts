import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { SimulatedWorld } from './simulated-world.js';

const secret = 'phones of the test';
const callback = 'http://product.example/v1/sms-callbacks/status/token-1';

describe('the telephone networks', () => {
  let world: SimulatedWorld;
  beforeAll(async () => {
    world = await SimulatedWorld.begin({ PHONE_SECRET: secret, MISBEHAVIOUR: 'twice=1' });
  });
  afterAll(() => world.end());

  const sms = (To: string): Promise<Response> =>
    fetch(`${world.service.url}/sim/twilio/2010-04-01/Accounts/AC1/Messages.json`, {
      method: 'POST',
      body: new URLSearchParams({ To, From: '+15005550006', Body: 'Yolda', StatusCallback: callback }),
    });
  const whatsApp = (to: string): Promise<Response> =>
    fetch(`${world.service.url}/sim/whatsapp/1/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ messaging_product: 'whatsapp', to, type: 'template', biz_opaque_callback_data: 'token-2' },
        template: { name: 'x', components: [{ type: 'body', parameters: [{ type: 'text', text: 'Yolda' }] }] },
      }),
    });
  const phone = (to: string) => world.get<{ items: object[] }>(`/sim/phones/messages?to=${encodeURIComponent(to)}`);

  it('bring texts, and report twice and signed how far they came', async () => {
    const taken = await sms('+905321234567');
    const { sid } = (await taken.json()) as { sid: string };
    expect([taken.status, sid.slice(0, 2)]).toEqual([201, 'SM']);
    await eventually(async () =>
      expect((await phone('+905321234567')).items).toMatchObject([{ body: 'Yolda', reported: 'delivered' }]),
    );
    const told = () => world.product.phoneReports.filter(({ path }) => path === '/v1/sms-callbacks/status/token-1');
    await eventually(() => expect(told()).toHaveLength(4));
    const reports = told();
    for (const { text, headers } of reports) {
      const names = [...new URLSearchParams(text)].sort(([a], [b]) => (a < b ? -1 : 1));
      const signed = callback + names.map(([name, value]) => name + value).join('');
      expect(headers['x-twilio-signature']).toBe(createHmac('sha1', secret).update(signed).digest('base64'));
    }
  });

  it('bring WhatsApp messages, and say of a phone that is off that they failed', async () => {
    const taken = await whatsApp('905321230002');
    expect(taken.status).toBe(200);
    await eventually(async () => expect((await phone('+905321230002')).items).toMatchObject([{ reported: 'failed' }]));
    const last = world.product.phoneReports.find(({ text }) => text.includes('"status":"failed"'));
    expect(last?.text).toContain('"biz_opaque_callback_data":"token-2"');
    expect(last?.headers['x-hub-signature-256']).toBe(
      `sha256=${createHmac('sha256', secret)
        .update(last?.text ?? '')
        .digest('hex')}`,
    );
  });

  it('refuse a number that nobody has, and sometimes answer with a page', async () => {
    const [nobody, page] = [await sms('+905321230001'), await sms('+905321230003')];
    expect([nobody.status, await nobody.json()]).toMatchObject([400, { code: 21_211 }]);
    expect([page.status, page.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8']);
    expect(await (await whatsApp('905321230001')).json()).toMatchObject({ error: { code: 131_026 } });
    expect((await phone('+905321230003')).items).toEqual([]);
  });
});
