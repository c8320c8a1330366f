import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { eventually, startServiceUnderTest, type ServiceUnderTest, type TestClient, type TestResponse } from '#testing';
import { ComplaintClocks } from '../src/complaints/complaint-clocks.service.js';
import { afterSalesService } from '../src/service.js';
import { bought, type BoughtOrder, once } from './builders.js';

interface ComplaintBody {
  id: string;
  number: string;
  status: string;
  nextDueAt: string | null;
  incidentId: string | null;
  messages: { author: string; thread: string; text: string }[];
}

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startServiceUnderTest(afterSalesService);
});
afterAll(() => service.stop());

const merchantOf = (order: BoughtOrder): Promise<TestClient> => service.asMerchant(order.merchantId);
const told = (order: BoughtOrder): string[] =>
  service
    .published()
    .filter(({ key, type }) => key === order.orderId && type !== 'deadline.passed')
    .map(({ type }) => type);
const hears = (order: BoughtOrder, ...types: string[]): Promise<void> =>
  eventually(() => expect(told(order)).toEqual(types));
const factOf = (order: BoughtOrder, type: string): object | undefined =>
  service.published().findLast((envelope) => envelope.key === order.orderId && envelope.type === type)?.data;

const complain = async (order: BoughtOrder, more: object = {}, headers = once()): Promise<ComplaintBody> => {
  const body = { type: 'damaged', text: 'It came in <b>pieces</b>. 😡', lineId: order.mug, ...more };
  const answer = await (
    await merchantOf(order)
  ).post<ComplaintBody>(`/v1/orders/${order.orderId}/complaints`, body, headers);
  expect(answer.status).toBe(201);
  return answer.body;
};

const solution = { cause: 'damaged', partyAtFault: 'supplier', resolution: 'refund' };

