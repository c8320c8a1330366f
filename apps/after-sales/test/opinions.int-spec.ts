import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { eventually, startServiceUnderTest, type ServiceUnderTest, type TestResponse } from '#testing';
import { afterSalesService } from '../src/service.js';
import { bought, type BoughtOrder } from './builders.js';

interface Asked {
  kind: string;
  subject: string;
  subjectId: string;
  link: string;
}

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startServiceUnderTest(afterSalesService);
});
afterAll(() => service.stop());

const facts = <T>(order: BoughtOrder, type: string): T[] =>
  service
    .published()
    .filter((envelope) => envelope.key === order.orderId && envelope.type === type)
    .map(({ data }) => data as T);
const asked = (order: BoughtOrder): Asked[] => facts<Asked>(order, 'survey.requested');
const passed = (order: BoughtOrder): number =>
  facts<{ deadline: string }>(order, 'deadline.passed').filter(({ deadline }) => deadline.startsWith('survey-')).length;

/** Makes a survey's time come, and waits until it was looked at. */
const timeComes = async (order: BoughtOrder, kind: string, subjectId: string): Promise<void> => {
  const before = passed(order);
  await eventually(async () => {
    const [, moved] = await service.dataSource.query<[unknown, number]>(
      `UPDATE outbox_timers SET due_at = now() - interval '1 second' WHERE name = $1`,
      [`survey-${kind} ${subjectId}`],
    );
    expect(moved).toBe(1);
  });
  await eventually(() => expect(passed(order)).toBe(before + 1));
  // Looked at means recorded as handled, in the same transaction as what came of it.
  const ids = service.published().filter(({ key, type }) => key === order.orderId && type === 'deadline.passed');
  await eventually(async () => {
    const rows = await service.dataSource.query<unknown[]>(`SELECT FROM inbox WHERE message_id = $1`, [ids.at(-1)?.id]);
    expect(rows).toHaveLength(1);
  });
};
/** An order of somebody who was never asked. */
const ofSomebody = (more: object = {}): Promise<BoughtOrder> =>
  bought(service, { email: `${uuidv7()}@example.com`, ...more });
const linkOf = async (order: BoughtOrder): Promise<string> => {
  await timeComes(order, 'nps', order.orderId);
  return eventually(() => {
    const [survey] = asked(order);
    if (!survey) throw new Error('not asked yet');
    return survey.link;
  });
};

