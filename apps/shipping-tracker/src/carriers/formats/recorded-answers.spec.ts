import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { soap, wire } from '../../../test/wire.js';
import { CarrierUnreadableError } from '../carrier.errors.js';
import type { CarrierReport } from '../carrier.port.js';
import { formatOf } from './carrier-formats.js';

/** Answers that real carriers gave, read in place where they are; formats.spec.ts holds fixtures with the same traps. */
const folder = join(import.meta.dirname, '../../../../../../shared/data/carriers/payloads');
const recorded = existsSync(folder) ? describe : describe.skip;
const now = new Date('2026-03-01T00:00:00Z');

function read(carrier: string, file: string, number: string): CarrierReport {
  return formatOf(carrier).read(wire(readFileSync(join(folder, file))), number, now);
}
const told = ({ checkpoints }: CarrierReport): string[] =>
  checkpoints.map(({ status, occurredAt }) => `${occurredAt.toISOString().slice(0, 16)} ${status}`);
const reasonOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof CarrierUnreadableError) return error.reason;
    throw error;
  }
  return 'read';
};

recorded('recorded answers of FedEx', () => {
  it('REST, delivered', () => {
    const report = read('fedex', 'fedex-rest/get-tracking-status.json', '794644790138');
    expect(told(report)).toEqual([
      '2026-03-15T19:30 delivered',
      '2026-03-15T13:00 out_for_delivery',
      '2026-03-14T11:00 in_transit',
      '2026-03-14T01:00 in_transit',
      '2026-03-12T15:00 picked_up',
    ]);
    expect(report.checkpoints[0]?.place).toBe('MEMPHIS, TN, US');
  });

  it.each([
    ['in_transit', '123456789012'],
    ['delivered_at_door', '123456789012'],
    ['shipment_exception', '957794015041323'],
    ['with_blank_state', '123456789012'],
  ])('XML, %s', (name) => {
    const text = readFileSync(join(folder, `fedex/tracking_response_${name}.xml`), 'utf8');
    const number = /<TrackingNumber>(\w+)</.exec(text)?.[1] ?? '';
    const report = read('fedex-xml', `fedex/tracking_response_${name}.xml`, number);
    expect(report.rejections).toEqual([]);
    expect(report.checkpoints.length).toBe(text.split('<Events>').length - 1);
    if (name === 'delivered_at_door') expect(report.checkpoints[0]?.status).toBe('delivered');
    if (name === 'shipment_exception') {
      expect(report.checkpoints[0]).toMatchObject({ status: 'attempt_failed', fault: 'carrier' });
    }
  });

  it('XML, refusals', () => {
    const file = (name: string) => `fedex/tracking_response_${name}.xml`;
    expect(reasonOf(() => read('fedex-xml', file('multiple_results'), '123456789012'))).toBe('ambiguous_parcel');
    expect(read('fedex-xml', file('not_found'), '123456789013').checkpoints).toEqual([]);
    expect(reasonOf(() => read('fedex-xml', file('bad_tracking_number'), '1'))).toBe('carrier_error');
    expect(reasonOf(() => read('fedex-xml', file('in_transit'), '999'))).toBe('wrong_parcel');
  });
});

recorded('recorded answers of USPS', () => {
  it('every event, by the clock of its state', () => {
    const report = read('usps', 'usps/tracking_response.xml', '9102901000462189604217');
    expect(told(report)).toEqual([
      '2015-04-28T14:01 delivered',
      '2015-04-28T13:29 out_for_delivery',
      '2015-04-28T13:19 in_transit',
      '2015-04-28T12:03 in_transit',
      '2015-04-28T09:05 in_transit',
      '2015-04-27T21:04 in_transit',
      '2015-04-26T05:18 in_transit',
      '2015-04-26T00:19 in_transit',
      '2015-04-25T23:04 picked_up',
      '2015-04-24T04:36 registered',
    ]);
    expect(report.rejections).toEqual([]);
  });

  it('no news', () => {
    expect(read('usps', 'usps/tracking_response_failure.xml', '9102901000462189604217').checkpoints).toEqual([]);
    expect(read('usps', 'usps/tracking_response_not_available.xml', '9574211957289221353248').checkpoints).toEqual([]);
  });
});

recorded('the recorded answer of Canada Post', () => {
  it('every event by the clock that stands with it, a delivery that was none and the second one', () => {
    const report = read('canadapost', 'canadapost_pws/tracking_details_en.xml', '1371134583769923');
    expect(told(report)).toEqual([
      '2011-02-03T16:59 delivered',
      '2011-02-03T13:27 out_for_delivery',
      '2011-02-02T19:45 in_transit',
      '2011-02-02T11:19 delayed',
      '2011-02-01T12:59 delivered',
      '2011-02-01T12:51 out_for_delivery',
      '2011-01-31T22:06 picked_up',
      '2011-01-31T19:34 registered',
    ]);
    expect(report.rejections).toEqual([]);
    expect(report.checkpoints[0]).toMatchObject({ rawCode: '1496', place: 'SAINTE-FOY, QC' });
  });
});