describe('a complaint', () => {
  it('is answered, asked about at the supplier, solved, and opened again by the customer', async () => {
    const order = await bought(service);
    const headers = once();
    const { id } = await complain(order, {}, headers);
    expect((await complain(order, {}, headers)).id).toBe(id);
    const merchant = await merchantOf(order);
    const write = (by: TestClient, thread: string, text: string): Promise<TestResponse<ComplaintBody>> =>
      by.post(`/v1/complaints/${id}/messages`, { thread, text });
    await write(merchant, 'internal', 'Third one this week.');
    await write(merchant, 'supplier', 'Who packs these?');
    const supplier = await service.asSupplier(order.mugSupplier, order.merchantId);
    expect(await write(supplier, 'customer', 'Hello!')).toMatchObject({ status: 403 });
    const seen = await write(supplier, 'supplier', 'A new hand.');
    expect(seen.body.messages.map(({ text }) => text)).toEqual(['Who packs these?', 'A new hand.']);
    expect(await write(merchant, 'customer', 'We are sorry.')).toMatchObject({
      status: 201,
      body: { status: 'answered' },
    });
    await merchant.post(`/v1/complaints/${id}/assign`, { assignee: 'Deniz' });
    expect(await merchant.post(`/v1/complaints/${id}/solve`, solution)).toMatchObject({
      body: { status: 'solved', nextDueAt: null },
    });
    expect(await merchant.post(`/v1/complaints/${id}/solve`, solution)).toMatchObject({
      status: 409,
      body: { code: 'COMPLAINT_STATE' },
    });

    const mine = `/v1/self-service/${order.token}/complaints`;
    const again = await service.http().post<ComplaintBody>(`${mine}/${id}/messages`, { text: 'The new one too.' });
    expect(again.body).toMatchObject({ status: 'answered', supplierId: null, assignee: null });
    expect(again.body.messages.map(({ text }) => text)).toEqual([
      ...['It came in <b>pieces</b>. 😡', 'We are sorry.', 'The new one too.'],
    ]);
    const stranger = await bought(service);
    expect(await service.http().get(`/v1/self-service/${stranger.token}/complaints/${id}`)).toMatchObject({
      status: 404,
    });
    await hears(
      order,
      ...['complaint.opened', 'complaint.message-added', 'complaint.message-added', 'complaint.message-added'],
      ...['complaint.message-added', 'complaint.first-answered', 'complaint.assigned', 'complaint.solved'],
      ...['complaint.message-added', 'complaint.reopened'],
    );
    expect(factOf(order, 'complaint.opened')).toMatchObject({
      supplierId: order.mugSupplier,
      sku: 'MUG-RED',
      carrier: 'aras',
    });
    expect(factOf(order, 'complaint.first-answered')).toMatchObject({ inTime: true });
    // What the customer wrote last stays inside.
    expect(factOf(order, 'complaint.message-added')).toMatchObject({ author: 'customer', text: null });
  });

  it('whose clock runs out goes up, once per clock, and not when it was answered in time', async () => {
    const order = await bought(service);
    const { id } = await complain(order);
    const runsOut = async (clock: string, column: string): Promise<void> => {
      await service.dataSource.query(`UPDATE complaints SET ${column} = now() - interval '1 minute' WHERE id = $1`, [
        id,
      ]);
      await service.dataSource.query(`UPDATE outbox_timers SET due_at = now() WHERE name = $1`, [
        `complaint-${clock} ${id}`,
      ]);
    };
    await runsOut('first_answer', 'first_answer_due_at');
    await hears(order, 'complaint.opened', 'complaint.breached', 'complaint.escalated');
    expect(factOf(order, 'complaint.escalated')).toMatchObject({ level: 1, reasonCode: 'FIRST_ANSWER_BREACHED' });
    const merchant = await merchantOf(order);
    await merchant.post(`/v1/complaints/${id}/messages`, { thread: 'customer', text: 'Sorry.' });
    await runsOut('solution', 'solution_due_at');
    await eventually(() =>
      expect(factOf(order, 'complaint.escalated')).toMatchObject({ level: 2, reasonCode: 'SOLUTION_BREACHED' }),
    );
    expect(factOf(order, 'complaint.first-answered')).toMatchObject({ inTime: false });
    expect(await merchant.get(`/v1/complaints/${id}`)).toMatchObject({
      body: { breached: ['first_answer', 'solution'], level: 2 },
    });
  });

  it('that was answered in time is not late when its timer was on its way already, nor late twice', async () => {
    const order = await bought(service);
    const { id } = await complain(order);
    const clocks = service.service.app.get(ComplaintClocks);
    const timerComes = (): Promise<void> =>
      service.dataSource.transaction((tx) => clocks.breach(tx, id, 'first_answer'));
    await timerComes();
    const isDue = (complaintId: string): Promise<unknown> =>
      service.dataSource.query(
        `UPDATE complaints SET first_answer_due_at = now() - interval '1 minute' WHERE id = $1`,
        [complaintId],
      );
    await isDue(id);
    await timerComes();
    await timerComes();
    const merchant = await merchantOf(order);
    await merchant.post(`/v1/complaints/${id}/messages`, { thread: 'customer', text: 'Sorry.' });
    const answered = await complain(order);
    await merchant.post(`/v1/complaints/${answered.id}/messages`, { thread: 'customer', text: 'Sorry.' });
    await isDue(answered.id);
    await service.dataSource.transaction((tx) => clocks.breach(tx, answered.id, 'first_answer'));
    expect(await merchant.get(`/v1/complaints/${answered.id}`)).toMatchObject({ body: { breached: [], level: 0 } });
    expect(await merchant.get(`/v1/complaints/${id}`)).toMatchObject({
      body: { breached: ['first_answer'], level: 1 },
    });
  });

  it('stands in the queue by the time that is left', async () => {
    const merchantId = uuidv7();
    const merchant = await service.asMerchant(merchantId);
    const ids: string[] = [];
    for (let at = 0; at < 3; at += 1) {
      const { id } = await complain(await bought(service, { merchantId }), { type: 'other', lineId: null });
      ids.unshift(id);
      await service.dataSource.query(
        `UPDATE complaints SET next_due_at = now() - $2 * interval '1 hour' WHERE id = $1`,
        [id, at],
      );
    }
    const first = await merchant.get<{ items: ComplaintBody[]; next: string }>('/v1/complaints?order=queue&limit=2');
    const rest = await merchant.get<{ items: ComplaintBody[] }>(
      `/v1/complaints?order=queue&limit=2&after=${first.body.next}`,
    );
    expect([...first.body.items, ...rest.body.items].map(({ id }) => id)).toEqual(ids);
    expect(first.body.items[0]).toMatchObject({ secondsLeft: expect.any(Number) });
  });

  it('is found by what a desk looks for, and counted', async () => {
    const merchantId = uuidv7();
    const merchant = await service.asMerchant(merchantId);
    const order = await bought(service, { merchantId });
    const [broken, late] = [await complain(order), await complain(order, { type: 'late', lineId: null })];
    await merchant.post(`/v1/complaints/${broken.id}/assign`, { assignee: 'Deniz' });
    await service.dataSource.query(`UPDATE complaints SET next_due_at = now() - interval '1 hour' WHERE id = $1`, [
      late.id,
    ]);
    const found = async (query: string): Promise<string[]> =>
      (await merchant.get<{ items: ComplaintBody[] }>(`/v1/complaints?${query}`)).body.items.map(({ id }) => id);
    expect(await found('type=late')).toEqual([late.id]);
    expect(await found('unassigned=true')).toEqual([late.id]);
    expect(await found('late=true')).toEqual([late.id]);
    expect(await found('assignee=Deniz')).toEqual([broken.id]);
    expect(await found(`supplierId=${order.mugSupplier}`)).toEqual([broken.id]);
    expect(await found(`q=${broken.number.toLowerCase()}`)).toEqual([broken.id]);
    expect(await found('q=1001')).toEqual([late.id, broken.id]);
    expect(await merchant.get('/v1/complaints/counts')).toMatchObject({
      body: { open: 2, late: 1, unanswered: 2, unassigned: 1, assignees: [{ assignee: 'Deniz', open: 1 }] },
    });
    expect(await merchant.get(`/v1/complaints/${broken.id}`)).toMatchObject({
      body: { externalId: '1001', title: 'Kupa', merchantId },
    });
  });

  it('is not answered by somebody who has not read what happened meanwhile, nor twice by a second click', async () => {
    const order = await bought(service);
    const merchant = await merchantOf(order);
    const { id } = await complain(order);
    const seen = async (): Promise<Record<string, string>> => {
      const { body } = await merchant.get<{ revision: number }>(`/v1/complaints/${id}`);
      return { 'if-match': `"${String(body.revision)}"` };
    };
    const before = await seen();
    const answer = { thread: 'customer', text: 'We are sorry.' };
    const click = { ...before, ...once() };
    const write = (headers: Record<string, string>): Promise<TestResponse<ComplaintBody>> =>
      merchant.post(`/v1/complaints/${id}/messages`, answer, headers);
    expect((await write(click)).body.messages).toHaveLength(2);
    expect(await write(click)).toMatchObject({ status: 201 });
    const refused = { status: 412, body: { code: 'COMPLAINT_CHANGED' } };
    expect(await write({ ...before, ...once() })).toMatchObject(refused);
    expect(await merchant.post(`/v1/complaints/${id}/solve`, solution, before)).toMatchObject(refused);
    expect(await merchant.post(`/v1/complaints/${id}/solve`, solution, { 'if-match': 'mine' })).toMatchObject(refused);
    const after = await merchant.get<ComplaintBody>(`/v1/complaints/${id}`);
    expect(after.body).toMatchObject({ status: 'answered' });
    expect(after.body.messages).toHaveLength(2);
    expect(await merchant.post(`/v1/complaints/${id}/solve`, solution, await seen())).toMatchObject({ status: 200 });
  });

  it('is merged into another one of the same order, with all that was said', async () => {
    const order = await bought(service);
    const [one, two] = [await complain(order), await complain(order, { text: 'And the lid.' })];
    const merchant = await merchantOf(order);
    const elsewhere = await complain(await bought(service, { merchantId: order.merchantId }));
    const merge = (intoId: string): Promise<TestResponse> =>
      merchant.post(`/v1/complaints/${two.id}/merge`, { intoId });
    expect(await merge(elsewhere.id)).toMatchObject({ status: 409, body: { code: 'OTHER_ORDER' } });
    expect(await merge(two.id)).toMatchObject({ status: 409 });
    expect(await merge(one.id)).toMatchObject({ status: 200, body: { status: 'merged', mergedInto: one.id } });
    const { body } = await merchant.get<ComplaintBody>(`/v1/complaints/${one.id}`);
    expect(body.messages.map(({ text }) => text)).toEqual(['It came in <b>pieces</b>. 😡', 'And the lid.']);
  });

  it('is answered by a macro with the order’s facts', async () => {
    const order = await bought(service);
    const { id, number } = await complain(order);
    const merchant = await merchantOf(order);
    const text = 'Order {{orderNumber}}, {{ complaintNumber }}: {{unknown}} {{text}}';
    expect(await merchant.post('/v1/complaint-macros', { name: 'sorry', text })).toMatchObject({ status: 201 });
    const sent = await merchant.post<ComplaintBody>(`/v1/complaints/${id}/messages`, {
      thread: 'customer',
      macro: 'sorry',
      text: 'Bye.',
    });
    expect(sent.body.messages.at(-1)?.text).toBe(`Order 1001, ${number}: {{unknown}} Bye.`);
    const filled = await merchant.get<{ items: { id: string }[] }>(`/v1/complaints/${id}/macros`);
    expect(filled.body.items).toMatchObject([{ name: 'sorry', text: `Order 1001, ${number}: {{unknown}} {{text}}` }]);
    const unknown = { thread: 'customer', macro: 'none' };
    expect(await merchant.post(`/v1/complaints/${id}/messages`, unknown)).toMatchObject({ status: 404 });
    const macro = `/v1/complaint-macros/${filled.body.items[0]?.id ?? ''}`;
    expect(await merchant.delete(macro)).toMatchObject({ status: 204 });
    expect(await merchant.get('/v1/complaint-macros')).toMatchObject({ body: { items: [] } });
  });

  it('keeps to the hours of its desk', async () => {
    const merchantId = uuidv7();
    const merchant = await service.asMerchant(merchantId);
    const { body: usual } = await merchant.get<{ calendar: object }>('/v1/complaint-settings');
    const always = { ...usual.calendar, workdays: [1, 2, 3, 4, 5, 6, 7], region: 'none', opensAt: 0, closesAt: 1_440 };
    const settings = { ...usual, calendar: always, firstAnswerHours: 30 };
    expect(await merchant.put('/v1/complaint-settings', settings)).toMatchObject({ status: 200, body: settings });
    const shut = { ...settings, calendar: { ...always, closesAt: 1, opensAt: 1 } };
    expect(await merchant.put('/v1/complaint-settings', shut)).toMatchObject({
      status: 422,
      body: { code: 'CALENDAR' },
    });
    const { nextDueAt } = await complain(await bought(service, { merchantId }));
    const hours = (Date.parse(nextDueAt ?? '') - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(29);
    expect(hours).toBeLessThan(31);
  });
});

describe('similar complaints', () => {
  it('of one supplier, SKU, carrier and cause are one incident, of which each order hears once', async () => {
    const merchantId = uuidv7();
    const merchant = await service.asMerchant(merchantId);
    const first = await bought(service, { merchantId });
    // The other customers bought from the same supplier.
    const orders = [first];
    for (let at = 0; at < 3; at += 1) {
      const other = await bought(service, { merchantId });
      await service.dataSource.query(`UPDATE parcels SET supplier_id = $2 WHERE shipment_id = $1`, [
        other.parcels[0],
        first.mugSupplier,
      ]);
      orders.push(other);
    }
    const [a, b, c, d] = orders as [BoughtOrder, BoughtOrder, BoughtOrder, BoughtOrder];
    await complain(a);
    await complain(a, { text: 'The same customer again.' });
    await complain(b, { type: 'late' });
    await complain(b);
    expect((await merchant.get<{ items: object[] }>('/v1/incidents')).body.items).toEqual([]);
    await complain(c);
    await complain(d);
    const { body } = await merchant.get<{ items: { id: string; orders: number }[] }>('/v1/incidents');
    expect(body.items).toMatchObject([{ orders: 4, cause: 'damaged', sku: 'MUG-RED' }]);
    const path = `/v1/incidents/${body.items[0]?.id ?? ''}/close`;
    const concerned = await merchant.get<{ items: object[] }>(`/v1/complaints?incidentId=${body.items[0]?.id ?? ''}`);
    expect(concerned.body.items).toHaveLength(5);
    expect(await merchant.post(path, { explanation: 'New boxes.' })).toMatchObject({ status: 204 });
    expect(await merchant.post(path, {})).toMatchObject({ status: 404 });
    expect(await merchant.get(path.replace('/close', ''))).toMatchObject({ body: { explanation: 'New boxes.' } });
    await eventually(() => {
      for (const order of orders) {
        const heard = told(order).filter((type) => type.startsWith('incident.'));
        expect(heard).toEqual(['incident.opened', 'incident.closed']);
      }
    });
  });
});

describe('a mail', () => {
  const mailed = async (
    order: BoughtOrder,
    more: object = {},
  ): Promise<{ outcome: string; reason: string | null; complaintId: string | null }> => {
    const mail = {
      ...{
        messageId: `<${uuidv7()}@mail.example>`,
        from: 'AYSE@example.com',
        subject: 'Order 1001',
        text: 'Where is it?',
      },
      ...{ headers: {}, ...more },
    };
    const answer = await (await merchantOf(order)).post<never>('/v1/complaint-mails', mail);
    expect(answer.status).toBe(200);
    return answer.body;
  };

  it('of a customer opens a complaint, its answer goes to it, and the same mail again adds nothing', async () => {
    const order = await bought(service);
    const messageId = '<first@mail.example>';
    const opened = await mailed(order, { messageId });
    expect(opened).toMatchObject({ outcome: 'opened' });
    expect(await mailed(order, { messageId })).toEqual({
      outcome: 'known',
      complaintId: opened.complaintId,
      reason: null,
    });
    const merchant = await merchantOf(order);
    const { body } = await merchant.get<ComplaintBody>(`/v1/complaints/${opened.complaintId ?? ''}`);
    await merchant.post(`/v1/complaints/${body.id}/solve`, { ...solution, cause: 'late', partyAtFault: 'carrier' });
    const answer = { subject: `Re: ${body.number}`, text: 'Still not here.\n\n> On Mon we wrote' };
    expect(await mailed(order, answer)).toMatchObject({ outcome: 'added', complaintId: body.id });
    const after = await merchant.get<ComplaintBody>(`/v1/complaints/${body.id}`);
    expect(after.body).toMatchObject({ status: 'answered', channel: 'email' });
    expect(after.body.messages.map(({ text }) => text)).toEqual(['Where is it?', 'Still not here.']);
  });

  it('of a program, of a stranger, or in a loop is dropped, with the reason', async () => {
    const order = await bought(service);
    const { complaintId } = await mailed(order);
    const number = (await (await merchantOf(order)).get<ComplaintBody>(`/v1/complaints/${complaintId ?? ''}`)).body
      .number;
    expect(await mailed(order, { headers: { 'auto-submitted': 'auto-replied' } })).toMatchObject({
      reason: 'AUTO_REPLY',
    });
    expect(await mailed(order, { from: 'eve@example.com', subject: `Re: ${number}` })).toMatchObject({
      reason: 'UNKNOWN_SENDER',
    });
    const outcomes: string[] = [];
    for (let at = 0; at < 11; at += 1) outcomes.push((await mailed(order, { subject: number })).outcome);
    expect(outcomes).toEqual([...Array<string>(9).fill('added'), 'dropped', 'dropped']);
  });
});
