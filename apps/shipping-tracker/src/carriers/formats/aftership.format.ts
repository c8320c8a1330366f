import { CarrierUnreadableError } from '../carrier.errors.js';
import { noNews, type CarrierReport } from '../carrier.port.js';
import type { AnswerPart } from './answer-part.js';
import { assertAbout, placeOf, reportOf, unexpectedForm, type CarrierFormat, type Move } from './carrier-format.js';
import { alpha2Of, zoneAt } from './carrier-zones.js';
import { codeTable, phraseTable, type Meaning } from './meaning.js';
import { jsonOf } from './wire-answer.js';
import { instantAtPlace } from './zoned-time.js';

/** `tag`. Source: AfterShip's documentation, "Delivery statuses". `Exception` says nothing by itself. */
const byTag = codeTable([
  ['InfoReceived', 'registered'],
  ['InTransit', 'in_transit'],
  ['OutForDelivery', 'out_for_delivery'],
  ['AvailableForPickup', 'ready_for_pickup'],
  ['AttemptFail', 'attempt_failed'],
  ['Delivered', 'delivered'],
  ['Expired', 'expired', 'carrier'],
]);

/** `subtag_message`, finer than the tag. Source: AfterShip's documentation, "Delivery sub-statuses". */
const bySubtag = phraseTable([
  ['acceptance', 'picked_up'],
  ['returned sender', 'returned'],
  ['returning sender', 'returning'],
  ['customs clearance completed', 'in_transit'],
  ['customs', 'on_hold', 'customs'],
  ['documents', 'on_hold', 'customs'],
  ['weather', 'delayed', 'weather'],
  ['delayed', 'delayed', 'carrier'],
  ['refused', 'attempt_failed', 'consignee'],
  ['customer moved', 'attempt_failed', 'consignee'],
  ['held for payment', 'on_hold', 'consignee'],
  ['damaged', 'on_hold', 'carrier'],
  ['lost', 'on_hold', 'carrier'],
]);

const exception: Meaning = { status: 'on_hold', fault: 'carrier' };

/** AfterShip, an aggregator: `GET …/trackings/{slug}/{number}` (JSON, oldest first); the address names the carrier. */
export const aftershipFormat: CarrierFormat = {
  carrier: 'aftership',
  question: (base, number, { password }) => ({
    method: 'GET',
    url: `${base}/${encodeURIComponent(number)}`,
    headers: { accept: 'application/json', 'as-api-key': password },
  }),

  read(answer, number) {
    const content = jsonOf(answer);
    const code = Number(content.text('meta', 'code') ?? 'NaN');
    if (answer.status === 404 || code === 4004) return noNews;
    if (Number.isNaN(code)) unexpectedForm('meta.code');
    if (code >= 300) {
      throw new CarrierUnreadableError('carrier_error', content.text('meta', 'message') ?? `code ${code}`);
    }
    const data = content.first('data');
    const tracking = data.all('tracking')[0] ?? data;
    assertAbout(number, [tracking.text('tracking_number') ?? unexpectedForm('tracking_number')]);
    return reportOf(number, movesOf(tracking));
  },

  readPushed(content): CarrierReport | null {
    const number = content.text('msg', 'tracking_number');
    return number === null ? null : reportOf(number, movesOf(content.first('msg')));
  },
};

/** `Pending` is AfterShip's own: it has not asked yet. */
const movesOf = (tracking: AnswerPart): Move[] =>
  [...tracking.all('checkpoints'), ...tracking.all('checkpoint')]
    .filter((part) => part.text('checkpoint_time') !== null && part.text('tag') !== 'Pending')
    .map(move);

function move(part: AnswerPart): Move {
  const [tag, country] = [part.text('tag'), alpha2Of(part.text('country_iso3'))];
  const state = part.text('state');
  const isCoarse = tag === 'Exception' || tag === 'InTransit';
  const finer = isCoarse ? bySubtag(part.text('subtag_message')) : undefined;
  return {
    code: part.text('subtag') ?? tag,
    text: part.text('message') ?? part.text('subtag_message'),
    occurredAt: instantAtPlace(part.text('checkpoint_time'), zoneAt(country, state)),
    place: placeOf(part.text('city'), state, country ?? part.text('country_name')),
    meaning: finer ?? (tag === 'Exception' ? exception : byTag.get(tag ?? '')),
  };
}
