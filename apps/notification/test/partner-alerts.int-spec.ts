import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import type { EventDraft } from '#messaging';
import { eventually, type ServiceUnderTest } from '#testing';
import { anOrder, merchant, supplier, type TestOrder } from './builders.js';
import { MailSink } from './mail-sink.js';
import { startMailing, stopMailing } from './mailing.js';
import { trafficChanged } from './merchant-builders.js';
import { sayAgainAndAgain } from './say-again.js';
import { anHourLater } from './shop-mails.js';

const operator = 'operator@example.com';
const sink = new MailSink();
let service: ServiceUnderTest;

beforeAll(async () => {
  service = await startMailing(sink, { OPERATOR_EMAIL: operator });
});
afterAll(() => stopMailing(service, sink));

interface Alert {
  template: string;
  orderId: string | null;
  supplierId: string | null;
  acknowledgedBy: string | null;
}

const alertsOf = async ({ merchantId }: TestOrder): Promise<Alert[]> => {
  const client = await service.asMerchant(merchantId);
  return (await client.get<{ items: Alert[] }>('/v1/alerts')).body.items;
};

/** A name of its own: operators hear of every shop. */
async function partners(contactEmail: string | null = null) {
  const [shop, supplierId] = [anOrder(), uuidv7()];
  const name = `Çarşı ${supplierId}`;
  await service.publish(merchant(shop, name));
  await service.publish(supplier(shop, supplierId, 'api', contactEmail));
  const toOperator = () => sink.to(operator).filter(({ from }) => from?.name === name);
  return { shop, supplierId, toOperator };
}

describe('a share of the orders that changed', () => {
  it('is told once, with the figures and the way back; less is an alert until the next step is there', async () => {
    const { shop, supplierId, toOperator } = await partners();
    const team = `${supplierId}@shop.example`;
    const client = await service.asMerchant(shop.merchantId);
    await client.put('/v1/notification-contacts', { contacts: [{ email: team, language: 'tr' }] });
    await sayAgainAndAgain(service, [trafficChanged(shop, supplierId)]);
    await eventually(() => expect(toOperator()).toHaveLength(1));
    expect(toOperator()[0]?.subject).toBe('Anadolu Toptan gets 50% of the orders for MUG instead of 100%');
    const text = toOperator()[0]?.text ?? '';
    expect(text).toContain('Problems: 29.5% of the units, probably 21% to 38.5%, seen on 24 units.');
    expect(text).toContain('POST /v1/routing/experience/7/undo');
    expect(text).toContain('Supplier Anadolu Toptan');
    const alert = { template: 'traffic-share-changed', orderId: null, supplierId: null };
    expect(await alertsOf(shop)).toMatchObject([{ ...alert, acknowledgedBy: null }]);

    // Another SKU has an alert of its own; better news of this one ends the alert and is none.
    await service.publish(trafficChanged(shop, supplierId, { sku: 'LAMP' }));
    const better = { experienceVersion: 8, previousPermille: 500, permille: 1000, reasonCode: 'GOOD_SIGNS' } as const;
    await sayAgainAndAgain(service, [trafficChanged(shop, supplierId, better)]);
    await eventually(() => expect(toOperator()).toHaveLength(3));
    expect(await alertsOf(shop)).toMatchObject([
      { ...alert, acknowledgedBy: null },
      { ...alert, acknowledgedBy: 'settled' },
    ]);

    await anHourLater(service, team);
    await eventually(() => expect(sink.subjects(team)).toEqual(['3 sipariş payı değişti']));
    expect(sink.to(team)[0]?.text).toContain('Anadolu Toptan, LAMP: siparişlerin %100 yerine %50 kadarı.');
  });
});

describe('a supplier that sends no feed', () => {
  it('is alerted once for each silence, with operators, until a feed is there', async () => {
    const email = `${uuidv7()}@supplier.example`;
    const { shop, supplierId, toOperator } = await partners(email);
    const silence = (feedOverdueAt: string | null): EventDraft => {
      const known = supplier(shop, supplierId, 'api', email);
      return { ...known, data: Object.assign(known.data, { feedOverdueAt }) };
    };
    await sayAgainAndAgain(service, [silence('2026-11-22T09:00:00.000Z')]);
    await eventually(() => {
      expect(sink.subjects(email)).toHaveLength(1);
      expect(toOperator()).toHaveLength(1);
    });
    expect(sink.to(email)[0]?.subject).toMatch(/^Çarşı .* için stok listeniz gecikti$/);
    expect(sink.to(email)[0]?.text).toContain('22 Kasım 09:00 UTC tarihinden beri');
    expect(toOperator()[0]?.subject).toBe('No fresh feed of Anadolu Toptan');
    const own = await service.asSupplier(supplierId, shop.merchantId);
    const { body } = await own.get<{ items: Alert[] }>('/v1/alerts?state=open');
    expect(body.items).toMatchObject([{ template: 'feed-overdue', orderId: null, supplierId }]);

    await service.publish(silence(null));
    expect((await alertsOf(shop)).map(({ acknowledgedBy }) => acknowledgedBy)).toEqual(['settled', 'settled']);
    await service.publish(silence('2026-11-23T09:00:00.000Z'));
    await eventually(() => expect([sink.to(email).length, toOperator().length]).toEqual([2, 2]));
  });
});
