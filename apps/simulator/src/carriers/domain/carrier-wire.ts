/** A word of a carrier as its server writes it. */
export interface WireWord {
  readonly status: string;
  readonly occurredAt: Date;
  readonly place: string;
}

/** Carriers that the simulator speaks for in their own formats. */
export const nativeCarriers = ['yurtici', 'surat', 'aras', 'mng', 'ptt', 'ups', 'dhl', 'fedex', 'usps'] as const;
export type NativeCarrier = (typeof nativeCarriers)[number];

/** What a carrier calls a step of the walk: its code, and its words. */
interface Saying {
  readonly code: string;
  readonly text: string;
}
const say = (code: string, text: string): Saying => ({ code, text });

const turkish: Readonly<Record<string, string>> = {
  picked_up: 'Kargo kabul edildi',
  in_transit: 'Aktarma merkezinde',
  out_for_delivery: 'Dağıtıma verildi',
  attempt_failed: 'Teslim edilemedi - Adreste yok',
  delivered: 'Teslim edildi',
};
const wordsOf = (status: string): string => turkish[status] ?? 'Bilinmeyen durum';

const codes: Readonly<Record<Exclude<NativeCarrier, 'yurtici' | 'surat'>, Readonly<Record<string, Saying>>>> = {
  aras: {
    picked_up: say('1', 'ÇIKIŞ ŞUBESİNDE'),
    in_transit: say('2', 'YOLDA'),
    out_for_delivery: say('4', 'TESLİMATTA'),
    attempt_failed: say('', 'TESLİM EDİLEMEDİ'),
    delivered: say('6', 'TESLİM EDİLDİ'),
  },
  mng: {
    picked_up: say('1', 'Sipariş Kargoya Verildi'),
    in_transit: say('2', 'Transfer Aşamasında'),
    out_for_delivery: say('4', 'Gönderi Teslimat Adresine Yönlendirildi'),
    attempt_failed: say('6', '[3] Teslim Edilemedi - Adreste Yok'),
    delivered: say('5', 'Teslim Edildi'),
  },
  ptt: {
    picked_up: say('1', 'Kabul Edildi'),
    in_transit: say('77', 'Sevk Edildi'),
    out_for_delivery: say('7', 'Dağıtıcıya Verildi'),
    attempt_failed: say('124', 'Adreste Yok/Kapalı'),
    delivered: say('100', 'Teslim Edildi'),
  },
  ups: {
    picked_up: say('P', 'Pickup Scan'),
    in_transit: say('I', 'Departed from Facility'),
    out_for_delivery: say('O', 'Out For Delivery Today'),
    attempt_failed: say('X', 'The receiver was not available'),
    delivered: say('D', 'DELIVERED'),
  },
  dhl: {
    picked_up: say('transit', 'Shipment picked up'),
    in_transit: say('transit', 'Processed at location'),
    out_for_delivery: say('transit', 'With delivery courier'),
    attempt_failed: say('failure', 'Delivery attempt, recipient not available'),
    delivered: say('delivered', 'Delivered'),
  },
  fedex: {
    picked_up: say('PU', 'Picked up'),
    in_transit: say('AR', 'Arrived at FedEx location'),
    out_for_delivery: say('OD', 'On FedEx vehicle for delivery'),
    attempt_failed: say('DE', 'Delivery exception'),
    delivered: say('DL', 'Delivered'),
  },
  usps: {
    picked_up: say('03', 'Accepted at USPS Origin Facility'),
    in_transit: say('10', 'Arrived at USPS Regional Facility'),
    out_for_delivery: say('OF', 'Out for Delivery'),
    attempt_failed: say('53', 'Notice Left (No Authorized Recipient Available)'),
    delivered: say('01', 'Delivered'),
  },
};

/**
 * What a carrier's server answers about a parcel, oldest word first. Aras and MNG tell only where it stands.
 * @param words what the carrier has said by now; null when it knows no such parcel
 */
export function wireAnswer(carrier: NativeCarrier, number: string, words: readonly WireWord[] | null): WireAnswer {
  const write = writers[carrier];
  const body = write(number, words ?? [], words !== null);
  const saysNotFound = carrier === 'ups' || carrier === 'dhl';
  const status = saysNotFound && words === null ? 404 : 200;
  return { contentType: isJson(carrier) ? 'application/json' : 'text/xml; charset=utf-8', status, body };
}

/** What a carrier's server answers, before it becomes bytes. */
export interface WireAnswer {
  readonly contentType: string;
  readonly status: number;
  readonly body: string;
}

/** Half of the carriers write JSON, the others XML. */
const isJson = (carrier: NativeCarrier): boolean => ['ups', 'dhl', 'fedex'].includes(carrier);

/** A carrier that says with the status of success that something is wrong, in the words that it has for that. */
export function errorAnswer(carrier: NativeCarrier): WireAnswer {
  const contentType = isJson(carrier) ? 'application/json' : 'text/xml; charset=utf-8';
  return { status: 200, contentType, body: errorBodies[carrier] ?? SOAP_FAULT };
}

