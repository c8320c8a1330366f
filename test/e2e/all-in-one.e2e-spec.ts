import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { KervanProcess } from '../harness/kervan-process.js';
import { returnIsSettled } from './after-sales-journeys.js';
import { partialRejectIsRoutedAgain, shopifyOrderIsDelivered } from './journeys.js';
import { Shop } from './shop.js';

jest.setTimeout(180_000);

describe('all in one', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'kervan-e2e-'));
  const start = (): Promise<KervanProcess> =>
    KervanProcess.start({ mode: 'all-in-one', dataDir, env: { ORDERS_PER_MINUTE: '0' } });
  let shop: Shop;

  beforeAll(async () => {
    shop = new Shop(await start());
  });
  afterAll(async () => {
    await shop.kervan.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('brings a real Shopify order through all services to delivered, with the right mails', () =>
    shopifyOrderIsDelivered(shop));

  it('routes what a supplier refused to the next one: two parcels, one story', () => partialRejectIsRoutedAgain(shop));

  it('takes goods back, pays a part of their price once, and gets the supplier’s credit note', () =>
    returnIsSettled(shop));

  it('stops cleanly on SIGTERM and continues with its data, keys and orders', async () => {
    const before = shop.kervan.keys();
    const { items } = await shop.merchant.expectGet<{ items: { id: string }[] }>('/v1/orders');

    expect(await shop.kervan.stop()).toBe(0);
    shop = new Shop(await start());

    expect(shop.kervan.keys()).toEqual(before);
    const again = await shop.merchant.expectGet<{ items: { id: string }[] }>('/v1/orders');
    expect(again.items.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
  });
});
