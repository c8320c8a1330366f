import { describe, expect, it } from '@jest/globals';
import { shipmentStatuses } from '#contracts';
import { soap, wire, wireJson } from '../../../test/wire.js';
import { CarrierUnreadableError } from '../carrier.errors.js';
import type { CarrierReport } from '../carrier.port.js';
import { formatNames, formatOf } from './carrier-formats.js';
import { AnswerPart } from './answer-part.js';
import type { WireAnswer } from './wire-answer.js';

const now = new Date('2026-11-22T09:00:00Z');
const number = '9300000001';
const read = (carrier: string, answer: WireAnswer, asked = number): CarrierReport =>
  formatOf(carrier).read(answer, asked, now);
const told = ({ checkpoints }: CarrierReport): string[] =>
  checkpoints.map(
    ({ status, fault, occurredAt }) => `${occurredAt.toISOString()} ${status}${fault ? ` ${fault}` : ''}`,
  );
const reasonOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof CarrierUnreadableError) return error.reason;
    throw error;
  }
  return 'read';
};

const ups = (activity: unknown, trackingNumber = number) =>
  wireJson({
    trackResponse: { shipment: [{ inquiryNumber: trackingNumber, package: [{ trackingNumber, activity }] }] },
  });
const upsMove = (status: object, more: object = {}) => ({
  ...{ status, gmtDate: '20261121', gmtTime: '74700', date: '20261121', time: '024700' },
  ...{ location: { address: { city: 'Wayne', stateProvince: 'NJ', countryCode: 'US' } }, ...more },
});

describe('UPS', () => {
  it('is read at GMT, zeros in front or not, and by the place’s clock where GMT is missing', () => {
    const report = read(
      'ups',
      ups([
        upsMove({ type: 'I', statusCode: '010', description: 'Departed from Facility' }),
        upsMove({ type: 'D', statusCode: '011', description: 'DELIVERED' }, { gmtDate: undefined, gmtTime: undefined }),
      ]),
    );
    expect(told(report)).toEqual(['2026-11-21T07:47:00.000Z in_transit', '2026-11-21T07:47:00.000Z delivered']);
    expect(report.checkpoints[0]?.place).toBe('Wayne, NJ, US');
  });

  it.each([
    ['M', '003', 'Shipper created a label', 'registered', null],
    ['MV', '007', 'Void', 'cancelled', 'supplier'],
    ['X', '', 'The receiver was not available', 'attempt_failed', 'consignee'],
    ['X', '', 'Severe weather conditions have delayed delivery', 'delayed', 'weather'],
    ['X', '', 'Your package is pending release from a customs agency', 'on_hold', 'customs'],
    ['X', '', 'Your package was released by the customs agency.', 'in_transit', null],
    ['X', '', 'Something nobody foresaw', 'delayed', 'carrier'],
    ['X', '022', 'First attempt', 'attempt_failed', 'consignee'],
    ['I', '017', 'Held for pickup', 'ready_for_pickup', null],
  ])('%s %s %s means %s', (type, statusCode, description, status, fault) => {
    expect(read('ups', ups([upsMove({ type, statusCode, description })])).checkpoints[0]).toMatchObject({
      status,
      fault,
    });
  });

  it('has no news of a number without package, and a word nobody knows costs only itself', () => {
    expect(read('ups', wireJson({ trackResponse: { shipment: [{ inquiryNumber: number, warnings: [{}] }] } }))).toEqual(
      { checkpoints: [], rejections: [] },
    );
    expect(
      read('ups', wireJson({ response: { errors: [{ code: '151044', message: 'none' }] } }, 404)).checkpoints,
    ).toEqual([]);
    const report = read('ups', ups([upsMove({ type: 'Q9' }), upsMove({ type: 'I' })]));
    expect(report.checkpoints).toHaveLength(1);
    expect(report.rejections).toMatchObject([{ index: 0, code: 'UNKNOWN_STATUS' }]);
  });

  it('may push an alert in its own words', () => {
    const content = {
      ...{ trackingNumber: number, localActivityDate: '20261121', localActivityTime: '143000' },
      activityLocation: { city: 'Louisville', stateProvince: 'KY', country: 'US' },
      activityStatus: { type: 'D', code: 'KB', description: 'DELIVERED' },
    };
    const report = formatOf('ups').readPushed?.(AnswerPart.ofJson(content)) as CarrierReport;
    expect(told(report)).toEqual(['2026-11-21T19:30:00.000Z delivered']);
    expect(formatOf('ups').readPushed?.(AnswerPart.ofJson({ status: 'delivered', trackingNumber: number }))).toBeNull();
    // An alert calls the finer code `descriptionCode`; its type alone would say "in transit" of a parcel on the van.
    const onVan = { ...content, activityStatus: { type: 'I', code: 'OT', descriptionCode: '021' } };
    expect(told(formatOf('ups').readPushed?.(AnswerPart.ofJson(onVan)) as CarrierReport)).toEqual([
      '2026-11-21T19:30:00.000Z out_for_delivery',
    ]);
  });
});