/** Where carriers look for the number: in the body of a SOAP call or its XML in XML, in JSON, in the address. */
const numbersIn: readonly { readonly of: 'body' | 'url'; readonly pattern: RegExp }[] = [
  { of: 'body', pattern: /<(?:keys|WebSiparisKodu|pSiparisNo|barkod)(?:\s[^>]*)?>([^<]*)</ },
  { of: 'body', pattern: /TrackingNumber&#62;([^&]*)&#60;/ },
  { of: 'body', pattern: /"trackingNumber":"([^"]*)"/ },
  { of: 'url', pattern: /[?&]trackingNumber=([^&]*)/ },
  { of: 'url', pattern: /\/details\/([^/?]*)/ },
  { of: 'url', pattern: /TrackID(?:%20|\+)ID(?:%3D|=)%22(.*?)%22/ },
];

/** The number that a question is about; empty when it names none. */
export function askedNumber(url: string, body: string): string {
  const said = { url, body };
  const found = numbersIn.map(({ of, pattern }) => pattern.exec(said[of])?.[1]);
  return decodeURIComponent(found.find((number) => number !== undefined) ?? '');
}

/** The page of somebody's load balancer, with the status of success. */
export const errorPage =
  '<!DOCTYPE html><html><head><title>Hizmet dışı</title></head><body><h1>Sistem bakımdadır</h1></body></html>';

type Texts = Readonly<Record<string, string>>;

type Writer = (number: string, words: readonly WireWord[], known: boolean) => string;

const writers: Readonly<Record<NativeCarrier, Writer>> = {
  yurtici: (number, words, known) =>
    soap(
      'queryShipmentResponse',
      `<ShippingDeliveryVO>${known ? tags({ outFlag: '0', outResult: 'OK' }) : tags({ outFlag: '1', outResult: 'Kargo bulunamadı' })}${
        known && words.length > 0
          ? `<shippingDeliveryDetailVO>${tags({ cargoKey: number })}${words
              .map(
                (word) =>
                  `<invDocCargoVOArray>${tags({ operationMessage: wordsOf(word.status), operationDate: local(word.occurredAt).replace(' ', 'T'), unitName: word.place })}</invDocCargoVOArray>`,
              )
              .join('')}</shippingDeliveryDetailVO>`
          : ''
      }</ShippingDeliveryVO>`,
    ),
  surat: (_number, words) =>
    soap(
      'KargoTakipHareketDetayliV2Response',
      tags({
        KargoTakipHareketDetayliV2Result: words
          .map((word) => `${wordsOf(word.status)}|${local(word.occurredAt)}|${word.place}`)
          .join('\n'),
      }),
    ),
  aras: (number, words) => {
    const last = words.at(-1);
    const [saying, time] = [last && codes.aras[last.status], last && local(last.occurredAt).split(' ')];
    const delivery = last?.status === 'delivered' ? { TESLIM_TARIHI: time?.[0], TESLIM_SAATI: time?.[1] } : {};
    const cargo = { KARGO_TAKIP_NO: number, DURUM_KODU: saying?.code, DURUMU: saying?.text, ...delivery };
    return soap(
      'GetQueryJSONResponse',
      tags({ GetQueryJSONResult: JSON.stringify({ QueryResult: last ? { Cargo: [cargo] } : {} }) }),
    );
  },
  mng: (number, words) => {
    const last = words.at(-1);
    const saying = last && codes.mng[last.status];
    const row = last && {
      ...{ GONDERI_NO: number, SIPARIS_STATU: saying?.code ?? '', SIPARIS_STATU_ACIKLAMA: saying?.text ?? '' },
      SIPARIS_STATU_TARIHI: local(last.occurredAt).replace(/^(\d+)-(\d+)-(\d+)/, '$3.$2.$1'),
    };
    return soap('FaturaSiparisListesiResponse', row ? `<NewDataSet><Table1>${tags(row)}</Table1></NewDataSet>` : '');
  },
  ptt: (number, words, known) =>
    soap(
      'barkodSorguResponse',
      `<return>${known ? tags({ BARNO: number, sonucKodu: '10' }) : tags({ sonucKodu: '0', sonucAciklama: 'Barkod bulunamadı' })}${words
        .map(({ status, occurredAt, place }) => {
          const [date = '', time = ''] = local(occurredAt).split(' ');
          const saying = codes.ptt[status];
          const day = date.split('-').reverse().join('/');
          return `<dongu>${tags({ IKODU: saying?.code ?? '', ISLEM: saying?.text ?? '', ITARIH: day, ISAAT: time, IMERK: place })}</dongu>`;
        })
        .join('')}</return>`,
    ),
  ups: (number, words, known) =>
    JSON.stringify(
      known
        ? {
            trackResponse: {
              shipment: [
                {
                  inquiryNumber: number,
                  package: [{ trackingNumber: number, activity: [...words].reverse().map(upsActivity) }],
                },
              ],
            },
          }
        : { response: { errors: [{ code: '151044', message: 'Tracking number information not found' }] } },
    ),
  dhl: (number, words, known) =>
    JSON.stringify(
      known
        ? { shipments: [{ id: number, service: 'express', events: [...words].reverse().map(dhlEvent) }] }
        : { title: 'No result found', status: 404 },
    ),
  fedex: (number, words, known) =>
    JSON.stringify({
      output: { completeTrackResults: [{ trackingNumber: number, trackResults: [fedexResult(words, known)] }] },
    }),
  usps: (number, words, known) => {
    const [summary, ...details] = [...words].reverse().map(uspsEvent);
    const events = `${element('TrackSummary', summary)}${details.map((one) => element('TrackDetail', one)).join('')}`;
    const missing = tags({
      Number: '-2147219302',
      Description: 'The Postal Service could not locate the tracking information.',
    });
    return `${XML_DECLARATION}<TrackResponse><TrackInfo ID="${number}">${known ? events : element('Error', missing)}</TrackInfo></TrackResponse>`;
  },
};

