import { randomUUID } from 'node:crypto';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { chromiumOptions } from '../harness/chromium.js';
import { KervanProcess } from '../harness/kervan-process.js';
import { asked, boughtAndDelivered, complained, deliveredMail, reviewed } from './after-sales-journeys.js';
import { Shop, step } from './shop.js';

// A browser beside the whole product on a busy machine: slow is no failure.
jest.setTimeout(600_000);

describe('the page', () => {
  let shop: Shop;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const consoleErrors: string[] = [];
  const sku = `PAGE-${randomUUID().slice(0, 6)}`;
  const supplier = `p-${randomUUID().slice(0, 6)}`;

  beforeAll(async () => {
    shop = new Shop(await KervanProcess.start({ mode: 'all-in-one', env: { ORDERS_PER_MINUTE: '0' } }));
    await shop.addSupplier(supplier, 1_000, { [sku]: { quantity: 5, cost: '10.00' } });
    browser = await chromium.launch(chromiumOptions);
    // Without motion: half faded in or out, a dialog has too little contrast.
    context = await browser.newContext({
      ...{ locale: 'en-GB', viewport: { width: 1440, height: 900 } },
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(120_000);
    page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content Security Policy/.test(message.text()))
        consoleErrors.push(message.text());
    });
  });
  afterAll(async () => {
    await browser.close();
    await shop.kervan.stop();
  });

  /** Findings that a person with a disability would be stopped by. */
  async function seriousFindings(target: Page): Promise<string[]> {
    // A mail in its sandbox runs no script, and would keep axe waiting for ever.
    const { violations } = await new AxeBuilder({ page: target }).exclude('iframe[sandbox]').analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
  }

  it('signs in with the one-time link that the demo prints', async () => {
    const link = shop.kervan.output.flatMap((line) => /https?:\S+#\/sign-in\/\S+/.exec(line) ?? [])[0];
    expect(link).toBeDefined();

    await page.goto(link ?? '');
    await page.waitForURL((url) => !url.href.includes('sign-in'));

    const cookies = await context.cookies();
    expect(cookies.find(({ name }) => name === 'kervan_session')).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  });

  it('shows a new order live, and its timeline opens', async () => {
    await page.goto(`${shop.kervan.url}/orders`);
    await page.waitForLoadState('load');
    const orderId = await shop.placeOrder([{ sku, quantity: 1 }], { email: 'page@example.com' });
    const { externalId } = await shop.order(orderId);

    await page.getByText(externalId).first().click();
    await page.waitForURL(new RegExp(orderId));
    await page.getByText('supplier-sync').first().waitFor();

    expect(await seriousFindings(page)).toEqual([]);
  });

  it('shows why the order was routed so, as a picture and as a table', async () => {
    const orderId = await shop.placeOrder([{ sku, quantity: 1 }], { email: 'why@example.com' });
    await shop.purchaseOrder(supplier, orderId);

    await page.goto(`${shop.kervan.url}/orders/${orderId}/decision`);
    await page.getByText('Proven cheapest').waitFor();
    await page.getByRole('button', { name: supplier }).click();
    await page.getByRole('region', { name: '1 offer' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    await page.getByText('Table', { exact: true }).click();
    await page.getByRole('row', { name: new RegExp(supplier) }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('makes a draft of the policy that holds, shows what it would do, and activates it', async () => {
    await page.goto(`${shop.kervan.url}/routing`);
    await page.getByRole('button', { name: 'New draft' }).click();
    await page.waitForURL(/routing\/policies\//);
    await page.getByText('Try it on a real order').waitFor();

    await page.getByLabel('Least kept back').fill('3');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('The least is above the most.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    // Nothing is kept back after all: the orders of the other tests need the stock.
    await page.getByLabel('Least kept back').fill('0');
    await page.getByLabel('A day of waiting').fill('25');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Everything is saved.').waitFor();
    await page.getByRole('button', { name: 'Activate…' }).click();
    const dialog = page.getByRole('dialog', { name: /^Activate/ });
    await dialog.getByText('0 → 25').waitFor();
    await dialog.getByRole('button', { name: 'Activate' }).click();
    await page.getByText('This policy holds now').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('tries the policy on the past, and says what a supplier lost', async () => {
    await page.goto(`${shop.kervan.url}/routing`);
    await page.getByRole('link', { name: 'Simulations' }).click();
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText('Done', { exact: true }).waitFor();
    await page.getByText('Paid: goods, shipping, parcels').first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    await page.goto(`${shop.kervan.url}/routing`);
    await page.getByRole('link', { name: 'Lost orders' }).click();
    await page.getByText(/Nothing was lost|Line by line/).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('counts orders, draws their course, and warns where figures only go together', async () => {
    await shop.placeOrder([{ sku, quantity: 1 }], { email: 'insight@example.com' });
    await page.goto(`${shop.kervan.url}/insight`);
    const cards = page.getByRole('main').getByRole('listitem');
    const orders = cards.filter({ has: page.getByRole('link', { name: 'Orders', exact: true }) });
    await orders
      .getByText(/^[1-9]/)
      .first()
      .waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    await orders.getByRole('link').click();
    await page.waitForURL(/insight\/measures\/orders/);
    await page.getByLabel('By', { exact: true }).selectOption('sku');
    await page.waitForURL(/by=sku/);
    await page.getByText(sku).first().waitFor();
    await page.getByRole('region', { name: 'Course' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    await page.getByRole('link', { name: 'Support and loyalty' }).click();
    await page.getByText('No proof of cause').waitFor();
    await page.getByRole('heading', { name: 'Until the next order' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('answers a complaint, notices what somebody else wrote meanwhile, pays a part back, and solves it', async () => {
    const complaint = await complained(shop, await boughtAndDelivered(shop), 'It came in <b>pieces</b>. 😡');
    await page.goto(`${shop.kervan.url}/complaints`);
    await page.getByRole('link', { name: complaint.number }).click();
    await page.getByText('It came in <b>pieces</b>. 😡').waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    const message = page.getByLabel('Message', { exact: true });
    await message.fill('We are sorry. A new one is on its way.');
    const note = { thread: 'internal', text: 'The third one this week.' };
    await shop.merchant.expectPost(`/v1/complaints/${complaint.id}/messages`, note);
    await page.getByText('The third one this week.').waitFor();
    await page.getByRole('button', { name: 'I have read it' }).click();
    expect(await message.inputValue()).toBe('We are sorry. A new one is on its way.');
    await page.getByRole('button', { name: 'Send to the customer' }).click();
    await page.getByText('Sent.', { exact: true }).waitFor();

    await page.getByRole('button', { name: 'Pay back…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByLabel(/ × \d+$/)
      .first()
      .fill('1.50');
    await dialog.getByLabel('Why (for us)').fill('a crack');
    await dialog.getByLabel('Solve the complaint with it').uncheck();
    await dialog.getByText('pay back ₺1.50, once').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Pay back', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('a crack').waitFor();

    await page.getByRole('button', { name: 'Solve…' }).click();
    await dialog.getByLabel('Who was at fault').selectOption('supplier');
    await dialog.getByLabel('What was done about it').selectOption('replacement');
    await dialog.getByRole('button', { name: 'Solve', exact: true }).click();
    await page.getByText('Damaged · at fault: Supplier · Replacement').waitFor();
    await dialog.waitFor({ state: 'hidden' });
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('books a damaged return in after saying what it does to the money, and sees it paid back in part', async () => {
    const order = await boughtAndDelivered(shop);
    const lines = [{ lineId: order.lines[0]?.id, quantity: 1, reasonCode: 'CHANGED_MIND' }];
    const { id } = await asked(shop, order, { kind: 'return', lines });
    await page.goto(`${shop.kervan.url}/returns/${id}`);
    await page.getByText('Decided by: Turkish right of withdrawal').waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    await page.getByLabel(/^Condition/).selectOption('damaged');
    await page.getByRole('button', { name: 'Book in…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('asked to pay back ₺74.95').waitFor();
    await dialog.getByRole('button', { name: 'Book in', exact: true }).click();
    await page.getByText('1 unit paid back').waitFor();
    await page.getByRole('link', { name: order.externalId }).click();
    await page.getByRole('heading', { name: 'After the order' }).waitFor();
    await page.getByText('Not made up for').first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('lets a review be seen and answers it, and says that nobody was asked yet', async () => {
    const reviewedSku = await reviewed(shop, await boughtAndDelivered(shop), 'Great <b>mug</b>, late parcel.');
    await page.goto(`${shop.kervan.url}/opinions`);
    await page.getByText('Nobody was asked in these days').waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    await page.getByRole('link', { name: 'Reviews' }).click();
    await page.getByRole('button', { name: `${reviewedSku} · 4 of 5` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Great <b>mug</b>, late parcel.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await dialog.getByLabel('Answer of the shop').fill('Thank you. We asked the carrier.');
    await dialog.getByRole('button', { name: 'Save the answer' }).click();
    await dialog.getByText('Saved.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('No review here').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('writes a message in own words, sees it on a real order, and goes back to the built-in ones', async () => {
    await boughtAndDelivered(shop);
    const { merchantId } = await shop.merchant.expectGet<{ merchantId: string }>('/v1/whoami');
    await step(async () => {
      const examples = '/v1/message-templates/examples?template=order-placed';
      expect((await shop.merchant.expectGet<{ items: object[] }>(examples)).items).not.toEqual([]);
    });
    await page.goto(`${shop.kervan.url}/messages?merchant=${merchantId}`);
    await page.getByRole('link', { name: 'order received' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: 'order received' }).click();
    await page.getByRole('button', { name: 'New draft of this' }).click();

    await page.getByLabel('Headline').fill('Hello {nobody}');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('nobody is not known here', { exact: false }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByLabel('Headline').fill('Hello {name}!');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Everything is saved.').waitFor();
    const mail = page.frameLocator('iframe');
    await mail
      .getByText(/^Hello .+!$/)
      .first()
      .waitFor();

    await page.getByRole('button', { name: 'Activate…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send these words' }).click();
    await page.getByRole('button', { name: 'Stop using…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Stop using it' }).click();
    await page.getByRole('button', { name: 'Use again…' }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('drafts a return policy and telling rules, is told what cannot be, and activates them', async () => {
    await page.goto(`${shop.kervan.url}/returns/policies`);
    await page.getByRole('button', { name: 'New draft' }).click();
    await page.waitForURL(/returns\/policies\//);
    await page.getByLabel('Own return window').fill('9999');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(/One field needs another value/).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByLabel('Own return window').fill('30');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Everything is saved.').waitFor();
    await page.getByRole('button', { name: 'Activate…' }).click();
    const dialog = page.getByRole('dialog', { name: /^Activate/ });
    await dialog.getByText(/14 days → 30 days/).waitFor();
    await dialog.getByRole('button', { name: 'Activate' }).click();
    await page.getByText('Orders that are placed now get this policy').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await seriousFindings(page)).toEqual([]);

    await page.goto(`${shop.kervan.url}/messages/rules`);
    await page.getByText('No rules yet').waitFor();
    await page.getByRole('button', { name: 'New draft' }).click();
    await page.getByLabel('Messages about one order, at most').fill('9');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Everything is saved.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Activate…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Activate' }).click();
    await page.getByText('These rules hold now').waitFor();
    // The customers of the other tests hear everything.
    await page.getByRole('button', { name: 'Stop using…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click();
    await page.getByRole('button', { name: 'Use again…' }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('says what a return policy would answer, and who else saved it meanwhile', async () => {
    await boughtAndDelivered(shop);
    const body = (windowDays: number): object => ({ name: `${String(windowDays)} days`, content: { windowDays } });
    const { id } = await shop.merchant.expectPost<{ id: string }>('/v1/return-policies', body(60));
    const one = `/v1/return-policies/${id}`;
    await step(async () => {
      const question = { orders: 1, daysAfterDelivery: 50 };
      const { changes } = await shop.merchant.expectPost<{ changes: { lines: number } }>(`${one}/preview`, question);
      expect(changes.lines).toBeGreaterThan(0);
    });
    await page.goto(`${shop.kervan.url}/returns/policies/${id}`);
    await page.getByText('Nothing changes').waitFor();
    await page.getByLabel('Days after delivery').fill('50');
    await page.getByText('Every window is over → Our own return window').waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    const field = page.getByLabel('Own return window');
    await field.fill('70');
    const headers = { 'content-type': 'application/json', 'if-match': '*' };
    expect(await shop.merchant.send('PUT', one, JSON.stringify(body(40)), headers)).toMatchObject({ status: 200 });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('It was somebody of the merchant').waitFor();
    expect(await field.inputValue()).toBe('70');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Take theirs' }).click();
    await page.getByText('Everything is saved.').waitFor();
    expect(await field.inputValue()).toBe('40');
  });

  it('shows the customer where the parcel is, on a phone, without JavaScript', async () => {
    const orderId = await shop.placeOrder([{ sku, quantity: 1 }], { email: 'phone@example.com' });
    const purchaseOrder = await shop.purchaseOrder(supplier, orderId);
    await shop.acknowledge(supplier, purchaseOrder, (quantity) => quantity);
    await shop.ship(supplier, purchaseOrder, `P-${randomUUID().slice(0, 8)}`, (quantity) => quantity);
    const { parcels } = await shop.orderWhen(orderId, (order) => order.parcels.length === 1);
    const phone = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    const tracking = await phone.newPage();

    await step(async () => {
      await tracking.goto(parcels[0]!.trackingUrl);
      await tracking.getByText(parcels[0]!.trackingNumber).first().waitFor({ timeout: 2_000 });
    });

    await phone.close();
    const withScripts = await context.newPage();
    await withScripts.goto(parcels[0]!.trackingUrl);
    expect(await seriousFindings(withScripts)).toEqual([]);
    await withScripts.close();
  });

  // What somebody presses who has never seen it: no account, no number to look up, nothing to type but how many.
  it('leads a customer from the mail to a finished return, on a phone, without JavaScript', async () => {
    const order = await boughtAndDelivered(shop);
    const phone = await browser.newContext({
      ...{ javaScriptEnabled: false, locale: 'tr-TR', viewport: { width: 360, height: 740 } },
    });
    const mail = await phone.newPage();
    await mail.setContent(await deliveredMail(shop, order));
    const opened = phone.waitForEvent('page');
    await mail.getByRole('link', { name: 'Siparişimi izle' }).first().click();
    const tab = await opened;
    await tab.getByRole('link', { name: 'İade, sorun bildirimi, iletişim' }).click();
    await tab.getByRole('link', { name: 'Ürün iade et' }).click();
    await tab.getByRole('spinbutton').fill('1');
    await tab.getByLabel('Neden').selectOption('CHANGED_MIND');
    await tab.getByRole('button', { name: 'Yanıtı gör' }).click();
    await tab.getByRole('button', { name: 'İadeyi onayla' }).click();

    expect(await tab.getByRole('heading', { level: 1 }).innerText()).toMatch(/R-/);
    const { items } = await shop.merchant.expectGet<{ items: object[] }>(`/v1/returns?orderId=${order.id}`);
    expect(items).toMatchObject([{ channel: 'self_service', status: 'approved' }]);
    await phone.close();
  });

  it('breaks no rule of its own content security policy', () => {
    expect(consoleErrors).toEqual([]);
  });
});
