/** A word of a carrier as its server writes it. */
export interface WireWord {
  readonly status: string;
  readonly occurredAt: Date;
  readonly place: string;
}

/** Carriers that the simulator speaks for in their own formats. */
export const nativeCarriers = ['yurtici', 'surat', 'aras', 'mng', 'ptt', 'ups', 'dhl'] as const;
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

const codes: Readonly<Record<'aras' | 'mng' | 'ptt' | 'ups' | 'dhl', Readonly<Record<string, Saying>>>> = {
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
};

/**
 * What a carrier's server answers about a parcel, oldest word first. Aras and MNG tell only where it stands.
 * @param words what the carrier has said by now; null when it knows no such parcel
 */
export function wireAnswer(
  carrier: NativeCarrier,
  number: string,
  words: readonly WireWord[] | null,
): { contentType: string; status: number; body: string } {
  const write = writers[carrier];
  const body = write(number, words ?? [], words !== null);
  const isJson = carrier === 'ups' || carrier === 'dhl';
  const status = isJson && words === null ? 404 : 200;
  return { contentType: isJson ? 'application/json' : 'text/xml; charset=utf-8', status, body };
}

/** The number that a question is about: in the address, or in the body of a SOAP call. */
export function askedNumber(url: string, body: string): string {
  const inBody = /<(?:keys|WebSiparisKodu|pSiparisNo|barkod)(?:\s[^>]*)?>([^<]*)</.exec(body)?.[1];
  const inQueryInfo = /TrackingNumber&#62;([^&]*)&#60;/.exec(body)?.[1];
  const inAddress = /[?&]trackingNumber=([^&]*)/.exec(url)?.[1] ?? /\/details\/([^/?]*)/.exec(url)?.[1];
  return decodeURIComponent(inBody ?? inQueryInfo ?? inAddress ?? '');
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
};

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

const soap = (response: string, inner: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><${response}>${inner}</${response}></soap:Body></soap:Envelope>`;

const tags = (texts: Texts): string =>
  Object.entries(texts)
    .map(([name, text]) => `<${name}>${text.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</${name}>`)
    .join('');

/** `2026-11-22 12:30:00`, by the clock of Türkiye: UTC+3 all year. */
const local = (at: Date): string => new Date(at.getTime() + 3 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
