import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import nodemailer from 'nodemailer';
import { SmtpSink } from '../src/mailbox/smtp-sink.js';
import { SimulatedWorld } from './simulated-world.js';

interface Page {
  items: { id: string; from: string; to: string; subject: string; date: string; messageId: string }[];
  next: string | null;
}

describe('the mailbox', () => {
  let world: SimulatedWorld;
  const send = async (to: string, subject: string, messageId: string): Promise<void> => {
    const transport = nodemailer.createTransport({ host: '127.0.0.1', port: world.service.app.get(SmtpSink).port });
    await transport.sendMail({
      ...{ from: 'Kervan <shop@example.com>', to, subject, messageId, text: 'Merhaba', html: '<p>Merhaba</p>' },
      headers: { 'X-Kervan-Notification': '42' },
    });
    transport.close();
  };
  beforeAll(async () => {
    world = await SimulatedWorld.begin();
  });
  afterAll(() => world.end());

  it('keeps a mail before it says yes, with everything that a person or a checker asks for', async () => {
    await send('ayse@example.com', 'Siparişiniz yola çıktı', '<m1@kervan>');
    const { items } = await world.get<Page>('/v1/mailbox?to=ayse@example.com');
    expect(items).toMatchObject([
      {
        from: 'shop@example.com',
        to: 'ayse@example.com',
        subject: 'Siparişiniz yola çıktı',
        messageId: '<m1@kervan>',
      },
    ]);
    const mail = await world.get<{ html: string; text: string }>(`/v1/mailbox/${items[0]!.id}`);
    expect([mail.html.trim(), mail.text.trim()]).toEqual(['<p>Merhaba</p>', 'Merhaba']);
    const { mails } = await world.ledger();
    expect(mails).toMatchObject([{ messageId: '<m1@kervan>', headers: { 'x-kervan-notification': '42' } }]);
  });

  it('tells a sender in doubt whether a mail was taken', async () => {
    await send('doubt@example.com', 'Doubt', '<m2@kervan>');
    const status = (id: string) => world.get(`/sim/mail-status?messageId=${encodeURIComponent(id)}`);
    expect(await status('<m2@kervan>')).toEqual({ accepted: true });
    expect(await status('m2@kervan')).toEqual({ accepted: true });
    expect(await status('<never@kervan>')).toEqual({ accepted: false });
  });

  it('is read page by page, newest first, and shows a copy as a second mail', async () => {
    for (const subject of ['one', 'two', 'two']) await send('pages@example.com', subject, `<${subject}@kervan>`);
    const first = await world.get<Page>('/v1/mailbox?to=pages@example.com&limit=2');
    const second = await world.get<Page>(`/v1/mailbox?to=pages@example.com&limit=2&after=${first.next!}`);
    expect([...first.items, ...second.items].map(({ subject }) => subject)).toEqual(['two', 'two', 'one']);
    expect(second.next).toBeNull();
  });

  it('answers 404 for a mail that it does not have', async () => {
    const response = await fetch(`${world.service.url}/v1/mailbox/01900000-0000-7000-8000-000000000000`);
    expect(response.status).toBe(404);
  });
});

describe('a mailbox with bad days', () => {
  let world: SimulatedWorld;
  beforeAll(async () => {
    world = await SimulatedWorld.begin({ MISBEHAVIOUR: 'error500=1' });
  });
  afterAll(() => world.end());

  it('refuses for now, or takes the mail and breaks the line; either once', async () => {
    const port = world.service.app.get(SmtpSink).port;
    const outcomes = new Set<string>();
    for (let count = 0; count < 12; count++) {
      const transport = nodemailer.createTransport({ host: '127.0.0.1', port });
      const mail = { from: 'a@example.com', to: 'b@example.com', subject: 's', text: 't', messageId: `<${count}@bad>` };
      const fault = await transport.sendMail(mail).then(
        () => null,
        (error: unknown) => error as { responseCode?: number },
      );
      expect(fault).not.toBeNull();
      const { accepted } = await world.get<{ accepted: boolean }>(`/sim/mail-status?messageId=${count}@bad`);
      outcomes.add(`${fault?.responseCode ?? 'no answer'}, ${accepted ? 'taken' : 'not taken'}`);
      await expect(transport.sendMail(mail)).resolves.toBeDefined();
      transport.close();
    }
    expect(outcomes).toEqual(new Set(['451, not taken', 'no answer, taken']));
  });
});
