import { CarrierUnreadableError } from '../carrier.errors.js';
import { noNews, type CarrierReport } from '../carrier.port.js';
import type { AnswerPart } from './answer-part.js';
import { assertAbout, placeOf, reportOf, unexpectedForm, type CarrierFormat, type Move } from './carrier-format.js';
import { zoneAt } from './carrier-zones.js';
import { fedexCodes, fedexExceptions } from './fedex.statuses.js';
import { fedexGrant } from './token-grant.js';
import { jsonOf, xmlOf } from './wire-answer.js';
import { instantAtPlace, instantOf } from './zoned-time.js';

/** Errors that mean "not scanned yet". Source: FedEx developer portal, track error codes; 9040 is the old XML's. */
const notFound = new Set(['TRACKING.TRACKINGNUMBER.NOTFOUND', 'TRACKING.TRACKINGNUMBER.EMPTY', '9040']);

/** FedEx: `POST /track/v1/trackingnumbers` (REST, JSON). */
export const fedexFormat: CarrierFormat = {
  carrier: 'fedex',
  grant: fedexGrant,
  question: (base, number, { password }) => ({
    method: 'POST',
    url: `${base}/track/v1/trackingnumbers`,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${password}`, 'x-locale': 'en_US' },
    body: JSON.stringify({
      includeDetailedScans: true,
      trackingInfo: [{ trackingNumberInfo: { trackingNumber: number } }],
    }),
  }),

  read(answer, number) {
    const content = jsonOf(answer);
    const error = content.all('errors')[0];
    if (error) return refused(error.text('code'), error.text('message'));
    const complete = content.all('output', 'completeTrackResults');
    if (complete.length === 0) unexpectedForm('output.completeTrackResults');
    assertAbout(
      number,
      complete.map((part) => part.text('trackingNumber')),
    );
    const results = complete.flatMap((part) => part.all('trackResults'));
    const own = onlyParcel(results);
    const failed = own?.all('error')[0];
    if (failed) return refused(failed.text('code'), failed.text('message'));
    return own ? reportOf(number, own.all('scanEvents').map(scanEvent)) : noNews;
  },
};

/** The old XML interface (`TrackReply`, ws/track/v7), which gateways and brokers still speak. */
export const fedexXmlFormat: CarrierFormat = {
  carrier: 'fedex-xml',
  question: (base, number) => ({
    method: 'GET',
    url: `${base}?trackingNumber=${encodeURIComponent(number)}`,
    headers: { accept: 'text/xml' },
  }),

  read(answer, number) {
    const reply = xmlOf(answer).find('TrackReply')[0] ?? unexpectedForm('TrackReply');
    const details = reply.find('TrackDetails');
    const notification = details[0]?.all('Notification')[0] ?? reply.all('Notifications')[0];
    if (notification?.text('Severity') === 'ERROR') {
      return refused(notification.text('Code'), notification.text('Message'));
    }
    if (reply.find('DuplicateWaybill').some((part) => part.text() === 'true')) throw ambiguous(details.length);
    const own = onlyParcel(details) ?? unexpectedForm('TrackDetails');
    assertAbout(number, [own.text('TrackingNumber')]);
    return reportOf(number, own.all('Events').map(xmlEvent));
  },
};

/** One number can be several parcels, years and continents apart: which one is ours is never guessed. */
function onlyParcel(results: readonly AnswerPart[]): AnswerPart | undefined {
  if (results.length > 1) throw ambiguous(results.length);
  return results[0];
}

const ambiguous = (count: number): CarrierUnreadableError =>
  new CarrierUnreadableError('ambiguous_parcel', `FedEx knows ${count} parcels of this number.`);

function refused(code: string | null, message: string | null): CarrierReport {
  if (notFound.has(code ?? '')) return noNews;
  throw new CarrierUnreadableError('carrier_error', placeOf(code, message) ?? 'an error without words');
}

function scanEvent(part: AnswerPart): Move {
  const at = part.first('scanLocation');
  const code = part.text('eventType');
  const reason = part.text('exceptionDescription');
  return {
    ...wordsOf(code, part.text('derivedStatusCode'), part.text('eventDescription'), reason),
    occurredAt: instantOf(part.text('date')),
    place: placeOf(at.text('city'), at.text('stateOrProvinceCode'), at.text('countryCode')),
  };
}

function xmlEvent(part: AnswerPart): Move {
  const at = part.first('Address');
  const [state, country] = [at.text('StateOrProvinceCode'), at.text('CountryCode')];
  const code = part.text('EventType');
  return {
    ...wordsOf(code, null, part.text('EventDescription'), part.text('StatusExceptionDescription')),
    // An announcement has no offset: nobody has seen the parcel.
    occurredAt: instantAtPlace(part.text('Timestamp'), zoneAt(country, state)),
    place: placeOf(at.text('City'), state, country),
  };
}

/** The reason of an exception says more than that it is one. */
function wordsOf(code: string | null, derived: string | null, text: string | null, reason: string | null) {
  const byCode = fedexCodes.get(code ?? '') ?? fedexCodes.get(derived ?? '');
  const isException = byCode?.status === 'delayed' || byCode?.status === 'attempt_failed';
  return {
    code,
    text: placeOf(text, reason),
    meaning: isException ? (fedexExceptions(placeOf(text, reason)) ?? byCode) : byCode,
  };
}
