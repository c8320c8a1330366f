/** `npm run screenshots`: the demo's pages as pictures in docs/screenshots, for the README and for a look before a release. */
import { mkdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { Api } from '../harness/api.js';
import { chromiumOptions } from '../harness/chromium.js';
import { KervanProcess } from '../harness/kervan-process.js';

interface Look {
  readonly name: string;
  readonly context: BrowserContextOptions;
}

const FOLDER = 'docs/screenshots';
const looks: readonly Look[] = [
  { name: 'light-en', context: { viewport: { width: 1440, height: 1000 }, colorScheme: 'light', locale: 'en-GB' } },
  { name: 'dark-tr', context: { viewport: { width: 1440, height: 1000 }, colorScheme: 'dark', locale: 'tr-TR' } },
  { name: 'phone-light-tr', context: { viewport: { width: 390, height: 844 }, colorScheme: 'light', locale: 'tr-TR' } },
  { name: 'phone-dark-en', context: { viewport: { width: 390, height: 844 }, colorScheme: 'dark', locale: 'en-GB' } },
];
/** What customers do by themselves, under the address of their tracking page. */
const customersPages: readonly [string, string][] = [
  ['help', '/help'],
  ['return-form', '/returns/new'],
  ['withdrawal-form', '/withdrawals/new'],
  ['complaint-form', '/complaints/new'],
  ['preferences', '/preferences'],
  ['own-data', '/data'],
];
/** Live pages never fall silent: after this everything that was asked for has come. */
const SETTLE_MS = 1_500;
const POLL_MS = 1_000;

mkdirSync(FOLDER, { recursive: true });
const kervan = await KervanProcess.start({
  mode: 'all-in-one',
  env: {
    ...{ ORDERS_PER_MINUTE: '40', MISBEHAVIOUR: 'reject=0.2,twice=0.1', TZ: 'Europe/Istanbul' },
    ...{ CROWD: 'returns=0.5,complaints=0.5,answers=0.8', SURVEY_DELAY_HOURS: '0.002', SURVEY_DISTANCE_DAYS: '0' },
  },
});
const operator = new Api(kervan.url, kervan.keys().operator);
const order = await orderWorthShowing();
/** Of each kind the newest: pages of one thing. */
const details = [
  await newest('complaint', '/v1/complaints', '/complaints'),
  await newest('return', '/v1/returns', '/returns'),
  await newest('claim', '/v1/claims', '/claims'),
];
const browser = await chromium.launch(chromiumOptions);
for (const look of looks) await takeAll(browser, look);
await browser.close();
await kervan.stop();
process.exit(0);

interface Listed {
  readonly id: string;
  readonly status: string;
  readonly trackingUrl: string;
  readonly parcels: readonly unknown[];
}

/** One that needed two suppliers and is on its way. */
async function orderWorthShowing(): Promise<Listed> {
  for (;;) {
    const { items } = await operator.expectGet<{ items: Listed[] }>('/v1/orders?limit=100');
    const found = items.find(({ status, parcels }) => status === 'delivered' && parcels.length > 1);
    if (found) return found;
    await delay(POLL_MS);
  }
}

/** Waits for the first of a list. @returns the name of its page and where it is. */
async function newest(title: string, list: string, at: string): Promise<[string, string]> {
  for (;;) {
    const { items } = await operator.expectGet<{ items: { id: string }[] }>(`${list}?limit=1`);
    const [found] = items;
    if (found) return [title, `${at}/${found.id}`];
    await delay(POLL_MS);
  }
}

async function takeAll(target: Browser, { name, context }: Look): Promise<void> {
  const session = await target.newContext({ ...context, timezoneId: 'Europe/Istanbul' });
  const page = await session.newPage();
  await signIn(page);
  const pages: [string, string][] = [
    ['now', '/now'],
    ['orders', '/orders'],
    ['order', `/orders/${order.id}`],
    ['decision', `/orders/${order.id}/decision`],
    ['routing', '/routing'],
    ['lost', '/routing/lost'],
    ['insight', '/insight'],
    ['measure', '/insight/measures/average-basket?by=supplier'],
    ['relation', '/insight/relation'],
    ['purchase-orders', '/purchase-orders'],
    ['parcels', '/parcels'],
    ['complaints', '/complaints'],
    ['incidents', '/complaints/incidents'],
    ['macros', '/complaints/macros'],
    ['returns', '/returns'],
    ['refunds', '/returns/refunds'],
    ['return-policies', '/returns/policies'],
    ['claims', '/claims'],
    ['opinions', '/opinions'],
    ['reviews', '/opinions/reviews'],
    ['messages', '/messages'],
    ['message-texts', '/messages/texts/order-shipped/tr'],
    ['telling-rules', '/messages/rules'],
    ['people', '/messages/people'],
    ['suppliers', '/suppliers'],
    ['parked', '/parked'],
    ['mailbox', '/mailbox'],
    ...details,
  ];
  for (const [title, path] of pages) await take(page, new URL(path, kervan.url).href, `${title}-${name}`);
  await take(page, order.trackingUrl, `track-${name}`);
  for (const [title, path] of customersPages) await take(page, `${order.trackingUrl}${path}`, `${title}-${name}`);
  await session.close();
}

async function signIn(page: Page): Promise<void> {
  await page.goto(kervan.url);
  await page.evaluate(async (key: string) => {
    await fetch('/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key }),
    });
  }, kervan.keys().operator);
}

async function take(page: Page, url: string, name: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await delay(SETTLE_MS);
  await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
  console.log(`${FOLDER}/${name}.png`);
}
