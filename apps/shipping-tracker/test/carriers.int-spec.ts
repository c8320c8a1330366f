import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuidv7 } from 'uuid';
import { shipmentStatuses, type ShipmentStatus } from '#contracts';
import { OutboundHttp } from '#platform';
import { eventually, startServiceUnderTest, type ServiceUnderTest } from '#testing';
import { formatOf } from '../src/carriers/formats/carrier-formats.js';
import { PolledCarrier } from '../src/carriers/polled-carrier.js';
import { pollPace, pollPaceSql } from '../src/carriers/domain/poll-pace.js';
import { WebhookCarrier } from '../src/carriers/webhook-carrier.js';
import { shippingTrackerService } from '../src/service.js';
import { anOrder, checkpoint, hoursAgo, shipped, signed, signedText } from './builders.js';
import { carrierConformance } from './carrier-conformance.js';
import { CarrierDouble } from './carrier-double.js';
import { soap } from './wire.js';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

const double = new CarrierDouble();
let url: string;
beforeAll(async () => {
  url = await double.start();
});
afterAll(() => double.stop());

describe('a carrier that pushes', () => {
  const port = new WebhookCarrier('aras', [secret]);
  const delivery = ({ body, headers }: { body: string; headers: Record<string, string> }) => ({
    headers,
    body: Buffer.from(body),
  });

  carrierConformance('the signed webhook', () => ({
    port,
    says: (_number, entries) => delivery(signed(secret, entries)),
    babbles: (_number, text) => delivery(signedText(secret, text)),
  }));

  it('passes the vector of the standard, once the clock allows it', async () => {
    const told = {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    };
    await expect(port.hear({ headers: told, body: Buffer.from('{"test": 2432232314}') })).rejects.toMatchObject({
      code: 'INVALID_SIGNATURE',
    });
  });

  it.each([
    ['no id', { 'webhook-id': undefined }],
    ['no time', { 'webhook-timestamp': undefined }],
    ['a time that is no number', { 'webhook-timestamp': 'hello' }],
    ['no signature', { 'webhook-signature': undefined }],
    ['a wrong signature', { 'webhook-signature': 'v1,dawfeoifkpqwoekfpqoekf' }],
    ['half a signature', { 'webhook-signature': 'v1,' }],
    ['two signatures headers', { 'webhook-signature': ['v1,a', 'v1,b'] }],
  ])('is not believed with %s', async (_what, change) => {
    const { body, headers } = signed(secret, [checkpoint('X', 'in_transit', hoursAgo(1))]);
    await expect(port.hear({ headers: { ...headers, ...change }, body: Buffer.from(body) })).rejects.toMatchObject({
      code: 'INVALID_SIGNATURE',
    });
  });

  it('is believed when one of several signatures fits', async () => {
    const { body, headers } = signed(secret, [checkpoint('X', 'in_transit', hoursAgo(1))]);
    const several = { ...headers, 'webhook-signature': `v1,b3RoZXI= ${headers['webhook-signature']}` };
    expect((await port.hear({ headers: several, body: Buffer.from(body) })).checkpoints).toHaveLength(1);
  });
});

describe('a carrier that is asked', () => {
  const http = new OutboundHttp('127.0.0.1');
  const opened: PolledCarrier[] = [];
  const carrier = (timeoutMs = 2_000): PolledCarrier => {
    const port = new PolledCarrier(
      { carrier: 'ptt', url, format: formatOf('generic'), key: { user: '', password: '' }, timeoutMs },
      http,
    );
    opened.push(port);
    return port;
  };
  afterAll(async () => {
    for (const port of opened) port.close();
    await http.onApplicationShutdown();
  });

  carrierConformance('polling', () => ({
    port: carrier(),
    says: (number, entries) => {
      double.answer(number, { checkpoints: entries });
      return number;
    },
    babbles: (number, text) => {
      double.answer(number, text);
      return number;
    },
  }));

  it('has no news of a number that it does not know', async () => {
    expect(await carrier().hear('NOBODY')).toEqual({ checkpoints: [], rejections: [] });
  });

  it('is left alone after a row of failures', async () => {
    const port = carrier();
    double.answer('DOWN', 'busy', 503);
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await expect(port.hear('DOWN')).rejects.toMatchObject({ code: 'CARRIER_UNAVAILABLE' });
    }
    expect(port.resting).toBe(true);
    const before = double.times('DOWN');
    await expect(port.hear('DOWN')).rejects.toMatchObject({ code: 'CARRIER_UNAVAILABLE', reason: 'breaker_open' });
    expect(double.times('DOWN')).toBe(before);
  });
});

interface CarrierItem {
  readonly carrier: string;
  readonly polling: { readonly spent: { readonly pausedSeconds: number } } | null;
}

