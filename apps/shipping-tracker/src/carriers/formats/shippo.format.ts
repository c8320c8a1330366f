import { noNews, type CarrierReport } from '../carrier.port.js';
import type { AnswerPart } from './answer-part.js';
import { assertAbout, placeOf, reportOf, unexpectedForm, type CarrierFormat, type Move } from './carrier-format.js';
import { codeTable, phraseTable } from './meaning.js';
import { jsonOf } from './wire-answer.js';
import { instantOf } from './zoned-time.js';

/** `status`. Source: Shippo's API reference, "tracking statuses". */
const byCode = codeTable([
  ['PRE_TRANSIT', 'registered'],
  ['TRANSIT', 'in_transit'],
  ['DELIVERED', 'delivered'],
  ['RETURNED', 'returning'],
  ['FAILURE', 'on_hold', 'carrier'],
]);

/** `UNKNOWN` is also what stands beside a label's first words; `TRANSIT` covers the last mile. Source: a recorded answer. */
const byWords = phraseTable([
  ['awaiting the item', 'registered'],
  ['out for delivery', 'out_for_delivery'],
  ['accepted', 'picked_up'],
]);

/** Shippo, an aggregator: `GET …/tracks/{carrier}/{number}` (JSON, newest last); the address names the carrier. */
export const shippoFormat: CarrierFormat = {
  carrier: 'shippo',
  question: (base, number, { password }) => ({
    method: 'GET',
    url: `${base}/${encodeURIComponent(number)}`,
    headers: { accept: 'application/json', authorization: `ShippoToken ${password}` },
  }),

  read(answer, number) {
    const content = jsonOf(answer);
    if (answer.status === 404) return noNews;
    const named = content.text('tracking_number') ?? unexpectedForm('tracking_number');
    assertAbout(number, [named]);
    // `tracking_status` repeats the last of the history under another id.
    return reportOf(number, content.all('tracking_history').map(move));
  },

  readPushed(content): CarrierReport | null {
    const number = content.text('data', 'tracking_number');
    return number === null ? null : reportOf(number, content.all('data', 'tracking_history').map(move));
  },
};

function move(part: AnswerPart): Move {
  const [code, text] = [part.text('status'), part.text('status_details')];
  const isCoarse = code === 'TRANSIT' || code === 'UNKNOWN';
  return {
    code,
    text,
    occurredAt: instantOf(part.text('status_date')),
    place: placeOf(part.text('location', 'city'), part.text('location', 'state'), part.text('location', 'country')),
    meaning: (isCoarse ? byWords(text) : undefined) ?? byCode.get(code ?? ''),
    id: part.text('object_id'),
  };
}
