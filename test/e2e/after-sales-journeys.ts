import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { aPicture } from '#testing';
import { Api } from '../harness/api.js';
import { Database } from '../rehearsal/database.js';
import { restOrder, Shop, step, type OrderAnswer } from './shop.js';

interface ReturnAnswer {
  id: string;
  status: string;
  lines: { id: string; clause: string; quantity: number }[];
  parcels: { shipmentId: string }[];
  refunds: { id: string; status: string; amountMinor: number }[];
  exchange: { orderId: string | null } | null;
}
interface ClaimAnswer {
  id: string;
  type: string;
  status: string;
  amountMinor: number;
}
interface List<T> {
  items: T[];
}

const once = (): Record<string, string> => ({ 'idempotency-key': randomUUID() });

/** A complaint about the first line of an order. After-sales may hear of the order a moment later. */
export const complained = (shop: Shop, order: OrderAnswer, text: string): Promise<{ id: string; number: string }> => {
  const headers = once();
  const body = { type: 'damaged', text, lineId: order.lines[0]?.id };
  return step(() => shop.merchant.expectPost(`/v1/orders/${order.id}/complaints`, body, headers));
};

/** A review of the first line of an order that came, by its customer. @returns the SKU. */
export async function reviewed(shop: Shop, order: OrderAnswer, text: string): Promise<string> {
  const token = order.parcels[0]?.trackingUrl.split('/').at(-1) ?? '';
  const review = { lineId: order.lines[0]?.id, rating: 4, text };
  const path = `/v1/self-service/${token}/reviews`;
  const { sku } = await step(() => new Api(shop.kervan.url).expectPost<{ sku: string }>(path, review));
  return sku;
}

/** Two of one SKU and one of another, bought, shipped by one supplier and on their way. */
async function shipped(shop: Shop, supplier: string, skus: readonly string[], country: string): Promise<OrderAnswer> {
  const externalId = `A-${randomUUID().slice(0, 8)}`;
  const lines = skus.map((sku, at) => ({ sku, quantity: at === 0 ? 2 : 1 }));
  const order = restOrder(externalId, lines, { email: `${externalId}@example.com` });
  const body = { ...order, shippingAddress: { ...(order['shippingAddress'] as object), country } };
  const { id } = await shop.merchant.expectPost<{ id: string }>('/v1/orders', body, { 'idempotency-key': externalId });
  const purchaseOrder = await shop.purchaseOrder(supplier, id);
  await step(() => shop.acknowledge(supplier, purchaseOrder, (quantity) => quantity));
  await step(() => shop.ship(supplier, purchaseOrder, `A${externalId}`, (quantity) => quantity));
  return shop.orderWhen(id, ({ parcels }) => parcels.length === 1);
}

async function delivered(shop: Shop, supplier: string, skus: readonly string[]): Promise<OrderAnswer> {
  const { id, parcels } = await shipped(shop, supplier, skus, 'TR');
  await shop.track(parcels[0]?.shipmentId ?? '', 'picked_up', 'delivered');
  return shop.orderWhen(id, ({ status }) => status === 'delivered');
}

/** An order of two units of one SKU that came, from a supplier of its own. */
export async function boughtAndDelivered(shop: Shop): Promise<OrderAnswer> {
  const [supplier, sku] = [`d-${randomUUID().slice(0, 6)}`, `DSK-${randomUUID().slice(0, 6)}`];
  await shop.addSupplier(supplier, 1_000, { [sku]: { quantity: 10, cost: '80.00' } });
  return delivered(shop, supplier, [sku]);
}

const returnWhen = (shop: Shop, id: string, status: string): Promise<ReturnAnswer> =>
  step(async () => {
    const found = await shop.merchant.expectGet<ReturnAnswer>(`/v1/returns/${id}`);
    expect(found.status).toBe(status);
    return found;
  });

/** After-sales hears of an order from several topics: what it answers before is right, and not yet the answer. */
export const asked = (shop: Shop, order: OrderAnswer, body: object): Promise<ReturnAnswer> => {
  const headers = once();
  return step(() => shop.merchant.expectPost<ReturnAnswer>(`/v1/orders/${order.id}/returns`, body, headers));
};

