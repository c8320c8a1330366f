import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';
import { v7 as uuidv7 } from 'uuid';
import { aPicture, startServiceUnderTest, type ServiceUnderTest } from '#testing';
import { faultsOf, PHONE } from '../../../test/harness/phone.js';
import { afterSalesService } from '../src/service.js';
import { bought, type BoughtOrder } from './builders.js';

let folder: string;
let service: ServiceUnderTest;
let browser: Browser;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kervan-photos-'));
  service = await startServiceUnderTest(afterSalesService, { PHOTO_DIR: folder });
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
});
afterAll(async () => {
  await browser.close();
  await service.stop();
  await rm(folder, { recursive: true });
});

const addressOf = ({ token }: BoughtOrder, to: string): string => `${service.service.url}/track/${token}${to}`;

/** A survey at a known link, as if it had been asked for. */
async function asked(order: BoughtOrder): Promise<string> {
  const link = `link-${uuidv7()}`;
  await service.dataSource.query(
    `INSERT INTO surveys (id, merchant_id, order_id, kind, subject_id, customer_sha256, link_sha256, expires_at)
     VALUES ($1, $2, $3, 'nps', $3, 'x', sha256($4::text::bytea), now() + interval '1 day')`,
    [uuidv7(), order.merchantId, order.orderId, link],
  );
  return `${service.service.url}/v1/surveys/${link}?score=9`;
}

describe('the customer’s own pages in a browser', () => {
  it.each(['light', 'dark'] as const)('have nothing that keeps people out, in %s', async (colorScheme) => {
    const [order, unsent] = [await bought(service), await bought(service, { shipped: 'nothing' })];
    const context = await browser.newContext({ ...PHONE, colorScheme, bypassCSP: true });
    const tab = await context.newPage();
    const addresses = [
      ...['/help', '/returns/new', '/returns/check', '/withdrawals/new', '/complaints/new'].map((to) =>
        addressOf(order, to),
      ),
      ...['/help', '/wishes/address', '/wishes/cancellation'].map((to) => addressOf(unsent, to)),
      ...[addressOf({ ...order, token: 'nobody' }, '/help'), await asked(order)],
    ];
    const faults: string[] = [];
    for (const address of addresses) {
      await tab.goto(address);
      faults.push(...(await faultsOf(tab)).map((fault) => `${address}: ${fault}`));
    }
    expect(faults).toEqual([]);
    await context.close();
  });

  it.each([
    ['en', 'Photos (optional)', 'Send', 'You sent one photo.'],
    ['tr', 'Fotoğraflar (isteğe bağlı)', 'Gönder', '1 fotoğraf gönderdiniz.'],
  ] as const)('take a photo of what came broken, without a script, in %s', async (lang, label, press, done) => {
    const order = await bought(service);
    const context = await browser.newContext({ ...PHONE, javaScriptEnabled: false });
    const tab = await context.newPage();
    await tab.goto(addressOf(order, `/complaints/new?lang=${lang}`));
    await tab.getByRole('combobox').first().selectOption('damaged');
    await tab.getByRole('textbox').fill('In pieces');
    const buffer = Buffer.from(aPicture(1, 1));
    await tab.getByLabel(label).setInputFiles({ name: 'IMG_1.png', mimeType: 'image/png', buffer });
    await tab.getByRole('button', { name: press }).click();
    expect(await tab.getByRole('main').innerText()).toContain(done);
    await context.close();
  });

  it.each([
    ['en', ['What would you like for it?', 'The same again', 'See the answer', 'Confirm the exchange'], 'Accepted.'],
    ['tr', ['Yerine ne istersiniz?', 'Aynısından bir daha', 'Yanıtı gör', 'Değişimi onayla'], 'Kabul edildi.'],
  ] as const)('lead to a finished exchange, in %s', async (lang, [label, same, answer, confirm], done) => {
    const order = await bought(service);
    const context = await browser.newContext({ ...PHONE, javaScriptEnabled: false });
    const tab = await context.newPage();
    await tab.goto(addressOf(order, `/returns/new?lang=${lang}`));
    await tab.getByRole('spinbutton').first().fill('1');
    await tab.getByRole('combobox').first().selectOption('TOO_SMALL');
    await tab.getByLabel(label).first().selectOption({ label: same });
    await tab.getByRole('button', { name: answer }).click();
    await tab.getByRole('button', { name: confirm }).click();
    expect(await tab.getByRole('main').innerText()).toContain(done);
    // Back and once more is the same exchange.
    await tab.goBack();
    await tab.getByRole('button', { name: confirm }).click();
    const kinds = await service.dataSource.query<unknown[]>(`SELECT kind FROM returns WHERE order_id = $1`, [
      order.orderId,
    ]);
    expect(kinds).toEqual([{ kind: 'exchange' }]);
    await context.close();
  });

  // Without a script: what a customer who never saw it presses, from the first page to a return that is on record.
  it.each([
    ['en', ['Send something back', 'See the answer', 'Confirm the return'], 'Accepted.'],
    ['tr', ['Ürün iade et', 'Yanıtı gör', 'İadeyi onayla'], 'Kabul edildi.'],
  ] as const)('lead to a finished return in three presses, in %s', async (lang, [begin, answer, confirm], done) => {
    const order = await bought(service);
    const context = await browser.newContext({ ...PHONE, javaScriptEnabled: false });
    const tab = await context.newPage();
    await tab.goto(addressOf(order, `/help?lang=${lang}`));
    await tab.getByRole('link', { name: begin }).click();
    await tab.getByRole('spinbutton').first().fill('1');
    await tab.getByRole('combobox').first().selectOption('CHANGED_MIND');
    await tab.getByRole('button', { name: answer }).click();
    await tab.getByRole('button', { name: confirm }).click();
    expect(await tab.getByRole('heading', { level: 1 }).innerText()).toMatch(/R-/);
    expect(await tab.getByRole('main').innerText()).toContain(done);
    // Back and once more is the same return.
    await tab.goBack();
    await tab.getByRole('button', { name: confirm }).click();
    const rows = await service.dataSource.query<unknown[]>(`SELECT 1 FROM returns WHERE order_id = $1`, [
      order.orderId,
    ]);
    expect(rows).toHaveLength(1);
    await context.close();
  });
});