const fedex = (events: object[], trackingNumber = number) =>
  wireJson({ output: { completeTrackResults: [{ trackingNumber, trackResults: [{ scanEvents: events }] }] } });

describe('FedEx', () => {
  it('is read with the reason of an exception', () => {
    const at = { date: '2026-11-21T17:43:08-06:00', scanLocation: { city: 'AUSTIN' } };
    const report = read(
      'fedex',
      fedex([
        { ...at, eventType: 'DE', eventDescription: 'Delivery exception', exceptionDescription: 'Customer not in' },
        { ...at, eventType: 'SE', eventDescription: 'Shipment exception', exceptionDescription: 'Severe weather' },
        { ...at, eventType: 'ZZ', derivedStatusCode: 'IT', eventDescription: 'New' },
      ]),
    );
    expect(report.checkpoints.map(({ status, fault }) => [status, fault])).toEqual([
      ['attempt_failed', 'consignee'],
      ['delayed', 'weather'],
      ['in_transit', null],
    ]);
    expect(report.checkpoints[0]?.occurredAt.toISOString()).toBe('2026-11-21T23:43:08.000Z');
  });

  it('has no news of a number that it does not find, and never chooses among several parcels', () => {
    const error = { code: 'TRACKING.TRACKINGNUMBER.NOTFOUND', message: 'cannot be found' };
    const results = (trackResults: object[]) =>
      wireJson({ output: { completeTrackResults: [{ trackingNumber: number, trackResults }] } });
    expect(read('fedex', results([{ error }])).checkpoints).toEqual([]);
    expect(reasonOf(() => read('fedex', results([{ scanEvents: [] }, { scanEvents: [] }])))).toBe('ambiguous_parcel');
    expect(reasonOf(() => read('fedex', wireJson({ errors: [{ code: 'NOT.AUTHORIZED.ERROR' }] })))).toBe(
      'carrier_error',
    );
  });
});

describe('DHL', () => {
  const dhl = (events: object[], id = number) => wireJson({ shipments: [{ id, service: 'express', events }] });
  const event = (statusCode: string, description: string, timestamp: string, countryCode = 'DE') => ({
    ...{ statusCode, description, timestamp, location: { address: { addressLocality: 'Leipzig', countryCode } } },
  });

  it('is read with offset, by the country’s clock without, and not where a country has several', () => {
    const report = read(
      'dhl',
      dhl([
        event('transit', 'Processed', '2026-11-20T10:00:00+01:00'),
        event('transit', 'With delivery courier', '2026-11-21T08:00:00'),
        event('failure', 'Delivery attempt unsuccessful', '2026-11-21T12:00:00', 'AU'),
      ]),
    );
    expect(told(report)).toEqual(['2026-11-20T09:00:00.000Z in_transit', '2026-11-21T07:00:00.000Z out_for_delivery']);
    expect(report.rejections).toMatchObject([{ index: 2, code: 'INVALID_CHECKPOINT' }]);
  });

  it('has no news under 404, and a problem is the carrier’s', () => {
    expect(read('dhl', wireJson({ status: 404, title: 'No result found' }, 404)).checkpoints).toEqual([]);
    expect(reasonOf(() => read('dhl', wireJson({ status: 401, detail: 'Unauthorized' })))).toBe('carrier_error');
  });

  it('may push shipments in the same form', () => {
    const pushed = { shipments: [{ id: number, events: [event('delivered', 'Delivered', '2026-11-21T12:00:00Z')] }] };
    expect(told(formatOf('dhl').readPushed?.(AnswerPart.ofJson(pushed)) as CarrierReport)).toEqual([
      '2026-11-21T12:00:00.000Z delivered',
    ]);
  });
});

