import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { OrderAddressChangeRefused, OrderCancelled } from '#contracts';
import { draft } from '#messaging';
import { eventually, startServiceUnderTest, type ServiceUnderTest, type TestResponse } from '#testing';
import { afterSalesService } from '../src/service.js';
import { bought, daysAgo, type BoughtOrder } from './builders.js';

let service: ServiceUnderTest;
beforeAll(async () => {
  service = await startServiceUnderTest(afterSalesService, { TOKEN_FAILURES_PER_MINUTE: '5' });
});
afterAll(() => service.stop());

type Page = TestResponse<string>;
type Fields = Record<string, string>;

const SCRIPT = '<script>alert("1")</script>';
const get = (order: { token: string }, to: string, headers: Record<string, string> = {}): Promise<Page> =>
  service.http().get<string>(`/track/${order.token}${to}`, headers);
const send = (order: { token: string }, to: string, fields: Fields): Promise<Page> =>
  service.http().post<string>(`/track/${order.token}${to}?lang=en`, new URLSearchParams(fields).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
  });

/** What the browser would send back of a page's hidden fields. */
const hiddenOf = ({ body }: Page): Fields =>
  Object.fromEntries(
    [...body.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  ) as Fields;

/** Follows the redirect of a form that was accepted. */
async function follow(answer: Page): Promise<{ to: string; page: Page }> {
  expect(answer.status).toBe(303);
  const to = answer.headers.get('location') ?? '';
  return { to, page: await service.http().get<string>(to) };
}

const wishes = ['/wishes/address', '/wishes/cancellation'];
const choice = (order: BoughtOrder, quantity: string, reason = 'CHANGED_MIND'): string =>
  `/returns/check?lang=en&${new URLSearchParams({ [`q.${order.mug}`]: quantity, [`r.${order.mug}`]: reason }).toString()}`;

const returnsOf = async ({ token }: BoughtOrder): Promise<{ lines: { quantity: number }[] }[]> => {
  const { body } = await service
    .http()
    .get<{ returns: { lines: { quantity: number }[] }[] }>(`/v1/self-service/${token}/returns`);
  return body.returns;
};

describe('the pages of a return', () => {
  it('lead from the choice over the answer to what becomes of it; sent twice it is one return', async () => {
    const order = await bought(service);
    expect((await get(order, '/returns/new?lang=en')).body).toContain('Kupa');
    const check = await get(order, choice(order, '1'));
    expect(check.status).toBe(200);
    expect(check.body).toContain('You can send this back');
    expect(check.body).toMatch(/class="holds">14 days’ right of withdrawal \(Türkiye\): applies, until/);
    // The last clause is a catch-all: behind the one that decided it read "The period is over: applies".
    expect(check.body).not.toContain('The period is over');
    expect(await returnsOf(order)).toEqual([]);

    const form = { ...hiddenOf(check), note: `Box is open ${SCRIPT}` };
    const answers = [await send(order, '/returns', form), await send(order, '/returns', form)];
    const [first, again] = [await follow(answers[0]!), await follow(answers[1]!)];
    expect(again.to).toBe(first.to);
    expect(first.page.body).toContain('Accepted.');
    expect(await returnsOf(order)).toMatchObject([{ lines: [{ quantity: 1 }] }]);
    expect(await send(order, '/returns', { ...form, note: 'other' })).toMatchObject({
      ...{ status: 422, body: expect.stringContaining('was sent already') },
    });

    const merchant = await service.asMerchant(order.merchantId);
    const id = /returns\/([^?]+)/.exec(first.to)?.[1] ?? '';
    await merchant.post(`/v1/returns/${id}/label`, {
      ...{ supplierId: order.mugSupplier, method: 'label', carrier: 'Aras', trackingNumber: '4711' },
      labelUrl: 'https://labels.example.com/1.pdf',
    });
    const labelled = (await service.http().get<string>(first.to)).body;
    expect(labelled).toContain('href="https://labels.example.com/1.pdf"');
    expect(labelled).toContain('Please send it by');
    const help = (await get(order, '/help?lang=en')).body;
    expect(help).toContain('Please send the parcel.');
    expect(help).toContain(`/returns/${id}?`);
  });

  it.each<[string, (order: BoughtOrder) => string, string]>([
    ['nothing is chosen', (order) => choice(order, '0'), 'role="alert">Choose at least one item'],
    ['it is more than there is', (order) => choice(order, '3'), '-error">A whole number from 0 to 2.'],
    ['it is no number', (order) => choice(order, 'x'), '-error">A whole number from 0 to 2.'],
    ['no reason is chosen', (order) => choice(order, '1', ''), '-error">Choose a reason.'],
  ])('say beside the field when %s', async (_name, to, text) => {
    const order = await bought(service);
    const page = await get(order, to(order));
    expect(page).toMatchObject({ status: 422, body: expect.stringContaining(text) });
  });

  it('confirm only what the clauses allow, and refuse what changed meanwhile', async () => {
    const late = await bought(service, { delivered: [daysAgo(41), daysAgo(40)] });
    const refused = await get(late, choice(late, '1'));
    expect(refused.body).toContain('This cannot be sent back');
    expect(refused.body).not.toContain('method="post"');
    expect((await get(late, choice(late, '1', 'DAMAGED'))).body).toContain('method="post"');

    const order = await bought(service);
    const [one, two] = [hiddenOf(await get(order, choice(order, '2'))), hiddenOf(await get(order, choice(order, '1')))];
    await follow(await send(order, '/returns', one));
    expect(await send(order, '/returns', two)).toMatchObject({
      ...{ status: 422, body: expect.stringContaining('Nothing was sent.') },
    });
    expect(await returnsOf(order)).toHaveLength(1);
  });

  it('keep a note that is too long to be shortened, and send nothing', async () => {
    const order = await bought(service);
    const form = hiddenOf(await get(order, choice(order, '1')));
    const page = await send(order, '/returns', { ...form, note: 'x'.repeat(2_001) });
    expect(page).toMatchObject({ status: 422, body: expect.stringContaining('note-error">At most 2') });
    expect(hiddenOf(page)['key']).toBe(form['key']);
    expect(await returnsOf(order)).toEqual([]);
  });
});

describe('the pages of an exchange', () => {
  const BLUE = { sku: 'MUG-BLUE', title: 'Mavi kupa', unitPriceMinor: 19_990 };
  const BIG = { sku: 'MUG-BIG', title: 'Büyük kupa' };
  const RED = { sku: 'MUG-RED', title: 'Kupa' };

  /** A merchant that offers other mugs for a red one. */
  async function offering(content: object = {}): Promise<string> {
    const merchantId = uuidv7();
    const merchant = await service.asMerchant(merchantId);
    const exchangeGroups = [{ currency: 'TRY', goods: [RED, BLUE, BIG] }];
    const policy = await merchant.post<{ id: string }>('/v1/return-policies', {
      ...{ name: 'Exchanges', content: { exchangeGroups, ...content } },
    });
    expect(policy.status).toBe(201);
    await merchant.post(`/v1/return-policies/${policy.body.id}/activate`, {});
    return merchantId;
  }

  const wish = (order: BoughtOrder, sku: string, quantity = '1', reason = 'TOO_SMALL'): string =>
    `${choice(order, quantity, reason)}&${new URLSearchParams({ [`x.${order.mug}`]: sku }).toString()}`;
  const told = ({ orderId }: BoughtOrder, type: string) =>
    service.published().filter((event) => event.key === orderId && event.type === type);

  /** Books in what the customer of an exchange sent back. */
  async function receive(order: BoughtOrder, to: string, condition = 'as_new'): Promise<void> {
    const id = /returns\/([^?]+)/.exec(to)?.[1] ?? '';
    const merchant = await service.asMerchant(order.merchantId);
    const { body } = await merchant.get<{ lines: { id: string; quantity: number }[] }>(`/v1/returns/${id}`);
    const lines = body.lines.map((line) => ({ returnLineId: line.id, quantity: line.quantity, condition }));
    expect(await merchant.post(`/v1/returns/${id}/receipts`, { reference: 'r', lines })).toMatchObject({ status: 200 });
  }

  it.each([
    ['the same again', 'MUG-RED', 'It costs you nothing more.', { creditMinor: 29_980, dueMinor: 0 }],
    ['a variant of the same price', 'MUG-BIG', 'It costs you nothing more.', { creditMinor: 29_980, dueMinor: 0 }],
    ['dearer goods', 'MUG-BLUE', 'You pay TRY 100.00 more.', { creditMinor: 29_980, dueMinor: 10_000 }],
  ])('for %s say the difference, ask once, and lead to the order it becomes', async (_name, sku, difference, sums) => {
    const order = await bought(service, { merchantId: await offering() });
    const form = (await get(order, '/returns/new?lang=en')).body;
    for (const label of ['My money back', 'The same again', 'Mavi kupa (TRY 199.90)', 'Büyük kupa (same price)'])
      expect(form).toContain(label);
    const check = await get(order, wish(order, sku, '2'));
    expect(check.body).toContain(difference);
    const sent = hiddenOf(check);
    const [first, again] = [
      await follow(await send(order, '/returns', sent)),
      await follow(await send(order, '/returns', sent)),
    ];
    expect(again.to).toBe(first.to);
    expect(first.page.body).toMatch(/<h1>Exchange R-/);
    expect(first.page.body).toContain('Accepted.');
    expect(told(order, 'exchange.requested')).toEqual([]);

    await receive(order, first.to);
    await eventually(() => expect(told(order, 'exchange.requested')).toHaveLength(1));
    expect(told(order, 'exchange.requested')[0]?.data).toMatchObject({ ...sums, lines: [{ sku, quantity: 2 }] });
    const done = (await service.http().get<string>(first.to)).body;
    expect(done).toContain('The goods you want instead have been ordered.');
    expect(done).toMatch(/Ordered under number 1001-R-/);
    expect(done.includes('The difference is TRY 100.00')).toBe(sums.dueMinor > 0);
    expect((await get(order, '/help?lang=en')).body).toContain('The goods you want instead have been ordered.');
  });

  it('say what is paid back when the goods cost less, and more when they come back used', async () => {
    const cheap = { sku: 'MUG-OLD', title: 'Eski kupa', unitPriceMinor: 10_000 };
    const merchantId = await offering({ exchangeGroups: [{ currency: 'TRY', goods: [RED, cheap] }] });
    const order = await bought(service, { merchantId });
    const check = await get(order, wish(order, 'MUG-OLD'));
    expect(check.body).toContain('You get TRY 49.90 back.');
    const { to } = await follow(await send(order, '/returns', hiddenOf(check)));
    // 30 percent off: worth 104.93, of which the goods take 100.
    await receive(order, to, 'used');
    await eventually(() => expect(told(order, 'refund.requested')).toHaveLength(1));
    expect(told(order, 'refund.requested')[0]?.data).toMatchObject({ sum: { amountMinor: 493 } });
    expect(told(order, 'exchange.requested')[0]?.data).toMatchObject({ creditMinor: 10_000, dueMinor: 0 });
  });

  it('refuse with the clause, and what nobody offers', async () => {
    const late = await bought(service, { delivered: [daysAgo(41), daysAgo(40)] });
    const refused = await get(late, wish(late, 'MUG-RED'));
    expect(refused.body).toContain('No: The period is over');
    expect(refused.body).not.toContain('method="post"');
    expect(refused.body).not.toContain('What you get instead');

    const order = await bought(service, { merchantId: await offering({ exchangeSame: false, exchangeGroups: [] }) });
    expect((await get(order, '/returns/new?lang=en')).body).not.toContain('My money back');
    const asked = { lineId: order.mug, quantity: 1, reasonCode: 'TOO_SMALL' };
    const refusal = async (...lines: object[]): Promise<TestResponse> =>
      service.http().post(`/v1/self-service/${order.token}/returns`, { lines }, { 'idempotency-key': uuidv7() });
    expect(await refusal({ ...asked, instead: 'MUG-RED' })).toMatchObject({
      ...{ status: 422, body: { code: 'EXCHANGE_NOT_OFFERED' } },
    });
    expect(await get(order, wish(order, 'GOLD'))).toMatchObject({
      ...{ status: 422, body: expect.stringContaining('does not offer this') },
    });
    expect(await returnsOf(order)).toEqual([]);
  });

  it('take money and goods apart', async () => {
    const order = await bought(service);
    const both = { [`q.${order.lamp}`]: '1', [`r.${order.lamp}`]: 'OTHER' };
    const page = await get(order, `${wish(order, 'MUG-RED')}&${new URLSearchParams(both).toString()}`);
    expect(page).toMatchObject({ status: 422, body: expect.stringContaining('two requests') });
  });

  // What an exchange's order calls a discount was paid with goods: sent back, it was worth nothing.
  it('take what came by an exchange back for what it was worth', async () => {
    const order = await bought(service, { exchangeForOrderId: uuidv7(), shippingMinor: 0, discountMinor: 119_880 });
    const check = await get(order, wish(order, 'MUG-RED', '2'));
    expect(check.body).toContain('It costs you nothing more.');
    const merchantId = await offering();
    const again = await bought(service, {
      ...{ merchantId, exchangeForOrderId: uuidv7(), shippingMinor: 0, discountMinor: 119_880 },
    });
    expect((await get(again, wish(again, 'MUG-BLUE'))).body).toContain('You pay TRY 50.00 more.');
  });
});

describe('the pages of a withdrawal', () => {
  const stated = (order: BoughtOrder, more: Fields = {}): Fields => ({
    ...{ name: 'Ayşe Yılmaz', contactEmail: '', [`q.${order.mug}`]: '2', [`q.${order.lamp}`]: '1', ...more },
  });

  it.each(['DE', 'TR'])('state it, confirm it once, and say when it came in, for a customer in %s', async (country) => {
    const order = await bought(service, { country });
    const form = await get(order, '/withdrawals/new?lang=en');
    expect(form.body).toContain('Possible until');
    expect(form.body).not.toContain('Reason');
    const step = await follow(await send(order, '/withdrawals', stated(order, { name: SCRIPT })));
    expect(step.page.body).toContain('I, &lt;script&gt;');
    expect(await returnsOf(order)).toEqual([]);
    const confirm = `${step.to.replace(`/track/${order.token}`, '').replace(/\?.*/, '')}/confirm`;
    const [first, again] = [await follow(await send(order, confirm, {})), await follow(await send(order, confirm, {}))];
    expect(first.page.body).toMatch(/Received on \d+ \w+ \d{4} at \d\d:\d\d GMT\+\d under number R-/);
    expect(again.page.body).toBe(first.page.body);
    expect(await returnsOf(order)).toHaveLength(1);
    expect((await get(order, '/withdrawals/new?lang=en')).body).toContain('nothing left');
  });

  it('say beside the field what is wrong, and what cannot be withdrawn from', async () => {
    const order = await bought(service);
    const wrong = { name: 'x'.repeat(201), contactEmail: 'nobody', [`q.${order.mug}`]: '9' };
    const page = await send(order, '/withdrawals', stated(order, wrong));
    expect(page.status).toBe(422);
    for (const text of ['name-error">Enter', 'contactEmail-error">Enter', '-error">A whole number'])
      expect(page.body).toContain(text);
    const none = stated(order, { [`q.${order.mug}`]: '0', [`q.${order.lamp}`]: '0' });
    expect((await send(order, '/withdrawals', none)).body).toContain('Choose at least one item');
    const late = await bought(service, { delivered: [daysAgo(41), daysAgo(40)] });
    expect(await send(late, '/withdrawals', stated(late))).toMatchObject({
      ...{ status: 422, body: expect.stringContaining('not possible for: Kupa (The period is over)') },
    });
    const abroad = await bought(service, { country: 'US' });
    expect((await get(abroad, '/withdrawals/new?lang=en')).body).toContain('no right of withdrawal');
  });
});

describe('the pages of a complaint', () => {
  const words = (order: BoughtOrder, key: string, more: Fields = {}): Fields => ({
    ...{ key, type: 'damaged', lineId: order.mug, text: `In pieces\r\n${SCRIPT}`, ...more },
  });

  it('send it once, show the answers as text, and take a reply once', async () => {
    const order = await bought(service);
    const form = words(order, hiddenOf(await get(order, '/complaints/new?lang=en'))['key'] ?? '');
    const [first, again] = [
      await follow(await send(order, '/complaints', form)),
      await follow(await send(order, '/complaints', form)),
    ];
    expect(again.to).toBe(first.to);
    expect(first.page.body).toContain('In pieces\n&lt;script&gt;alert');
    expect(first.page.body).not.toContain('<script');

    const id = /complaints\/([^?]+)/.exec(first.to)?.[1] ?? '';
    const merchant = await service.asMerchant(order.merchantId);
    const answer = (thread: string, text: string): Promise<TestResponse> =>
      merchant.post(`/v1/complaints/${id}/messages`, { thread, text });
    await answer('internal', 'Not for customers.');
    await answer('customer', `Sorry! ${SCRIPT}`);
    const thread = await service.http().get<string>(first.to);
    expect(thread.body).toContain('Sorry! &lt;script&gt;');
    expect(thread.body).not.toContain('Not for customers.');

    const reply = { ...hiddenOf(thread), text: 'Thank you very much.' };
    await send(order, `/complaints/${id}/messages`, reply);
    const { page } = await follow(await send(order, `/complaints/${id}/messages`, reply));
    expect(page.body.split('Thank you very much.')).toHaveLength(2);
    expect(await send(order, `/complaints/${id}/messages`, { ...reply, text: ' ' })).toMatchObject({
      ...{ status: 422, body: expect.stringContaining('text-error">Write something') },
    });
    expect((await get(order, '/help?lang=tr')).body).toContain('Yanıtladık.');
  });

  it('say beside the field what is wrong', async () => {
    const order = await bought(service);
    const page = await send(order, '/complaints', { key: 'k', type: 'x', lineId: uuidv7(), text: 'x'.repeat(20_001) });
    expect(page.status).toBe(422);
    for (const name of ['type', 'lineId', 'text']) expect(page.body).toContain(`${name}-error"`);
    expect(page.body.length).toBeLessThan(50_000);
  });
});

describe('the pages of a change before it leaves', () => {
  const where = (key: string, more: Fields = {}): Fields => ({
    ...{ key, name: 'Ayşe Yılmaz', line1: `Atatürk Bulvarı 9 ${SCRIPT}`, city: `Ankara ${SCRIPT}`, ...more },
  });
  const at = ({ merchantId, orderId }: BoughtOrder) => ({ merchantId, key: orderId });
  const said = ({ orderId }: BoughtOrder, type: string) =>
    service.published().filter((event) => event.key === orderId && event.type === type);
  const unshipped = (country = 'TR') => bought(service, { country, shipped: 'nothing' });

  it('ask for another address once, and say what came of it', async () => {
    const order = await unshipped();
    expect((await get(order, '/help?lang=en')).body).toContain('Change the address');
    const page = await get(order, '/wishes/address?lang=en');
    expect(page.body).toContain('The country stays Türkiye');
    const form = where(hiddenOf(page)['key'] ?? '');
    const [first, again] = [
      await follow(await send(order, '/wishes/address', form)),
      await follow(await send(order, '/wishes/address', form)),
    ];
    expect(again.to).toBe(first.to);
    expect(first.page.body).toContain('New address in Ankara &lt;script&gt;');
    expect(first.page.body).not.toContain('Bulvarı');
    await eventually(() => expect(said(order, 'address-change.requested')).toHaveLength(1));
    const [asked] = said(order, 'address-change.requested');
    expect(asked?.data).toMatchObject({ shippingAddress: { name: 'Ayşe Yılmaz', country: 'TR', phone: null } });

    const pending = await send(order, '/wishes/address', where('another'));
    expect(pending).toMatchObject({ status: 409, body: expect.stringContaining('asked for this already') });
    const { requestId: changeId } = asked?.data as { requestId: string };
    const about = { orderId: order.orderId, changeId };
    const refused = { ...about, reasonCode: 'NO_ANSWER' } as const;
    await service.publish(draft(OrderAddressChangeRefused, at(order), refused));
    expect((await service.http().get<string>(first.to)).body).toContain('did not answer in time');
    expect((await get(order, '/help?lang=en')).body).toContain('Change the address');
  });

  it('say beside the field what is wrong, and for another country why not', async () => {
    const order = await unshipped();
    const page = await send(order, '/wishes/address', where('k', { name: ' ', city: '', postalCode: 'x'.repeat(21) }));
    expect(page.status).toBe(422);
    for (const name of ['name', 'city', 'postalCode']) expect(page.body).toContain(`${name}-error`);
    expect(page.body).not.toContain('line1-error');
    const abroad = await service
      .http()
      .post(
        `/v1/self-service/${order.token}/wishes/address`,
        { ...where(''), key: undefined, country: 'DE' },
        { 'idempotency-key': 'k1' },
      );
    expect(abroad).toMatchObject({ status: 422, body: { code: 'COUNTRY_CHANGED' } });
    expect(said(order, 'address-change.requested')).toEqual([]);
  });

  it('cancel once, after saying what happens, and not when all has left', async () => {
    const order = await unshipped();
    const page = await get(order, '/wishes/cancellation?lang=en');
    expect(page.body).toContain('returned the way you paid');
    const form = hiddenOf(page);
    const [first, again] = [
      await follow(await send(order, '/wishes/cancellation', form)),
      await follow(await send(order, '/wishes/cancellation', form)),
    ];
    expect(again.to).toBe(first.to);
    await eventually(() => expect(said(order, 'cancellation.requested')).toHaveLength(1));
    expect((await get(order, '/help?lang=en')).body).not.toContain('Change the address');
    const { orderId } = order;
    const cancelled = { orderId, reasonCode: 'REQUESTED_BY_CUSTOMER', partly: false } as const;
    await service.publish(draft(OrderCancelled, at(order), cancelled));
    expect((await service.http().get<string>(first.to)).body).toContain('Nothing will be sent.');

    const gone = await bought(service);
    expect((await get(gone, '/help?lang=en')).body).not.toContain('Cancel the order');
    expect((await get(gone, '/wishes/cancellation?lang=en')).body).not.toContain('method="post"');
    const late = await send(gone, '/wishes/cancellation', { key: 'k' });
    expect(late).toMatchObject({ status: 409, body: expect.stringContaining('left already') });
  });

  // What was withdrawn from before it left was paid back, and left all the same: nobody had told the supplier.
  it.each<[string, string, number]>([
    ['of everything', '1', 1],
    ['of a part only', '0', 0],
  ])('withdrawn from %s before it left, cancel the order %s', async (_what, lamps, times) => {
    const order = await unshipped('DE');
    const stated = { name: 'Ayşe', contactEmail: '', [`q.${order.mug}`]: '2', [`q.${order.lamp}`]: lamps };
    const { to } = await follow(await send(order, '/withdrawals', stated));
    const confirm = `${to.replace(`/track/${order.token}`, '').replace(/\?.*/, '')}/confirm`;
    await follow(await send(order, confirm, {}));
    await follow(await send(order, confirm, {}));
    await eventually(() => expect(said(order, 'withdrawal.declared')).toHaveLength(1));
    expect(said(order, 'cancellation.requested').map(({ data }) => data)).toMatchObject(
      Array.from({ length: times }, () => ({ origin: 'withdrawal' })),
    );
  });
});

describe('the pages of self-service', () => {
  it('are small, run nothing, and speak the language of the order unless told otherwise', async () => {
    const order = await bought(service);
    const unsent = await bought(service, { shipped: 'nothing' });
    for (const to of ['/help', '/returns/new', '/withdrawals/new', '/complaints/new', ...wishes]) {
      const of = wishes.includes(to) ? unsent : order;
      const page = await get(of, to, { 'accept-language': 'en' });
      expect(page.status).toBe(200);
      expect(page.body).toContain('<html lang="tr">');
      expect(page.body.length).toBeLessThan(50_000);
      expect(page.headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; style-src 'sha256-.*form-action 'self'/,
      );
      expect(page.headers.get('referrer-policy')).toBe('no-referrer');
      expect((await get(of, `${to}?lang=en`)).body).toContain('<html lang="en">');
    }
  });

  it('show nobody what is another customer’s, and look then as if there were no such order', async () => {
    const [order, stranger] = [await bought(service), await bought(service)];
    const sent = await send(order, '/returns', hiddenOf(await get(order, choice(order, '1'))));
    const mine = (await follow(sent)).to.replace(order.token, stranger.token);
    const complaint = await send(order, '/complaints', { key: 'k', type: 'other', lineId: '', text: 'Hello' });
    const ours = (await follow(complaint)).to.replace(order.token, stranger.token);
    const pages = [
      await service.http().get<string>(mine),
      await service.http().get<string>(ours),
      await get(stranger, `/withdrawals/${uuidv7()}?lang=en`),
      await get(stranger, '/returns/nothing?lang=en'),
      await send(stranger, ours.replace(`/track/${stranger.token}`, '').replace('?lang=en', '/messages'), {
        ...{ key: 'k', text: 'Not mine' },
      }),
      await get(stranger, `/wishes/${uuidv7()}?lang=en`),
      await get({ token: 'guessed' }, '/help?lang=en'),
    ];
    for (const page of pages) expect(page.status).toBe(404);
    expect(new Set(pages.map(({ body }) => body)).size).toBe(1);
  });

  it('make who guesses wait', async () => {
    // Five are let through in a minute; the minute may end in between.
    const guess = async (at: number): Promise<number> => (await get({ token: `guess-${String(at)}` }, '/help')).status;
    let status = 404;
    for (let at = 0; at < 11 && status === 404; at += 1) status = await guess(at);
    expect(status).toBe(429);
  });
});