recorded('recorded answers of aggregators', () => {
  it('AfterShip: registered there, nothing heard yet', () => {
    expect(read('aftership', 'aftership/get-tracking.json', 'HH19260817').checkpoints).toEqual([]);
    expect(read('aftership', 'aftership/create-tracking.json', 'HH19260817').checkpoints).toEqual([]);
    expect(read('aftership', 'aftership/last-checkpoint.json', '19260817')).toEqual({
      checkpoints: [],
      rejections: [],
    });
  });

  it('Shippo: what its coarse words cover', () => {
    const report = read('shippo', 'shippo/get-status.json', '9205590164917337534322');
    expect(told(report)).toEqual([
      '2016-12-07T00:00 registered',
      '2016-12-07T02:00 registered',
      '2016-12-07T19:04 picked_up',
      '2016-12-07T20:19 in_transit',
      '2016-12-07T21:45 in_transit',
      '2016-12-07T22:05 in_transit',
      '2016-12-08T03:25 in_transit',
      '2016-12-08T06:40 in_transit',
      '2016-12-08T10:19 in_transit',
      '2016-12-08T10:29 out_for_delivery',
      '2016-12-08T15:19 delivered',
    ]);
    expect(report.rejections).toEqual([]);
  });

  it('EasyPost: one tracker', () => {
    const report = read('easypost', 'easypost/tracker-create-1.json', 'EZ1000000001');
    expect(told(report)).toEqual(['2024-06-30T16:06 registered', '2024-07-01T04:43 registered']);
    expect(report.checkpoints[1]?.place).toBe('HOUSTON, TX');
  });
});

interface Case {
  readonly case: string;
  readonly answer?: Record<string, unknown>;
  readonly codes?: Record<string, string>;
  readonly peer_expects?: {
    success?: boolean;
    status?: string;
    events?: number;
    event_status?: Record<string, string>;
    tracking_number?: string;
  };
}
const casesOf = (file: string): Case[] =>
  existsSync(folder) ? (JSON.parse(readFileSync(join(folder, file), 'utf8')) as Case[]) : [];

/** What connectors call things. */
const ours: Record<string, string> = { pre_transit: 'registered' };
const expected = (status: string): string => ours[status] ?? status;

function numbersIn(answer: Record<string, unknown>): string[] {
  const inner = (answer['ShippingDeliveryVO'] ?? answer) as { shippingDeliveryDetailVO?: Record<string, string> };
  const { docId, cargoKey = 'X' } = inner.shippingDeliveryDetailVO ?? {};
  return [...(docId === undefined ? [] : [docId]), cargoKey];
}

function expectAsPeer(checkpoints: CarrierReport['checkpoints'], peer: NonNullable<Case['peer_expects']>): void {
  if (peer.success === false) expect(checkpoints).toEqual([]);
  if (peer.status) expect(checkpoints.at(-1)?.status).toBe(expected(peer.status));
  if (peer.events) expect(checkpoints).toHaveLength(peer.events);
  for (const [at, status] of Object.entries(peer.event_status ?? {})) {
    expect(checkpoints[Number(at)]?.status).toBe(expected(status));
  }
}

recorded('recorded answers of Yurtiçi', () => {
  const cases = casesOf('tr-yurtici/answers.json');
  const answers = cases.filter((one) => one.answer);
  const envelope = (answer: Record<string, unknown>) =>
    wire(soap('queryShipmentResponse', 'ShippingDeliveryVO' in answer ? answer : { ShippingDeliveryVO: answer }));

  it.each(answers.map((one) => [one.case, one] as const))('%s', (_name, { answer = {}, peer_expects: peer = {} }) => {
    for (const number of numbersIn(answer)) {
      const { checkpoints } = formatOf('yurtici').read(envelope(answer), number, now);
      expectAsPeer(checkpoints, peer);
    }
    if (peer.success === false) return;
    expect(reasonOf(() => formatOf('yurtici').read(envelope(answer), 'ANOTHER', now))).toBe('wrong_parcel');
  });

  it('codes without words', () => {
    for (const [code, status] of Object.entries(cases.find((one) => one.codes)?.codes ?? {})) {
      const answer = { outFlag: '0', shippingDeliveryDetailVO: { cargoKey: 'K', operationCode: code } };
      const { checkpoints, rejections } = formatOf('yurtici').read(envelope(answer), 'K', now);
      expect([code, checkpoints[0]?.status]).toEqual([code, status === 'unknown' ? undefined : expected(status)]);
      expect(rejections).toHaveLength(status === 'unknown' ? 1 : 0);
    }
  });
});

recorded('recorded answers of Sürat', () => {
  const cases = casesOf('tr-surat/answers.json');
  const heard = (answer: object) =>
    formatOf('surat').read(wire(soap('KargoTakipHareketDetayliV2Response', answer)), 'S1', now);

  it.each(cases.filter((one) => one.answer).map((one) => [one.case, one] as const))(
    '%s',
    (_name, { answer, peer_expects: peer = {} }) => {
      const { checkpoints, rejections } = heard(answer ?? {});
      if (peer.success === false) expect(checkpoints).toEqual([]);
      if (peer.status === 'unknown') expect(rejections).toMatchObject([{ code: 'UNKNOWN_STATUS' }]);
      else if (peer.status) expect(checkpoints.at(-1)?.status).toBe(expected(peer.status));
      if (peer.events) expect(checkpoints).toHaveLength(peer.events);
    },
  );

  it('status words', () => {
    for (const [words, status] of Object.entries(cases.find((one) => one.codes)?.codes ?? {})) {
      const { checkpoints } = heard({ KargoTakipHareketDetayliV2Result: `${words}|2026-02-20 10:00:00|X` });
      expect([words, checkpoints[0]?.status]).toEqual([words, status === 'unknown' ? undefined : expected(status)]);
    }
  });
});