describe('USPS', () => {
  const usps = (inner: string) =>
    wire(`<?xml version="1.0"?><TrackResponse><TrackInfo ID="${number}">${inner}</TrackInfo></TrackResponse>`);
  const detail = (code: string, text: string, [date, time]: [string, string], state = 'IL') =>
    `<TrackDetail><EventTime>${time}</EventTime><EventDate>${date}</EventDate><Event>${text}</Event><EventCity>X</EventCity><EventState>${state}</EventState><EventCountry/><EventCode>${code}</EventCode></TrackDetail>`;

  it('is read by the clock of the state, summer and winter, midnight and noon', () => {
    const report = read(
      'usps',
      usps(
        detail('01', 'Delivered', ['April 28, 2026', '12:18 am']) +
          detail('OF', 'Out for Delivery', ['January 2, 2026', '12:18 pm'], 'AZ') +
          detail('99', 'Delivered to Original Sender', ['April 28, 2026', '9:01 am']) +
          detail('07', 'Arrived', ['April 31, 2026', '9:01 am']) +
          detail('07', 'Arrived abroad', ['April 1, 2026', '9:01 am'], ''),
      ),
    );
    expect(told(report)).toEqual([
      '2026-04-28T05:18:00.000Z delivered',
      '2026-01-02T19:18:00.000Z out_for_delivery',
      '2026-04-28T14:01:00.000Z returned',
    ]);
    expect(report.rejections.map(({ index }) => index)).toEqual([3, 4]);
  });
});

