import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { eventually, startServiceUnderTest, type ServiceUnderTest } from '#testing';
import { notificationService } from '../src/service.js';
import { asked, refunded, aReturn } from './after-sales-builders.js';
import { anOrder, placed, registered, type TestOrder } from './builders.js';
import { MailSink, type SunkMail } from './mail-sink.js';

const sink = new MailSink();
let service: ServiceUnderTest;

beforeAll(async () => {
  service = await startServiceUnderTest(notificationService, {
    SMTP_URL: await sink.start(),
    PUBLIC_URL: 'https://kervan.example',
  });
});
afterAll(async () => {
  await service.stop();
  await sink.stop();
});

/** One merchant's customer, told that the order is there. */
async function toldCustomer(changes: Partial<TestOrder> = {}): Promise<{ order: TestOrder; mail: SunkMail }> {
  const order = anOrder(changes);
  await service.publish(placed(order));
  const mail = await eventually(() => {
    const last = sink.to(order.email).at(-1);
    expect(last?.text).toContain(`tok-${order.orderId}`);
    return last!;
  });
  return { order, mail };
}

/** A report as a mail server writes it. */
function report(type: 'delivery-status' | 'feedback-report', fields: readonly string[], messageId: string): string {
  return [
    'From: MAILER-DAEMON@mx.example',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=${type}; boundary="b"`,
    ...['', '--b', 'Content-Type: text/plain', '', 'It did not work.'],
    ...['--b', `Content-Type: message/${type}`, '', ...fields],
    ...['', '--b', 'Content-Type: message/rfc822', '', `Message-ID: ${messageId}`, 'Subject: x', '', 'x', '--b--', ''],
  ].join('\r\n');
}

const bounce = (messageId: string, recipient: string, status = '5.1.1'): string =>
  report(
    'delivery-status',
    ['Reporting-MTA: dns; mx', '', `Final-Recipient: rfc822; ${recipient}`, 'Action: failed', `Status: ${status}`],
    messageId,
  );

const complaint = (messageId: string): string =>
  report('feedback-report', ['Feedback-Type: abuse', 'User-Agent: mx/1', 'Version: 1'], messageId);

async function handIn(raw: string): Promise<unknown> {
  const operator = await service.asOperator();
  const answer = await operator.post<{ outcome: string }>('/v1/mail-reports', raw, {
    'content-type': 'message/rfc822',
  });
  expect(answer.status).toBe(200);
  return answer.body.outcome;
}

const stateOf = (order: TestOrder): Promise<string[]> =>
  service.dataSource
    .query<{ state: string }[]>(
      `SELECT concat_ws(' ', template, status, status_reason) AS state FROM notifications
        WHERE order_id = $1 ORDER BY sequence`,
      [order.orderId],
    )
    .then((rows) => rows.map(({ state }) => state));

describe('an address that bounced', () => {
  it('is not written to again, whoever writes, until an operator lifts it', async () => {
    const { order, mail } = await toldCustomer();
    expect(await handIn(bounce(mail.messageId ?? '', order.email.toUpperCase()))).toBe('suppressed');
    expect(await handIn(bounce(mail.messageId ?? '', order.email))).toBe('suppressed');
    const other = anOrder({ email: order.email });
    await service.publish(placed(other));
    await eventually(async () => expect(await stateOf(other)).toEqual(['order-placed skipped BOUNCED']));
    expect(await stateOf(order)).toEqual(['order-placed sent BOUNCED_5.1.1']);

    const operator = await service.asOperator();
    const { body } = await operator.get<{ items: { id: string; reason: string; address: string; detail: string }[] }>(
      '/v1/suppressions?limit=1',
    );
    expect(body.items[0]).toMatchObject({ reason: 'BOUNCED', detail: '5.1.1' });
    expect(body.items[0]?.address).toBe(`${order.email.slice(0, 1)}***@example.com`);
    expect((await operator.delete(`/v1/suppressions/${body.items[0]?.id ?? ''}`)).status).toBe(204);
    await service.publish(registered(order, uuidv7()));
    await eventually(async () => expect((await stateOf(order))[1]).toBe('order-shipped sent'));
    expect((await (await service.asMerchant(order.merchantId)).get('/v1/suppressions')).status).toBe(403);
  });

  it('is written to when the report is forged, about somebody else, or says nothing of the address', async () => {
    const { order, mail } = await toldCustomer();
    expect(await handIn(bounce('<guessed@shop.example>', order.email))).toBe('ignored');
    expect(await handIn(bounce(mail.messageId ?? '', 'other@example.com'))).toBe('ignored');
    expect(await handIn(bounce(mail.messageId ?? '', order.email, '5.2.2'))).toBe('noted');
    expect(await handIn('no mail at all')).toBe('ignored');
    await service.publish(registered(order, uuidv7()));
    await eventually(async () => expect((await stateOf(order))[1]).toBe('order-shipped sent'));
  });
});

describe('somebody who had enough', () => {
  it('and said that it is spam, gets only what law or contract demands', async () => {
    const { order, mail } = await toldCustomer();
    expect(await handIn(complaint(mail.messageId ?? ''))).toBe('suppressed');
    await service.publish(registered(order, uuidv7()));
    await service.publish(refunded(order, aReturn(order)));
    await eventually(async () =>
      expect((await stateOf(order)).slice(1)).toEqual(['order-shipped skipped COMPLAINED', 'refund-completed sent']),
    );
  });

  it('ends what is not service with one click, and hears of the order as before', async () => {
    const { order, mail: service1 } = await toldCustomer();
    const headers = (mail: SunkMail | undefined, name: string) => mail?.headers.find(({ key }) => key === name)?.value;
    expect(headers(service1, 'list-unsubscribe')).toBeUndefined();
    await service.publish(asked(order));
    await eventually(() => expect(sink.to(order.email)).toHaveLength(2));
    const survey = sink.to(order.email)[1];
    expect(headers(survey, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const link = new URL(/<(.+)>/u.exec(headers(survey, 'list-unsubscribe') ?? '')?.[1] ?? '');
    expect(link.origin).toBe('https://kervan.example');

    // A program that looks at the link changes nothing; a click does, also twice.
    expect((await service.http().get(link.pathname)).status).toBe(200);
    await service.publish(asked(order));
    await eventually(() => expect(sink.to(order.email)).toHaveLength(3));
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const click = async (): Promise<number> =>
      (await service.http().post(link.pathname, 'List-Unsubscribe=One-Click', form)).status;
    expect([await click(), await click()]).toEqual([200, 200]);
    await service.publish(asked(order));
    await service.publish(registered(order, uuidv7()));
    await eventually(async () =>
      expect((await stateOf(order)).slice(3)).toEqual(['survey-asked skipped UNSUBSCRIBED', 'order-shipped sent']),
    );
    expect((await service.http().post('/v1/unsubscribe/guessed', '', form)).status).toBe(404);
  });
});
