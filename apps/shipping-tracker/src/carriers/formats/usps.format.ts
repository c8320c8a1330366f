import { CarrierUnreadableError } from '../carrier.errors.js';
import { noNews } from '../carrier.port.js';
import type { AnswerPart } from './answer-part.js';
import {
  assertAbout,
  placeOf,
  reportOf,
  unexpectedForm,
  xmlText,
  type CarrierFormat,
  type Move,
} from './carrier-format.js';
import { zoneAt } from './carrier-zones.js';
import { codeTable, phraseTable } from './meaning.js';
import { xmlOf } from './wire-answer.js';
import { instantIn } from './zoned-time.js';

/** `EventCode`. Source: USPS Publication 199, appendix "event codes", and the codes of recorded answers. */
const byCode = codeTable([
  ['GX MA TM', 'registered'],
  ['03 OA 80 43', 'picked_up'],
  ['07 10 EF PC AD A1 L1 NT SF T1 41 81 82 42 15 06', 'in_transit'],
  ['OF 59', 'out_for_delivery'],
  ['01', 'delivered'],
  ['14 16 17', 'ready_for_pickup'],
  ['02 51 52 53 54 55 56', 'attempt_failed', 'consignee'],
  ['08 44', 'delayed', 'carrier'],
  ['04 05 09 21 22 23 24 25 26 27 28 29', 'returning', 'consignee'],
]);

/** Codes are left out of some answers; the words stay. */
const byWords = phraseTable([
  ['delivered original sender', 'returned'],
  ['return sender', 'returning'],
  ['label created', 'registered'],
  ['pre-shipment', 'registered'],
  ['customs', 'on_hold', 'customs'],
  ['weather', 'delayed', 'weather'],
  ['available for pickup', 'ready_for_pickup'],
  ['out for delivery', 'out_for_delivery'],
  ['notice left', 'attempt_failed', 'consignee'],
  ['accepted', 'picked_up'],
  ['arrived', 'in_transit'],
  ['departed', 'in_transit'],
  ['sorting', 'in_transit'],
  ['in transit', 'in_transit'],
  ['delivered', 'delivered'],
]);

/** "No record yet" and "not available here": the same to us. Source: recorded answers. */
const notFound = new Set(['-2147219302', '-2147219301', '-2147219283']);

const months = 'january february march april may june july august september october november december'.split(' ');

/** USPS: Web Tools `TrackV2` (XML). Times in words, newest first, without a zone. */
export const uspsFormat: CarrierFormat = {
  carrier: 'usps',
  question: (base, number, { user }) => {
    const body = `<TrackFieldRequest USERID="${xmlText(user)}"><Revision>1</Revision><ClientIp>127.0.0.1</ClientIp><SourceId>kervan</SourceId><TrackID ID="${xmlText(number)}"/></TrackFieldRequest>`;
    return { method: 'GET', url: `${base}?API=TrackV2&XML=${encodeURIComponent(body)}`, headers: {} };
  },

  read(answer, number) {
    const root = xmlOf(answer);
    const denied = root.all('Error')[0];
    if (denied)
      throw new CarrierUnreadableError('carrier_error', denied.text('Description') ?? 'an error without words');
    const infos = root.all('TrackResponse', 'TrackInfo');
    if (infos.length === 0) unexpectedForm('TrackInfo');
    if (infos.length > 1) throw new CarrierUnreadableError('ambiguous_parcel', 'several parcels in one answer');
    const [info] = infos as [AnswerPart];
    assertAbout(number, [info.text('@ID')]);
    const error = info.all('Error')[0];
    if (error) {
      if (notFound.has(error.text('Number') ?? '')) return noNews;
      throw new CarrierUnreadableError('carrier_error', error.text('Description') ?? 'an error without words');
    }
    return reportOf(number, [...info.all('TrackSummary'), ...info.all('TrackDetail')].map(move));
  },
};

function move(part: AnswerPart): Move {
  const [code, text] = [part.text('EventCode'), part.text('Event')];
  const [state, country] = [part.text('EventState'), part.text('EventCountry')];
  return {
    code,
    text,
    occurredAt: timeOf(part, zoneAt(country, state)),
    place: placeOf(part.text('EventCity'), state, country),
    meaning: byWords(text)?.status === 'returned' ? byWords(text) : (byCode.get(code ?? '') ?? byWords(text)),
  };
}

/** `April 28, 2015` and `9:01 am`, by the clock of the place. */
function timeOf(part: AnswerPart, zone: string | null): Date | null {
  const [, month = '', day, year] = /^([A-Za-z]+) (\d{1,2}), (\d{4})$/.exec(part.text('EventDate') ?? '') ?? [];
  const [, hour, minute, half = ''] = /^(\d{1,2}):(\d\d) ([ap]m)$/i.exec(part.text('EventTime') ?? '') ?? [];
  const at = months.indexOf(month.toLowerCase()) + 1;
  if (zone === null || at === 0 || hour === undefined) return null;
  return instantIn(zone, {
    ...{ year: Number(year), month: at, day: Number(day) },
    ...{ hour: (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0), minute: Number(minute), second: 0 },
  });
}
