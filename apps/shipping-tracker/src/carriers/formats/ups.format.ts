import { noNews, type CarrierReport } from '../carrier.port.js';
import { CarrierUnreadableError } from '../carrier.errors.js';
import type { AnswerPart } from './answer-part.js';
import { assertAbout, placeOf, reportOf, unexpectedForm, type CarrierFormat, type Move } from './carrier-format.js';
import { zoneAt } from './carrier-zones.js';
import { codeTable, phraseTable, type Meaning } from './meaning.js';
import { upsGrant } from './token-grant.js';
import { jsonOf } from './wire-answer.js';
import { instantIn, wallClock } from './zoned-time.js';

/** `status.type`. Source: UPS Tracking API, OpenAPI document and its API codes. `X` says only "exception". */
const byType = codeTable([
  ['M', 'registered'],
  ['MV', 'cancelled', 'supplier'],
  ['P', 'picked_up'],
  ['I W NA DO DD', 'in_transit'],
  ['O', 'out_for_delivery'],
  ['D', 'delivered'],
  ['RS', 'returning'],
]);

/** `status.statusCode`, finer than the type. Source: UPS API codes, package status. */
const byStatusCode = codeTable([
  ['003 044', 'registered'],
  ['007', 'cancelled', 'supplier'],
  ['038', 'picked_up'],
  ['005 006 010 012 014 025 039 041 071', 'in_transit'],
  ['021 059', 'out_for_delivery'],
  ['011 026', 'delivered'],
  ['016 018 019 020', 'on_hold', 'consignee'],
  ['017 040', 'ready_for_pickup'],
  ['022 023 024', 'attempt_failed', 'consignee'],
  ['013 030 046 047 048 055', 'delayed', 'carrier'],
  ['029 049 050', 'on_hold', 'consignee'],
  ['032 051 052 053', 'delayed', 'weather'],
  ['033 035', 'returning'],
  ['034', 'returned'],
]);

/** Exceptions in words, where neither code says more. Source: examples of the OpenAPI document. */
const byWords = phraseTable([
  ['released customs', 'in_transit'],
  ['customs', 'on_hold', 'customs'],
  ['clearance', 'on_hold', 'customs'],
  ['weather', 'delayed', 'weather'],
  ['refused', 'attempt_failed', 'consignee'],
  ['receiver not', 'attempt_failed', 'consignee'],
  ['address', 'on_hold', 'consignee'],
  ['damage', 'on_hold', 'carrier'],
  ['return', 'returning'],
]);

const exception: Meaning = { status: 'delayed', fault: 'carrier' };

/** UPS: `GET /api/track/v1/details/{number}` (REST, JSON), and the messages of UPS Track Alert. */
export const upsFormat: CarrierFormat = {
  carrier: 'ups',
  grant: upsGrant,
  question: (base, number, { password }) => ({
    method: 'GET',
    url: `${base}/api/track/v1/details/${encodeURIComponent(number)}?locale=en_US`,
    headers: { authorization: `Bearer ${password}`, transid: number, transactionsrc: 'kervan' },
  }),

  read(answer, number) {
    const content = jsonOf(answer);
    const errors = content.all('response', 'errors');
    // UPS answers 404 with an error list for a number that it has not seen yet.
    if (errors.length > 0) {
      if (answer.status === 404) return noNews;
      throw new CarrierUnreadableError('carrier_error', errors[0]?.text('message') ?? 'an error without words');
    }
    const shipments = content.all('trackResponse', 'shipment');
    if (shipments.length === 0) unexpectedForm('trackResponse.shipment');
    const packages = shipments.flatMap((shipment) => shipment.all('package'));
    // A number without a package: UPS says so in a warning and means that there is no news.
    if (packages.length === 0) return noNews;
    assertAbout(number, [
      ...packages.flatMap((one) => one.all('trackingNumber').map((part) => part.text())),
      ...shipments.map((shipment) => shipment.text('inquiryNumber')),
      ...packages.flatMap((one) => one.all('alternateTrackingNumber').map((part) => part.text('number'))),
    ]);
    const own = packages.find((one) => one.text('trackingNumber')?.toUpperCase() === number.toUpperCase());
    const chosen = own ?? (packages.length === 1 ? packages[0] : undefined);
    if (!chosen)
      throw new CarrierUnreadableError('ambiguous_parcel', `${packages.length} packages, none of this number`);
    return reportOf(number, chosen.all('activity').map(activity));
  },

  readPushed(content): CarrierReport | null {
    const number = content.text('trackingNumber');
    if (number === null || content.all('activityStatus').length === 0) return null;
    return reportOf(number, [pushedActivity(content)]);
  },
};

function activity(part: AnswerPart): Move {
  return moveOf(part.first('status'), part.first('location', 'address'), {
    gmt: [part.text('gmtDate'), part.text('gmtTime')],
    local: [part.text('date'), part.text('time')],
  });
}

function pushedActivity(part: AnswerPart): Move {
  return moveOf(part.first('activityStatus'), part.first('activityLocation'), {
    gmt: [part.text('gmtActivityDate'), part.text('gmtActivityTime')],
    local: [part.text('localActivityDate'), part.text('localActivityTime')],
  });
}

type Stamp = readonly [date: string | null, time: string | null];

function moveOf(status: AnswerPart, address: AnswerPart, { gmt, local }: { gmt: Stamp; local: Stamp }): Move {
  const type = status.text('type');
  // The same code under another name in what is pushed.
  const statusCode = status.text('statusCode') ?? status.text('descriptionCode');
  const text = status.text('description');
  const country = address.text('countryCode') ?? address.text('country');
  const state = address.text('stateProvince');
  return {
    code: placeOf(type, statusCode, status.text('code')),
    text,
    occurredAt: instantAt('UTC', gmt) ?? instantAt(zoneAt(country, state), local),
    place: placeOf(address.text('city'), state, country),
    meaning:
      byStatusCode.get(statusCode ?? '') ?? (type === 'X' ? (byWords(text) ?? exception) : byType.get(type ?? '')),
  };
}

/** UPS leaves out leading zeros: `74700` is 07:47. */
function instantAt(zone: string | null, [date, time]: Stamp): Date | null {
  const clock = date === null ? null : wallClock(date, time?.replaceAll(':', '').padStart(6, '0'));
  return zone === null || clock === null ? null : instantIn(zone, clock);
}