describe('the Turkish carriers', () => {
  const yurtici = (detail: object) =>
    wire(
      soap('queryShipmentResponse', {
        ShippingDeliveryVO: { outFlag: '0', outResult: 'OK', shippingDeliveryDetailVO: detail },
      }),
    );

  it('Yurtiçi: words count before codes, reasons name who is at fault, one event is no list', () => {
    const event = {
      eventId: 'YK',
      eventName: 'Teslim Edilemedi',
      reasonName: 'Adres Yanlış / Yetersiz',
      unitName: 'AFŞİN İRTİBAT',
      eventDate: '20260222',
      eventTime: '82304',
      cityName: 'Kahramanmaraş',
    };
    const report = read('yurtici', yurtici({ cargoKey: number, operationCode: '1', invDocCargoVOArray: event }));
    expect(told(report)).toEqual(['2026-02-22T05:23:04.000Z attempt_failed supplier']);
    expect(report.checkpoints[0]?.place).toBe('AFŞİN İRTİBAT, Kahramanmaraş');
    // "1" is "on its way" in the carrier's table and "received" in connectors'; the words decide.
    const bare = read(
      'yurtici',
      yurtici({ cargoKey: number, operationCode: '1', operationMessage: 'Kargo dağıtımdadır' }),
    );
    expect(told(bare)).toEqual(['2026-11-22T09:00:00.000Z out_for_delivery']);
    const later = formatOf('yurtici').read(yurtici({ cargoKey: number, operationCode: '2' }), number, new Date());
    expect(later.checkpoints[0]?.eventId).toBe(
      read('yurtici', yurtici({ cargoKey: number, operationCode: '2' })).checkpoints[0]?.eventId,
    );
  });

  it('Yurtiçi: no such parcel is no news, a wrong password is an error', () => {
    const refusal = (outResult: string) =>
      wire(soap('queryShipmentResponse', { ShippingDeliveryVO: { outFlag: '1', outResult } }));
    expect(read('yurtici', refusal('Kargo bulunamadı')).checkpoints).toEqual([]);
    expect(reasonOf(() => read('yurtici', refusal('Kullanıcı adı veya şifre hatalı')))).toBe('carrier_error');
  });

  it('Sürat: free text with and without marks', () => {
    const surat = (text: string) =>
      wire(soap('KargoTakipHareketDetayliV2Response', { KargoTakipHareketDetayliV2Result: text }));
    const report = read(
      'surat',
      surat(
        'KARGO KABUL|2026-02-20 10:00:00|İstanbul\nDAĞITIMA VERİLDİ|2026-02-22 09:00:00|\nTeslim Edilemedi - Adreste Yok|2026-02-22 16:00|Ankara\nGöndericiye İade|kötü|Ankara',
      ),
    );
    expect(told(report)).toEqual([
      '2026-02-20T07:00:00.000Z picked_up',
      '2026-02-22T06:00:00.000Z out_for_delivery',
      '2026-02-22T13:00:00.000Z attempt_failed consignee',
    ]);
    expect(report.rejections).toMatchObject([{ index: 3, code: 'INVALID_CHECKPOINT' }]);
    expect(reasonOf(() => read('surat', surat('Cari kodu hatalı')))).toBe('carrier_error');
  });

  it('Aras: where it stands, and what "delivered" means on the way back', () => {
    const aras = (cargo: object) =>
      wire(soap('GetQueryJSONResponse', { GetQueryJSONResult: JSON.stringify({ QueryResult: { Cargo: cargo } }) }));
    const standing = {
      KARGO_TAKIP_NO: number,
      DURUM_KODU: '6',
      DURUMU: 'TESLİM EDİLDİ',
      TESLIM_TARIHI: '22.02.2026',
      TESLIM_SAATI: '14:30',
    };
    expect(told(read('aras', aras(standing)))).toEqual(['2026-02-22T11:30:00.000Z delivered']);
    expect(told(read('aras', aras([{ ...standing, TIP_KODU: '3' }])))).toEqual(['2026-02-22T11:30:00.000Z returned']);
    expect(told(read('aras', aras({ ...standing, DURUM_KODU: '1', DURUMU: 'ÇIKIŞ ŞUBESİNDE' })))).toEqual([
      '2026-11-22T09:00:00.000Z picked_up',
    ]);
    expect(reasonOf(() => read('aras', wire(soap('GetQueryJSONResponse', { GetQueryJSONResult: '{' }))))).toBe(
      'malformed',
    );
  });

  it('MNG: one row of a data set', () => {
    const mng = (row: object) =>
      wire(
        soap('FaturaSiparisListesiResponse', {
          FaturaSiparisListesiResult: { diffgram: { NewDataSet: { Table1: row } } },
        }),
      );
    const row = {
      GONDERI_NO: number,
      SIPARIS_STATU: '6',
      SIPARIS_STATU_ACIKLAMA: '[12] Teslim Edilemedi - Adres Yetersiz',
      SIPARIS_STATU_TARIHI: '16.02.2026 16:28:37',
    };
    expect(told(read('mng', mng(row)))).toEqual(['2026-02-16T13:28:37.000Z attempt_failed supplier']);
    expect(
      told(read('mng', mng({ ...row, SIPARIS_STATU: '7', SIPARIS_STATU_TARIHI: '2026-02-16T00:00:00+03:00' }))),
    ).toEqual(['2026-02-15T21:00:00.000Z returned']);
  });

  it('PTT: every movement, day first or year first', () => {
    const ptt = (result: object) => wire(soap('barkodSorguResponse', { return: result }));
    const dongu = [
      { IKODU: '1', ISLEM: 'Kabul Edildi', ITARIH: '20/03/2026', ISAAT: '10:00:00', IMERK: 'İSTANBUL/KADIKÖY' },
      { IKODU: '155', ISLEM: 'İADE-Adres Yetersiz', ITARIH: '20260322', ISAAT: '16:00:00', IMERK: '' },
      { IKODU: '9999', ISLEM: 'Bilinmez', ITARIH: '20260322', ISAAT: '16:00:00' },
    ];
    const report = read('ptt', ptt({ BARNO: number, sonucKodu: 10, dongu }));
    expect(told(report)).toEqual(['2026-03-20T07:00:00.000Z picked_up', '2026-03-22T13:00:00.000Z returning supplier']);
    expect(report.rejections).toMatchObject([{ index: 2, code: 'UNKNOWN_STATUS', detail: '9999, Bilinmez' }]);
    expect(read('ptt', ptt({ sonucKodu: 0, sonucAciklama: 'Barkod bulunamadı' })).checkpoints).toEqual([]);
  });
});