const element = (name: string, inner: string | undefined): string =>
  inner === undefined ? '' : `<${name}>${inner}</${name}>`;

function fedexResult(words: readonly WireWord[], known: boolean): object {
  if (!known)
    return { error: { code: 'TRACKING.TRACKINGNUMBER.NOTFOUND', message: 'Tracking number cannot be found.' } };
  return {
    scanEvents: [...words].reverse().map(({ status, occurredAt, place }) => ({
      ...{ date: `${local(occurredAt).replace(' ', 'T')}+03:00`, scanLocation: { city: place } },
      ...{ eventType: codes.fedex[status]?.code, eventDescription: codes.fedex[status]?.text },
    })),
  };
}

const monthNames = 'January February March April May June July August September October November December'.split(' ');

/** By the clock of Arizona, the one state without summer time: UTC-7. Minutes are all that it tells. */
function uspsEvent({ status, occurredAt, place }: WireWord): string {
  const clock = new Date(occurredAt.getTime() - 7 * 3_600_000);
  const hour = clock.getUTCHours();
  const minute = String(clock.getUTCMinutes()).padStart(2, '0');
  return tags({
    EventTime: `${hour % 12 || 12}:${minute} ${hour < 12 ? 'am' : 'pm'}`,
    EventDate: `${monthNames[clock.getUTCMonth()] ?? ''} ${clock.getUTCDate()}, ${clock.getUTCFullYear()}`,
    ...{ Event: codes.usps[status]?.text ?? '', EventCity: place, EventState: 'AZ', EventCountry: '' },
    EventCode: codes.usps[status]?.code ?? '',
  });
}

function upsActivity({ status, occurredAt, place }: WireWord): object {
  const [date, time] = occurredAt.toISOString().replace(/[-:]/g, '').split(/[T.]/);
  const saying = codes.ups[status];
  return {
    ...{ gmtDate: date, gmtTime: time, location: { address: { city: place } } },
    status: { type: saying?.code, description: saying?.text },
  };
}

function dhlEvent({ status, occurredAt, place }: WireWord): object {
  const saying = codes.dhl[status];
  return {
    ...{ timestamp: occurredAt.toISOString(), location: { address: { addressLocality: place } } },
    ...{ statusCode: saying?.code, description: saying?.text },
  };
}

const XML_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>';

const envelope = (inner: string): string =>
  `${XML_DECLARATION}<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${inner}</soap:Body></soap:Envelope>`;

const soap = (response: string, inner: string): string => envelope(`<${response}>${inner}</${response}>`);

const SOAP_FAULT = envelope(
  '<soap:Fault><faultcode>soap:Server</faultcode><faultstring>Sunucu şu anda yanıt veremiyor</faultstring></soap:Fault>',
);

const errorBodies: Readonly<Partial<Record<NativeCarrier, string>>> = {
  ups: '{"response":{"errors":[{"code":"TW0001","message":"Tracking service is unavailable"}]}}',
  fedex: '{"transactionId":"t-1","errors":[{"code":"SYSTEM.UNEXPECTED.ERROR","message":"The system has failed"}]}',
  dhl: '{"title":"Internal Server Error","status":500,"detail":"The backend did not answer"}',
  usps: `${XML_DECLARATION}<Error><Number>80040B18</Number><Description>XML Syntax Error</Description></Error>`,
};

const tags = (texts: Texts): string =>
  Object.entries(texts)
    .map(([name, text]) => `<${name}>${text.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</${name}>`)
    .join('');

/** `2026-11-22 12:30:00`, by the clock of Türkiye: UTC+3 all year. */
const local = (at: Date): string => new Date(at.getTime() + 3 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