/**
 * Delivered → return of one of two units → label → tracked back → received damaged → a part of the money back, once →
 * the supplier's credit note; a claim with a photo for the other unit.
 */
export async function returnIsSettled(shop: Shop): Promise<void> {
  const [supplier, sku] = [`r-${randomUUID().slice(0, 6)}`, `RET-${randomUUID().slice(0, 6)}`];
  await shop.addSupplier(supplier, 1_000, { [sku]: { quantity: 10, cost: '80.00' } });
  const order = await delivered(shop, supplier, [sku]);
  const lines = [{ lineId: order.lines[0]?.id, quantity: 1, reasonCode: 'CHANGED_MIND' }];
  const { id, lines: returned } = await asked(shop, order, { kind: 'return', lines });
  expect(returned).toMatchObject([{ clause: 'WITHDRAWAL_TR', quantity: 1 }]);

  const { id: supplierId, api } = shop.supplier(supplier);
  const label = { supplierId, method: 'label', carrier: 'manual', trackingNumber: `R${randomUUID().slice(0, 8)}` };
  const { parcels } = await shop.merchant.expectPost<ReturnAnswer>(`/v1/returns/${id}/label`, label);
  await shop.track(parcels[0]?.shipmentId ?? '', 'picked_up', 'delivered');
  await returnWhen(shop, id, 'in_transit');
  // The way back is none of the order's parcels.
  expect((await shop.order(order.id)).parcels).toHaveLength(1);

  const receipt = { reference: 'R-1', lines: [{ returnLineId: returned[0]?.id, quantity: 1, condition: 'damaged' }] };
  await api.expectPost(`/v1/returns/${id}/receipts`, receipt);
  await api.expectPost(`/v1/returns/${id}/receipts`, receipt);
  const closed = await returnWhen(shop, id, 'closed');
  expect(closed.refunds).toMatchObject([{ status: 'completed', amountMinor: 7_495 }]);

  const { items } = await api.expectGet<List<ClaimAnswer>>(`/v1/claims?orderId=${order.id}`);
  expect(items).toMatchObject([{ type: 'returned', status: 'open', amountMinor: 8_000 }]);
  const note = { number: 'CN-1', currency: 'TRY', amountMinor: 8_000 };
  const credited = await api.expectPost<ClaimAnswer>(`/v1/claims/${items[0]?.id ?? ''}/credit-notes`, note);
  expect(credited.status).toBe('credited');
  await claimWithPhoto(shop, order);
}

/** The other unit came broken: a photo larger than any other body that the front lets through. */
async function claimWithPhoto(shop: Shop, order: OrderAnswer): Promise<void> {
  const damaged = { type: 'damaged', lines: [{ lineId: order.lines[0]?.id, quantity: 1 }] };
  const { id } = await shop.merchant.expectPost<ClaimAnswer>(`/v1/orders/${order.id}/claims`, damaged, once());
  const photo = Buffer.from(aPicture(800, 600, { dataBytes: 2 * 1024 * 1024 }));
  const stored = await shop.merchant.send('POST', `/v1/claims/${id}/photos`, photo, { 'content-type': 'image/png' });
  expect(stored).toMatchObject({ status: 201, body: { type: 'image/png', width: 800, height: 600 } });
}

