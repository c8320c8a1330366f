import { CarrierUnreadableError } from '../carrier.errors.js';
import { noNews, type CarrierReport } from '../carrier.port.js';
import type { AnswerPart } from './answer-part.js';
import { assertAbout, placeOf, reportOf, unexpectedForm, type CarrierFormat, type Move } from './carrier-format.js';
import { codeTable } from './meaning.js';
import { jsonOf } from './wire-answer.js';
import { instantOf } from './zoned-time.js';

/** `status`. Source: EasyPost's API reference, "tracker statuses". */
const byCode = codeTable([
  ['pre_transit', 'registered'],
  ['in_transit', 'in_transit'],
  ['out_for_delivery', 'out_for_delivery'],
  ['available_for_pickup', 'ready_for_pickup'],
  ['delivered', 'delivered'],
  ['return_to_sender', 'returning'],
  ['failure', 'on_hold', 'carrier'],
  ['cancelled', 'cancelled'],
]);

/** EasyPost, an aggregator: `GET …/v2/trackers?tracking_code=` (JSON, one tracker or a list of trackers). */
export const easypostFormat: CarrierFormat = {
  carrier: 'easypost',
  question: (base, number, { password }) => ({
    method: 'GET',
    url: `${base}/v2/trackers?tracking_code=${encodeURIComponent(number)}`,
    headers: { accept: 'application/json', authorization: `Basic ${Buffer.from(`${password}:`).toString('base64')}` },
  }),

  read(answer, number) {
    const content = jsonOf(answer);
    if (answer.status === 404) return noNews;
    const listed = content.all('trackers');
    const trackers = content.text('tracking_code') === null ? listed : [content];
    if (trackers.length === 0) unexpectedForm('tracking_code');
    const named = trackers.map((tracker) => tracker.text('tracking_code'));
    assertAbout(number, named);
    if (trackers.length > 1) {
      throw new CarrierUnreadableError(
        'ambiguous_parcel',
        `EasyPost knows ${trackers.length} trackers of this number.`,
      );
    }
    return reportOf(number, trackers.flatMap((tracker) => tracker.all('tracking_details')).map(move));
  },

  /** An event about a tracker. */
  readPushed(content): CarrierReport | null {
    const tracker = content.first('result');
    const number = tracker.text('tracking_code');
    return number === null ? null : reportOf(number, tracker.all('tracking_details').map(move));
  },
};

function move(part: AnswerPart): Move {
  const [code, place] = [part.text('status'), part.first('tracking_location')];
  return {
    code,
    text: part.text('message'),
    occurredAt: instantOf(part.text('datetime')),
    place: placeOf(place.text('city'), place.text('state'), place.text('country')),
    meaning: byCode.get(code ?? ''),
  };
}