describe('asking carriers', () => {
  let tracker: ServiceUnderTest;
  beforeAll(async () => {
    tracker = await startServiceUnderTest(shippingTrackerService, {
      CARRIER_POLL_URLS: `ptt=generic+${url},surat=generic+${url},mng=generic+${url},yurtici=${url}`,
      CARRIER_KEYS: 'yurtici=YKTEST:YK',
      CARRIER_BUDGETS: 'surat=120/1000,ptt=6000/100000,mng=6000/100000,yurtici=6000/100000',
      POLL_INTERVAL_SECONDS: '1',
      POLL_MIN_DISTANCE_SECONDS: '2',
    });
  });
  afterAll(() => tracker.stop());

  it('learns of a delivery, keeps its distance, and stops asking then', async () => {
    const order = anOrder();
    const parcelId = uuidv7();
    double.answer('PT1', { checkpoints: [checkpoint('PT1', 'in_transit', hoursAgo(3), 'a')] });
    await tracker.publish(shipped(order, { parcelId, carrier: 'ptt', trackingNumber: 'PT1' }));
    await eventually(() => expect(double.times('PT1')).toBeGreaterThanOrEqual(2));
    const [first, second] = double.asked.filter((question) => question.number === 'PT1');
    expect(second!.at - first!.at).toBeGreaterThanOrEqual(1_950);

    double.answer('PT1', {
      checkpoints: [
        checkpoint('PT1', 'in_transit', hoursAgo(3), 'a'),
        checkpoint('PT1', 'delivered', hoursAgo(1), 'b'),
      ],
    });
    const told = () =>
      tracker
        .published()
        .filter((envelope) => envelope.key === order.orderId && envelope.type !== 'shipment.promised')
        .map((envelope) => envelope.type);
    await eventually(() =>
      expect(told()).toEqual(['shipment.registered', 'shipment.status-changed', 'shipment.delivered']),
    );
    const asked = double.times('PT1');
    // Long enough for a further question, were there one: another parcel is asked about twice meanwhile.
    await tracker.publish(shipped(order, { carrier: 'ptt', trackingNumber: 'PT2' }));
    await eventually(() => expect(double.times('PT2')).toBeGreaterThanOrEqual(2));
    expect(double.times('PT1')).toBe(asked);
  });

  it('understands Yurtiçi, and what does not count changes nothing and is seen', async () => {
    const order = anOrder();
    const [good, page, other] = [uuidv7(), uuidv7(), uuidv7()];
    const answer = (cargoKey: string) =>
      soap('queryShipmentResponse', {
        ShippingDeliveryVO: {
          outFlag: '0',
          shippingDeliveryDetailVO: {
            cargoKey,
            invDocCargoVOArray: { operationMessage: 'Dağıtımda', operationDate: hoursAgo(1).slice(0, 19) },
          },
        },
      });
    double.answer('YK-GOOD', answer('YK-GOOD'));
    double.answer('YK-PAGE', '<!DOCTYPE html><html><body>Bakımdayız</body></html>');
    double.answer('YK-OTHER', answer('SOMEBODY-ELSE'));
    await tracker.publish(
      shipped(
        order,
        { parcelId: good, carrier: 'Yurtiçi Kargo', trackingNumber: 'YK-GOOD' },
        { parcelId: page, carrier: 'YURTİÇİ', trackingNumber: 'YK-PAGE' },
        { parcelId: other, carrier: 'yurtici', trackingNumber: 'YK-OTHER' },
      ),
    );
    const operator = await tracker.asOperator();
    const reasons = async () => {
      const { body } = await operator.get<{ items: { carrier: string; refusals: { reason: string }[] }[] }>(
        '/v1/carriers',
      );
      return body.items
        .find(({ carrier }) => carrier === 'yurtici')
        ?.refusals.map(({ reason }) => reason)
        .sort();
    };
    await eventually(async () => expect(await reasons()).toEqual(['html', 'wrong_parcel']));
    const statusOf = async (id: string) => (await operator.get<{ status: string }>(`/v1/shipments/${id}`)).body.status;
    await eventually(async () => expect(await statusOf(good)).toBe('out_for_delivery'));
    expect([await statusOf(page), await statusOf(other)]).toEqual(['registered', 'registered']);
  });

  // They were counted as `unavailable`, waited as long as after a failure, and hid what the carrier had answered.
  it('counts questions that the breaker refused by themselves, and holds them against nobody', async () => {
    const parcels = Array.from({ length: 30 }, (_, place) => ({
      carrier: 'mng',
      trackingNumber: `MN-${String(place)}`,
    }));
    for (const { trackingNumber } of parcels) double.answer(trackingNumber, 'busy', 503);
    await tracker.publish(shipped(anOrder(), ...parcels));
    const counted = async (outcome: string): Promise<number> => {
      const { body } = await tracker.http().get<string>('/metrics');
      const line = new RegExp(`^kervan_carrier_polls_total\\{.*carrier="mng".*outcome="${outcome}".*\\} (\\d+)$`, 'mu');
      return Number(line.exec(body)?.[1] ?? 0);
    };
    const asked = () => parcels.filter(({ trackingNumber }) => double.times(trackingNumber) > 0).length;
    await eventually(async () => {
      // What was not put has not failed, and is due again; that the carrier rests is all that it waits for.
      expect(asked()).toBeLessThan(parcels.length);
      expect(await counted('breaker_open')).toBeGreaterThanOrEqual(parcels.length - asked());
      const [unasked] = await tracker.dataSource.query<{ count: number; due: boolean }[]>(
        `SELECT count(*)::int AS count, bool_and(next_poll_at <= now()) AS due FROM shipments
          WHERE carrier = 'mng' AND poll_failures = 0`,
      );
      expect(unasked).toEqual({ count: parcels.length - asked(), due: true });
    });
    const operator = await tracker.asOperator();
    const { body } = await operator.get<{ items: { carrier: string; refusals: { reason: string }[] }[] }>(
      '/v1/carriers',
    );
    const reasons = body.items.find(({ carrier }) => carrier === 'mng')?.refusals.map(({ reason }) => reason);
    expect(reasons).toContain('unavailable');
    expect(reasons).not.toContain('breaker_open');
  });

  it('keeps a carrier’s own code beside its meaning, and lists what has none', async () => {
    const parcelId = uuidv7();
    const event = (operationCode: string, operationMessage: string, hours: number) => ({
      ...{ operationCode, operationMessage, operationDate: hoursAgo(hours).slice(0, 19) },
    });
    double.answer(
      'YK-ODD',
      soap('queryShipmentResponse', {
        ShippingDeliveryVO: {
          outFlag: '0',
          shippingDeliveryDetailVO: {
            cargoKey: 'YK-ODD',
            invDocCargoVOArray: [event('2', 'Yolda', 3), event('99', 'Uçan halıya bindi', 2)],
          },
        },
      }),
    );
    await tracker.publish(shipped(anOrder(), { parcelId, carrier: 'yurtici', trackingNumber: 'YK-ODD' }));
    const operator = await tracker.asOperator();
    const unknown = () => operator.get<{ items: object[] }>('/v1/carriers/unknown-codes');
    await eventually(async () =>
      expect((await unknown()).body.items).toMatchObject([
        { carrier: 'yurtici', words: '99, Uçan halıya bindi', count: 1 },
      ]),
    );
    const { body } = await operator.get<{ checkpoints: object[] }>(`/v1/shipments/${parcelId}`);
    expect(body.checkpoints).toMatchObject([{ status: 'in_transit', rawCode: '2', description: 'Yolda' }]);
  });

  it('waits as long in the database as the rule says', async () => {
    const rows: { status: ShipmentStatus; days: number; pace: number }[] = await tracker.dataSource.query(
      `SELECT status, days, ${pollPaceSql}::float8 AS pace FROM unnest($1::text[]) AS status,
         LATERAL (SELECT days, now() - make_interval(days => days) AS shipped_at FROM unnest($2::int[]) AS days) AS ages`,
      [shipmentStatuses, [0, 7, 14, 30]],
    );
    expect(rows).toHaveLength(52);
    for (const { status, days, pace } of rows)
      expect([status, days, pace]).toEqual([status, days, pollPace(status, days)]);
  });

  it('spreads a carrier’s budget over the minute, and never asks more', async () => {
    const numbers = Array.from({ length: 60 }, (_, index) => `SU${String(index)}`);
    await tracker.publish(
      shipped(anOrder(), ...numbers.map((trackingNumber) => ({ carrier: 'surat', trackingNumber }))),
    );
    const times = () => double.asked.filter(({ number }) => number.startsWith('SU')).map(({ at }) => at);
    await eventually(() => expect(times().length).toBeGreaterThanOrEqual(15));
    // 120 a minute: six at once, and 1.8 a second; one claim more may still be under way.
    const asked = times();
    for (const [first, from] of asked.entries()) {
      for (const [last, to] of asked.entries()) {
        if (last >= first) expect(last - first + 1).toBeLessThanOrEqual(12 + (1.8 * (to - from)) / 1000 + 1);
      }
    }
  });

  it('pauses for a minute when a carrier says that it is enough', async () => {
    double.answer('PT-MUCH', 'enough', 429);
    await tracker.publish(shipped(anOrder(), { carrier: 'ptt', trackingNumber: 'PT-MUCH' }));
    await eventually(async () => {
      const operator = await tracker.asOperator();
      const { body } = await operator.get<{ items: CarrierItem[] }>('/v1/carriers');
      const paused = body.items.find(({ carrier }) => carrier === 'ptt')?.polling?.spent.pausedSeconds ?? 0;
      expect(paused).toBeGreaterThan(30);
    });
  });
});