describe('a survey', () => {
  it('is answered in one click that a scanner cannot make, and a second click takes its place', async () => {
    const order = await ofSomebody();
    const link = await linkOf(order);
    const page = await service.http().get<string>(`/v1/surveys/${link}?score=9`);
    expect(page.status).toBe(200);
    expect(page.body).toContain('value="9" required checked');
    expect(page.body).toContain('<html lang="tr">');
    expect((await service.http().get<string>(`/v1/surveys/${link}?lang=en`)).body).toContain('How likely are you');
    expect(page.body.length).toBeLessThan(50_000);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(facts(order, 'survey.answered')).toEqual([]);

    const form = (score: number, comment = ''): Promise<TestResponse<string>> =>
      service
        .http()
        .post<string>(`/v1/surveys/${link}`, new URLSearchParams({ score: String(score), comment }).toString(), {
          'content-type': 'application/x-www-form-urlencoded',
        });
    expect((await form(9)).body).toContain('teşekkür');
    await form(9);
    await form(3, 'Kargo geç geldi <script>alert(1)</script>');
    await eventually(() =>
      expect(facts(order, 'survey.answered')).toMatchObject([
        { score: 9, previousScore: null, sentiment: null },
        { score: 3, previousScore: 9, sentiment: 'negative', topics: ['delivery'] },
      ]),
    );
    for (const score of [11, -1, 2.5, NaN])
      expect(await form(score)).toMatchObject({ status: 422, body: expect.stringContaining('role="alert"') });
    const json = await service.http().post(`/v1/surveys/${link}`, { score: 10, comment: null });
    expect(json).toMatchObject({ status: 200, body: { kind: 'nps', score: 10 } });
    await service.dataSource.query(
      `UPDATE surveys SET first_answered_at = now() - interval '4 days' WHERE order_id = $1`,
      [order.orderId],
    );
    expect(await form(1)).toMatchObject({ status: 409 });
    expect((await service.http().get<string>(`/v1/surveys/${link}`)).body).toContain('sona erdi');
    expect(await service.http().get('/v1/surveys/guess')).toMatchObject({ status: 404 });
    const merchant = await service.asMerchant(order.merchantId);
    expect(await merchant.get('/v1/surveys?kind=nps')).toMatchObject({
      body: { items: [{ score: 10, externalId: '1001' }] },
    });
  });

  it('is counted by score and topic, on the day of its answer, for its merchant alone', async () => {
    const order = await ofSomebody();
    const link = await linkOf(order);
    const merchant = await service.asMerchant(order.merchantId);
    const today = new Date().toISOString().slice(0, 10);
    expect(await merchant.get('/v1/surveys/counts')).toMatchObject({
      body: { items: [{ kind: 'nps', score: null, surveys: 1 }], comments: [] },
    });

    await service.http().post(`/v1/surveys/${link}`, { score: 2, comment: 'Kargo geç geldi, paket ezilmiş.' });
    expect(await merchant.get(`/v1/surveys/counts?to=${today}`)).toMatchObject({
      body: {
        items: [{ kind: 'nps', score: 2, surveys: 1 }],
        comments: [
          { topic: 'delivery', sentiment: 'negative', comments: 1 },
          { topic: 'packaging', sentiment: 'negative', comments: 1 },
        ],
      },
    });
    const found = async (query: string): Promise<number> =>
      (await merchant.get<{ items: object[] }>(`/v1/surveys?${query}`)).body.items.length;
    expect(await found('commented=true&topic=packaging&sentiment=negative')).toBe(1);
    expect(await found('commented=false')).toBe(0);
    expect(await found('topic=price')).toBe(0);
    expect(await found('sentiment=positive')).toBe(0);
    expect(await found('from=2999-01-01')).toBe(0);

    await service.dataSource.query(`UPDATE surveys SET answered_at = now() - interval '3 days' WHERE order_id = $1`, [
      order.orderId,
    ]);
    const nothing = { body: { items: [], comments: [] } };
    expect(await merchant.get(`/v1/surveys/counts?from=${today}`)).toMatchObject(nothing);
    expect(await (await service.asMerchant()).get('/v1/surveys/counts')).toMatchObject(nothing);
    expect(await merchant.get('/v1/surveys/counts?from=2026-W01-1')).toMatchObject({ status: 422 });
  });

  it('waits while a complaint is open; its solution is asked about instead, and nobody twice in a while', async () => {
    const order = await ofSomebody();
    const merchant = await service.asMerchant(order.merchantId);
    const complaint = await merchant.post<{ id: string }>(
      `/v1/orders/${order.orderId}/complaints`,
      { type: 'quality', text: 'The handle is loose.' },
      { 'idempotency-key': uuidv7() },
    );
    await timeComes(order, 'nps', order.orderId);
    expect(asked(order)).toEqual([]);
    const { id } = complaint.body;
    const solution = { cause: 'quality', partyAtFault: 'supplier', resolution: 'refund' };
    await merchant.post(`/v1/complaints/${id}/solve`, solution);
    await timeComes(order, 'csat', id);
    await eventually(() => expect(asked(order)).toMatchObject([{ kind: 'csat', subject: 'complaint', subjectId: id }]));
    await timeComes(order, 'nps', order.orderId);
    expect(asked(order)).toHaveLength(1);
  });

  it('asks a person once, of whichever order', async () => {
    const email = `${uuidv7()}@example.com`;
    const merchantId = uuidv7();
    const [one, two] = [
      await bought(service, { merchantId, email }),
      await bought(service, { merchantId, email: email.toUpperCase() }),
    ];
    await timeComes(one, 'nps', one.orderId);
    await timeComes(two, 'nps', two.orderId);
    await eventually(() => expect([...asked(one), ...asked(two)]).toHaveLength(1));
  });
});

describe('a review', () => {
  it('is of goods that came, once per line, and seen when a person let it', async () => {
    const order = await ofSomebody();
    const path = `/v1/self-service/${order.token}/reviews`;
    const review = { lineId: order.mug, rating: 5, text: 'Harika! =HYPERLINK("http://evil")' };
    const submitted = await service.http().post<{ id: string }>(path, review);
    expect(submitted).toMatchObject({
      status: 201,
      body: { status: 'submitted', sentiment: 'positive', sku: 'MUG-RED', externalId: '1001' },
    });
    expect(await service.http().post(path, review)).toMatchObject({ status: 422, body: { code: 'NOT_REVIEWABLE' } });
    expect(await service.http().post(path, { ...review, lineId: uuidv7() })).toMatchObject({ status: 422 });
    const onItsWay = await ofSomebody({ delivered: [null, null] });
    const early = { ...review, lineId: onItsWay.mug };
    expect(await service.http().post(`/v1/self-service/${onItsWay.token}/reviews`, early)).toMatchObject({
      status: 422,
    });

    const merchant = await service.asMerchant(order.merchantId);
    const at = `/v1/reviews/${submitted.body.id}`;
    expect(await merchant.post(`${at}/answer`, { text: 'Thanks' })).toMatchObject({
      status: 409,
      body: { code: 'REVIEW_STATE' },
    });
    expect((await merchant.get<{ items: object[] }>('/v1/reviews?status=published')).body.items).toEqual([]);
    for (let again = 0; again < 2; again += 1)
      expect(await merchant.post(`${at}/moderate`, { decision: 'published' })).toMatchObject({
        body: { status: 'published' },
      });
    expect(await merchant.post(`${at}/answer`, { text: 'Thanks' })).toMatchObject({ body: { answer: 'Thanks' } });
    expect(
      (await merchant.get<{ items: object[] }>('/v1/reviews?status=published&sku=MUG-RED')).body.items,
    ).toHaveLength(1);
    expect(await (await service.asMerchant()).post(`${at}/moderate`, { decision: 'rejected' })).toMatchObject({
      status: 404,
    });
    await eventually(() => expect(facts(order, 'review.answered')).toHaveLength(1));
    expect(facts(order, 'review.moderated')).toHaveLength(1);
  });
});