/** What came back is exchanged for goods of another supplier: a linked order that is routed like any other. */
export async function exchangeGoesToAnotherSupplier(shop: Shop): Promise<void> {
  const [one, two] = [`x-${randomUUID().slice(0, 6)}`, `y-${randomUUID().slice(0, 6)}`];
  const [sku, wanted] = [`XCH-${randomUUID().slice(0, 6)}`, `NEW-${randomUUID().slice(0, 6)}`];
  await shop.addSupplier(one, 1_000, { [sku]: { quantity: 10, cost: '80.00' } });
  await shop.addSupplier(two, 1_000, { [wanted]: { quantity: 10, cost: '80.00' } });
  const order = await delivered(shop, one, [sku]);
  const { id, lines } = await asked(shop, order, {
    kind: 'exchange',
    lines: [{ lineId: order.lines[0]?.id, quantity: 1, reasonCode: 'TOO_SMALL' }],
    exchange: [{ sku: wanted, title: 'Another', quantity: 1, unitPriceMinor: 14_990 }],
  });
  const receipt = { reference: 'X-1', lines: [{ returnLineId: lines[0]?.id, quantity: 1, condition: 'as_new' }] };
  await shop.supplier(one).api.expectPost(`/v1/returns/${id}/receipts`, receipt);
  const { exchange } = await returnWhen(shop, id, 'closed');
  const purchaseOrder = await shop.purchaseOrder(two, exchange?.orderId ?? '');
  expect(purchaseOrder.lines).toMatchObject([{ sku: wanted, quantity: 1 }]);
}

/** A withdrawal in two steps with the token of the tracking page, and a complaint by the same customer. */
export async function customerHelpsHimself(shop: Shop, country: 'DE' | 'TR'): Promise<void> {
  const [supplier, sku] = [`w-${randomUUID().slice(0, 6)}`, `WDR-${randomUUID().slice(0, 6)}`];
  await shop.addSupplier(supplier, 1_000, { [sku]: { quantity: 10, cost: '80.00' } });
  const order = await shipped(shop, supplier, [sku], country);
  const token = order.parcels[0]?.trackingUrl.split('/').at(-1) ?? '';
  const customer = new Api(shop.kervan.url);
  const path = `/v1/self-service/${token}`;
  const { id } = await step(() =>
    customer.expectPost<{ id: string }>(`${path}/withdrawals`, { name: 'Ayşe Yılmaz', contactEmail: null }),
  );
  const confirmed = await customer.expectPost<{ acknowledgement: { number: string } }>(
    `${path}/withdrawals/${id}/confirm`,
    {},
  );
  expect(confirmed.acknowledgement.number).toMatch(/^R-/);
  const { items } = await shop.merchant.expectGet<List<ReturnAnswer>>(`/v1/returns?orderId=${order.id}`);
  expect(items).toMatchObject([
    { kind: 'withdrawal', lines: [{ clause: `WITHDRAWAL_${country === 'TR' ? 'TR' : 'EU'}` }] },
  ]);

  const complaint = { type: 'late', text: 'Nerede?' };
  const opened = await customer.expectPost<{ id: string }>(`${path}/complaints`, complaint, once());
  const answer = { thread: 'customer', text: 'Yolda.' };
  expect(await shop.merchant.expectPost(`/v1/complaints/${opened.id}/messages`, answer)).toMatchObject({
    status: 'answered',
  });
}

interface ComplaintSettings {
  firstAnswerHours: number;
  calendar: object;
}

/** Nobody answers within two seconds: the complaint is late, goes one level up, and the operator hears of it. */
export async function complaintEscalates(shop: Shop): Promise<void> {
  const [supplier, sku] = [`e-${randomUUID().slice(0, 6)}`, `ESC-${randomUUID().slice(0, 6)}`];
  await shop.addSupplier(supplier, 1_000, { [sku]: { quantity: 10, cost: '80.00' } });
  const order = await delivered(shop, supplier, [sku]);
  const usual = await shop.merchant.expectGet<ComplaintSettings>('/v1/complaint-settings');
  const always = { region: 'none', workdays: [1, 2, 3, 4, 5, 6, 7], opensAt: 0, closesAt: 1_440 };
  await saveSettings(shop, { ...usual, calendar: { ...usual.calendar, ...always }, firstAnswerHours: 0.0005 });
  const text = 'Kırık geldi <script>alert(1)</script>';
  const complaint = { type: 'damaged', text, lineId: order.lines[0]?.id };
  const { id, number } = await shop.merchant.expectPost<{ id: string; number: string }>(
    `/v1/orders/${order.id}/complaints`,
    complaint,
    once(),
  );
  await saveSettings(shop, usual);

  await step(async () => {
    const late = await shop.merchant.expectGet<{ status: string }>(`/v1/complaints/${id}`);
    expect(late).toMatchObject({ status: 'open', breached: ['first_answer'], level: 1, firstAnsweredAt: null });
  });
  await step(async () => {
    const subjects = (await shop.mailsTo('operations@kervan.example')).map(({ subject }) => subject);
    expect(subjects).toContainEqual(expect.stringContaining(`${number} escalated to level 1`));
  });
  // Answered late is answered: its clock does not strike again.
  const answer = { thread: 'customer', text: 'Özür dileriz.' };
  expect(await shop.merchant.expectPost(`/v1/complaints/${id}/messages`, answer)).toMatchObject({
    ...{ status: 'answered', level: 1, breached: ['first_answer'] },
  });
}

