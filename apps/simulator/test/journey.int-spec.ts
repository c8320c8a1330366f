import { stat, readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { SimulatedWorld } from './simulated-world.js';

describe('the simulated world', () => {
  let world: SimulatedWorld;
  afterEach(() => world.end());

  it('introduces itself: suppliers, keys, listings, stock and store', async () => {
    world = await SimulatedWorld.begin();
    const { product } = world;
    await eventually(() => expect(product.feeds).toHaveLength(5));

    expect(product.suppliers.map(({ code }) => code)).toEqual(['anadolu', 'ege', 'marmara', 'hansa', 'thames']);
    expect(product.feeds.filter(({ type }) => type === 'text/csv')).toHaveLength(3);
    expect(product.feeds.every(({ query }) => /mode=full&asOf=20\d\d-/.test(query))).toBe(true);
    expect(product.listings.length).toBeGreaterThan(5);
    expect(product.stores).toHaveLength(1);

    const keys = JSON.parse(await readFile(product.keysFile, 'utf8')) as { merchant: string; suppliers: object };
    expect(Object.keys(keys.suppliers).sort()).toEqual(['anadolu', 'ege', 'hansa', 'marmara', 'thames']);
    expect(keys.merchant).toBe('kv_merchant_test');
    expect((await stat(product.keysFile)).mode & 0o777).toBe(0o600);
  });

  it('takes orders of both platforms from the store to the door', async () => {
    world = await SimulatedWorld.begin();
    await world.sendOrders({ count: 3, platform: 'rest' });
    await world.sendOrders({ count: 3, platform: 'shopify' });

    await world.booked(6, 'shipped');
    const ledger = await eventually(async () => {
      const read = await world.ledger();
      const doors = read.checkpoints.filter(({ status, told }) => status === 'delivered' && told > 0);
      const pushed = read.parcels.filter(({ carrier }) => carrier !== 'aras').length;
      expect(doors).toHaveLength(pushed);
      expect(read.orders.every(({ productOrderIds }) => productOrderIds.length === 1)).toBe(true);
      return read;
    });

    expect(ledger.orders.map(({ state }) => state)).toEqual(Array(6).fill('accepted'));
    expect(new Set(ledger.parcels.map(({ shipTo }) => shipTo.city))).toEqual(new Set(['Ankara']));
    expect(world.product.badSignatures).toEqual([]);
    expect(new Set(world.product.shipNotices.map(({ reference }) => reference)).size).toBe(6);
    expect(world.product.acknowledgements).toHaveLength(6);
    expect(ledger.orders.map((order) => order.productOrderIds[0])).toEqual(
      ledger.orders.map((order) => world.product.orders.get(order.externalId)?.id),
    );
  });

  it('fetches purchase orders for suppliers without a webhook', async () => {
    world = await SimulatedWorld.begin();
    world.product.chosen = 'ege';
    await world.sendOrders({ count: 2, platform: 'rest' });
    const ledger = await world.booked(2, 'shipped');
    expect(ledger.bookings.every(({ supplierCode }) => supplierCode === 'ege')).toBe(true);
  });

  it('says everything again under the same reference when the answer was lost on the way', async () => {
    world = await SimulatedWorld.begin();
    world.product.loseAnswers = 1;
    await world.sendOrders({ count: 1, platform: 'rest' });
    const { orders, parcels } = await world.booked(1, 'shipped');

    expect(orders).toMatchObject([{ state: 'accepted', deliveries: 2 }]);
    const [first, second] = world.product.acknowledgements;
    expect(second).toEqual(first);
    const [notice, again] = world.product.shipNotices;
    expect(again).toEqual(notice);
    expect(world.product.orders.size).toBe(1);
    expect(parcels.length).toBe((notice!.body['parcels'] as unknown[]).length);
  });

  it('does everything twice when it misbehaves so, and still has one booking and one parcel', async () => {
    world = await SimulatedWorld.begin({ MISBEHAVIOUR: 'twice=1' });
    // Its only carrier pushes.
    world.product.chosen = 'marmara';
    await world.sendOrders({ count: 1, platform: 'shopify' });
    const { orders, bookings } = await world.booked(1, 'shipped');
    await eventually(() => expect(world.product.checkpoints.some(({ status }) => status === 'delivered')).toBe(true));

    expect(orders).toMatchObject([{ deliveries: 2 }]);
    expect(bookings).toHaveLength(1);
    expect(world.product.acknowledgements).toHaveLength(2);
    expect(world.product.shipNotices).toHaveLength(2);
    // A second copy may come any time after the first, also after what happened next.
    await eventually(() => {
      const events = world.product.checkpoints.map(({ eventId }) => eventId);
      expect(events).toHaveLength(2 * new Set(events).size);
    });
  });

  it('goes on after a stop where it was: what was promised is shipped exactly once', async () => {
    // Two and a half seconds at least from booking to shipping: time to stop in between.
    world = await SimulatedWorld.begin({ SPEED: '3600' });
    await world.sendOrders({ count: 4, platform: 'rest' });
    await eventually(async () => expect((await world.ledger()).bookings).toHaveLength(4));
    await world.halt();
    expect(world.product.shipNotices.length).toBeLessThan(4);

    await world.start();
    await world.settled();
    await world.booked(4, 'shipped');
    expect(world.product.suppliers).toHaveLength(5);
    expect(world.product.stores).toHaveLength(1);
    expect(world.product.supplierKeys.size).toBe(5);
    expect(world.product.supplier('anadolu').channel.url).toContain(world.service.url);
    expect(new Set(world.product.shipNotices.map(({ purchaseOrderId }) => purchaseOrderId)).size).toBe(4);
    expect(world.product.shipNotices).toHaveLength(4);
  });

  it('finds its suppliers again when it lost its own books, with secrets that work', async () => {
    world = await SimulatedWorld.begin();
    await world.dataSource.query('truncate supplier_accounts');
    const before = world.product.supplier('thames').secret;
    await world.halt();
    await world.start();
    await world.settled();

    expect(world.product.suppliers).toHaveLength(5);
    expect(world.product.supplier('thames').secret).not.toBe(before);
    world.product.chosen = 'thames';
    await world.sendOrders({ count: 1, platform: 'rest' });
    const { bookings } = await world.booked(1, 'shipped');
    expect(bookings).toMatchObject([{ supplierCode: 'thames' }]);
  });

  it('lets customers order by themselves, up to the limit', async () => {
    world = await SimulatedWorld.begin({ ORDERS_PER_MINUTE: '6000', ORDERS_MAX: '5' });
    const ledger = await world.booked(5, 'shipped');
    expect(ledger.orders).toHaveLength(5);
  });

  it('lets nobody order by themselves while the store is paused', async () => {
    world = await SimulatedWorld.begin({ ORDERS_PER_MINUTE: '600' });
    await world.booked(1, 'shipped');
    await world.post('/sim/store/pause');
    const [asked] = await world.sendOrders({ count: 1, platform: 'rest' });
    const whenAsked = (await world.ledger()).orders.length;
    await eventually(async () => {
      const { bookings, orders } = await world.ledger();
      expect(bookings.filter(({ state }) => state === 'shipped')).toHaveLength(orders.length);
    });
    expect((await world.ledger()).orders).toHaveLength(whenAsked);
    expect(asked?.number).toBe(whenAsked);

    await world.post('/sim/store/resume');
    await eventually(async () => expect((await world.ledger()).orders.length).toBeGreaterThan(whenAsked));
  });
});
