import { CarrierUnreadableError } from '../carrier.errors.js';
import { noNews } from '../carrier.port.js';
import type { AnswerPart } from './answer-part.js';
import { assertAbout, placeOf, reportOf, unexpectedForm, type CarrierFormat, type Move } from './carrier-format.js';
import { codeTable, phraseTable } from './meaning.js';
import { xmlOf } from './wire-answer.js';
import { instantOf } from './zoned-time.js';

/** `event-identifier`, those of the recorded answer; the published list is long, and the words say the same. */
const byCode = codeTable([
  ['3000', 'registered'],
  ['2300', 'picked_up'],
  ['0100', 'in_transit'],
  ['0173', 'delayed', 'supplier'],
  ['0174 0500', 'out_for_delivery'],
  ['1496', 'delivered'],
]);

/** Order matters: what names a failure stands before what it failed at. Source: wording of the recorded answer and of Canada Post's pages. */
const byWords = phraseTable([
  ['returned sender', 'returned'],
  ['return sender', 'returning'],
  ['customs', 'on_hold', 'customs'],
  ['weather', 'delayed', 'weather'],
  ['addressing error', 'delayed', 'supplier'],
  ['delay', 'delayed', 'carrier'],
  ['attempted delivery', 'attempt_failed', 'consignee'],
  ['notice card', 'ready_for_pickup'],
  ['available pickup', 'ready_for_pickup'],
  ['out for delivery', 'out_for_delivery'],
  ['delivered', 'delivered'],
  ['picked up', 'picked_up'],
  ['accepted', 'picked_up'],
  ['processed', 'in_transit'],
  ['in transit', 'in_transit'],
  ['departed', 'in_transit'],
  ['arrived', 'in_transit'],
  ['information received', 'registered'],
]);

/** Says that a signature can be looked at: nothing about where the parcel is. Source: the recorded answer. */
const SIGNATURE_IMAGE = '20';

/** "No pin history": not scanned yet. Source: Canada Post's developer documents, error codes of tracking. */
const NOT_FOUND = '004';

/** Clocks by the abbreviation that stands with each event: no guess is needed. */
const offsets: Readonly<Record<string, string>> = {
  ...{ NST: '-03:30', NDT: '-02:30', AST: '-04:00', ADT: '-03:00', EST: '-05:00', EDT: '-04:00' },
  ...{ CST: '-06:00', CDT: '-05:00', MST: '-07:00', MDT: '-06:00', PST: '-08:00', PDT: '-07:00' },
};

/** Canada Post: `GET …/vis/track/pin/{pin}/detail` (REST, XML, newest first). */
export const canadapostFormat: CarrierFormat = {
  carrier: 'canadapost',
  question: (base, number, { user, password }) => ({
    method: 'GET',
    url: `${base}/vis/track/pin/${encodeURIComponent(number)}/detail`,
    headers: {
      accept: 'application/vnd.cpc.track-v2+xml',
      'accept-language': 'en-CA',
      authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
    },
  }),

  read(answer, number) {
    const root = xmlOf(answer);
    const message = root.all('messages', 'message')[0];
    if (message) {
      if (message.text('code') === NOT_FOUND) return noNews;
      throw new CarrierUnreadableError('carrier_error', message.text('description') ?? 'an error without words');
    }
    const detail = root.all('tracking-detail')[0] ?? unexpectedForm('tracking-detail');
    assertAbout(number, [detail.text('pin')]);
    const events = detail.all('significant-events', 'occurrence');
    return reportOf(number, events.filter((event) => event.text('event-identifier') !== SIGNATURE_IMAGE).map(move));
  },
};

function move(part: AnswerPart): Move {
  const [code, text] = [part.text('event-identifier'), part.text('event-description')];
  const offset = offsets[part.text('event-time-zone') ?? ''];
  const [day, time] = [part.text('event-date'), part.text('event-time')];
  return {
    code,
    text,
    occurredAt: offset === undefined ? null : instantOf(`${day ?? ''}T${time ?? ''}${offset}`),
    place: placeOf(part.text('event-site'), part.text('event-province')),
    meaning: byCode.get(code ?? '') ?? byWords(text),
  };
}