/** One good answer of each format, about the number given. */
const good: Record<string, (about: string) => WireAnswer> = {
  ups: (about) => ups([upsMove({ type: 'I' })], about),
  fedex: (about) => fedex([{ date: '2026-11-21T17:43:08-06:00', eventType: 'IT' }], about),
  'fedex-xml': (about) =>
    wire(
      `<TrackReply><CompletedTrackDetails><TrackDetails><TrackingNumber>${about}</TrackingNumber><Events><Timestamp>2026-11-21T17:43:08-06:00</Timestamp><EventType>IT</EventType></Events></TrackDetails></CompletedTrackDetails></TrackReply>`,
    ),
  dhl: (about) =>
    wireJson({ shipments: [{ id: about, events: [{ statusCode: 'transit', timestamp: '2026-11-21T12:00:00Z' }] }] }),
  usps: (about) =>
    wire(
      `<TrackResponse><TrackInfo ID="${about}"><TrackSummary><EventDate>April 28, 2026</EventDate><EventTime>9:01 am</EventTime><EventState>IL</EventState><EventCode>07</EventCode></TrackSummary></TrackInfo></TrackResponse>`,
    ),
  easypost: (about) =>
    wireJson({
      tracking_code: about,
      tracking_details: [{ status: 'in_transit', datetime: '2026-11-21T12:00:00Z', message: 'Departed' }],
    }),
  shippo: (about) =>
    wireJson({
      tracking_number: about,
      tracking_history: [{ status: 'TRANSIT', status_date: '2026-11-21T12:00:00Z', object_id: 'one' }],
    }),
  generic: (about) =>
    wireJson({ checkpoints: [{ trackingNumber: about, status: 'in_transit', occurredAt: '2026-11-21T12:00:00Z' }] }),
  yurtici: (about) =>
    wire(
      soap('queryShipmentResponse', {
        ShippingDeliveryVO: { outFlag: '0', shippingDeliveryDetailVO: { cargoKey: about, operationCode: '2' } },
      }),
    ),
  surat: () =>
    wire(
      soap('KargoTakipHareketDetayliV2Response', { KargoTakipHareketDetayliV2Result: 'Yolda|2026-02-20 10:00:00|A' }),
    ),
  aras: (about) =>
    wire(
      soap('GetQueryJSONResponse', {
        GetQueryJSONResult: JSON.stringify({ QueryResult: { Cargo: [{ KARGO_TAKIP_NO: about, DURUM_KODU: 2 }] } }),
      }),
    ),
  mng: (about) =>
    wire(soap('FaturaSiparisListesiResponse', { r: { Table1: { GONDERI_NO: about, SIPARIS_STATU: 2 } } })),
  aftership: (about) =>
    wireJson({
      meta: { code: 200 },
      data: {
        tracking: {
          tracking_number: about,
          checkpoints: [{ tag: 'InTransit', checkpoint_time: '2026-02-20T10:00:00', country_iso3: 'TUR' }],
        },
      },
    }),
  canadapost: (about) =>
    wire(
      `<?xml version="1.0" encoding="UTF-8"?><tracking-detail xmlns="http://www.canadapost.ca/ws/track"><pin>${about}</pin><significant-events><occurrence><event-identifier>0100</event-identifier><event-date>2026-02-20</event-date><event-time>14:45:48</event-time><event-time-zone>EST</event-time-zone></occurrence></significant-events></tracking-detail>`,
    ),
  ptt: (about) =>
    wire(
      soap('barkodSorguResponse', {
        return: { BARNO: about, sonucKodu: 10, dongu: { IKODU: 77, ITARIH: '20/03/2026' } },
      }),
    ),
};