async function saveSettings(shop: Shop, settings: ComplaintSettings): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const { status } = await shop.merchant.send('PUT', '/v1/complaint-settings', JSON.stringify(settings), headers);
  expect(status).toBe(200);
}

interface SurveyView {
  orderId: string;
  score: number | null;
}

/** Two days after the delivery a mail asks; a program that follows all its links answers nothing, one tap does. */
export async function npsByOneTap(shop: Shop): Promise<void> {
  const [supplier, sku] = [`n-${randomUUID().slice(0, 6)}`, `NPS-${randomUUID().slice(0, 6)}`];
  await shop.addSupplier(supplier, 1_000, { [sku]: { quantity: 10, cost: '80.00' } });
  const order = await delivered(shop, supplier, [sku]);
  await daysPass(shop, `survey-nps ${order.id}`);
  const customer = new Api(shop.kervan.url);
  const links = await step(async () => {
    const mails = await shop.mailsTo(`${order.externalId}@example.com`);
    const texts = await Promise.all(
      mails.map(({ id }) => shop.operator.expectGet<{ text: string }>(`/v1/mailbox/${id}`)),
    );
    const found = texts.flatMap(({ text }) => text.match(/\/v1\/surveys\/[\w-]+\?score=\d+/g) ?? []);
    expect(found).toHaveLength(11);
    return found;
  });
  const scoreOfOrder = async (): Promise<number | null | undefined> => {
    const { items } = await shop.merchant.expectGet<List<SurveyView>>('/v1/surveys?kind=nps&limit=200');
    return items.find(({ orderId }) => orderId === order.id)?.score;
  };

  for (const link of links) {
    expect((await customer.send('HEAD', link)).status).toBe(200);
    expect((await customer.get(link)).status).toBe(200);
  }
  expect(await scoreOfOrder()).toBeNull();

  const [nine = ''] = links.filter((link) => link.endsWith('score=9'));
  const page = (await customer.get<string>(nine)).body;
  expect(page).toMatch(/value="9" required checked/);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const thanks = await customer.send<string>('POST', nine.replace(/\?.*/, ''), 'score=9&comment=', form);
  expect(thanks.status).toBe(200);
  expect(thanks.body).toContain('role="status"');
  expect(await scoreOfOrder()).toBe(9);
}

/** What after-sales means to do later is due now. */
async function daysPass(shop: Shop, timer: string): Promise<void> {
  const database = new Database(() => shop.kervan.databaseUrl('kervan_after_sales'));
  try {
    await step(async () => {
      const moved = await database.rows('UPDATE outbox_timers SET due_at = now() WHERE name = $1 RETURNING id', [
        timer,
      ]);
      expect(moved).toHaveLength(1);
    });
  } finally {
    await database.end();
  }
}

/** The mail that said an order was delivered, as the customer got it. */
export async function deliveredMail(shop: Shop, { externalId }: OrderAnswer): Promise<string> {
  const id = await step(async () => {
    const mails = await shop.mailsTo(`${externalId}@example.com`);
    const found = mails.find(({ subject }) => subject === `Teslim edildi: ${externalId} numaralı sipariş`);
    if (!found) throw new Error(`no mail among ${JSON.stringify(mails)}`);
    return found.id;
  });
  return (await shop.operator.expectGet<{ html: string }>(`/v1/mailbox/${id}`)).html;
}