describe('what aggregators push', () => {
  it.each([
    [
      'easypost',
      { description: 'tracker.updated', result: { tracking_code: number, tracking_details: [detail('in_transit')] } },
    ],
    ['shippo', { event: 'track_updated', data: { tracking_number: number, tracking_history: [detail('TRANSIT')] } }],
    ['aftership', { event: 'tracking_update', msg: { tracking_number: number, checkpoints: [detail('InTransit')] } }],
  ])('%s', (name, content) => {
    const report = formatOf(name).readPushed?.(AnswerPart.ofJson(content)) as CarrierReport;
    expect(report.checkpoints).toMatchObject([
      { trackingNumber: number, status: 'in_transit', rawCode: expect.any(String) },
    ]);
    expect(formatOf(name).readPushed?.(AnswerPart.ofJson({ trackingNumber: number }))).toBeNull();
  });
});

/** An event with the names of all three. */
function detail(status: string): object {
  const time = '2026-02-20T10:00:00Z';
  return { status, tag: status, datetime: time, status_date: time, checkpoint_time: time };
}

describe.each(formatNames)('the format %s', (name) => {
  const format = formatOf(name);
  const answer = good[name]?.(number) as WireAnswer;

  it('reads a good answer into statuses that exist, the same way again', () => {
    const report = format.read(answer, number, now);
    expect(report.checkpoints.map(({ status }) => status)).toEqual(['in_transit']);
    expect(shipmentStatuses).toContain(report.checkpoints[0]?.status);
    expect(format.read(answer, number, now)).toEqual(report);
  });

  it('refuses web pages, other forms, cut and foreign text, each for its reason', () => {
    const refusal = (body: Buffer | string, contentType = ''): string =>
      reasonOf(() => format.read({ ...wire(body), contentType }, number, now));
    expect(refusal('<!DOCTYPE html><html><body>Bakım çalışması</body></html>')).toBe('html');
    expect(refusal('<html><head><title>502</title></head></html>')).toBe('html');
    expect(refusal(answer.bytes.subarray(0, -20))).toBe('truncated');
    expect(refusal('')).toBe('truncated');
    expect(['unexpected_form', 'malformed']).toContain(refusal('<other/>'));
    expect(['unexpected_form', 'malformed']).toContain(refusal('{"other":1}'));
    expect(refusal(Buffer.concat([Buffer.from([0x81, 0xfe]), answer.bytes]))).toBe('encoding');
    expect(['forbidden_xml', 'malformed']).toContain(refusal('<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'));
  });

  it('refuses an answer about another parcel, where the answer names one', () => {
    const other = good[name]?.('1Z0000000000000001') as WireAnswer;
    expect(reasonOf(() => format.read(other, number, now))).toBe(name === 'surat' ? 'read' : 'wrong_parcel');
  });

  it('asks about nothing but the number, whatever stands in it', () => {
    const {
      method,
      url,
      body = '',
    } = format.question('http://carrier.example/x', `<&"'/?#%`, { user: 'u&', password: 'p<' });
    expect(new URL(url).host).toBe('carrier.example');
    expect(['GET', 'POST']).toContain(method);
    expect(new URL(url).hash).toBe('');
    expect(body.startsWith('{') ? '' : body).not.toMatch(/<&|u&<|p<</);
  });
});
