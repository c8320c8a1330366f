import { CarrierUnreadableError } from '../carrier.errors.js';
import { noNews, type CarrierReport } from '../carrier.port.js';
import type { AnswerPart } from './answer-part.js';
import { assertAbout, placeOf, reportOf, unexpectedForm, type CarrierFormat, type Move } from './carrier-format.js';
import { zoneAt } from './carrier-zones.js';
import { codeTable, phraseTable } from './meaning.js';
import { jsonOf } from './wire-answer.js';
import { instantAtPlace } from './zoned-time.js';

/** `statusCode`. Source: DHL Shipment Tracking Unified, API reference: five words for every DHL company. */
const byCode = codeTable([
  ['pre-transit', 'registered'],
  ['transit', 'in_transit'],
  ['delivered', 'delivered'],
  ['failure', 'attempt_failed'],
]);

/** What `transit` and `failure` mean in particular, by description. Source: wording of DHL Express and DHL Paket. */
const byWords = phraseTable([
  ['returned shipper', 'returned'],
  ['return', 'returning'],
  ['customs cleared', 'in_transit'],
  ['clearance processing complete', 'in_transit'],
  ['customs', 'on_hold', 'customs'],
  ['clearance event', 'on_hold', 'customs'],
  ['weather', 'delayed', 'weather'],
  ['refused', 'attempt_failed', 'consignee'],
  ['recipient not', 'attempt_failed', 'consignee'],
  ['delivery attempt', 'attempt_failed', 'consignee'],
  ['on hold', 'on_hold'],
  ['delay', 'delayed', 'carrier'],
  ['damage', 'on_hold', 'carrier'],
  ['out for delivery', 'out_for_delivery'],
  ['with delivery courier', 'out_for_delivery'],
  ['loaded onto the delivery vehicle', 'out_for_delivery'],
  ['ready for collection', 'ready_for_pickup'],
  ['available for pickup', 'ready_for_pickup'],
  ['awaiting collection', 'ready_for_pickup'],
  ['picked up', 'picked_up'],
]);

/** DHL: `GET /track/shipments?trackingNumber=` (Shipment Tracking Unified, JSON), pushed in the same form. */
export const dhlFormat: CarrierFormat = {
  carrier: 'dhl',
  question: (base, number, { password }) => ({
    method: 'GET',
    url: `${base}/track/shipments?trackingNumber=${encodeURIComponent(number)}`,
    headers: { accept: 'application/json', 'dhl-api-key': password },
  }),

  read(answer, number) {
    const content = jsonOf(answer);
    const problem = content.text('status');
    if (problem === '404' || answer.status === 404) return noNews;
    if (problem !== null) throw new CarrierUnreadableError('carrier_error', content.text('detail') ?? problem);
    const shipments = content.all('shipments');
    if (shipments.length === 0) unexpectedForm('shipments');
    assertAbout(number, shipments.flatMap(numbersOf));
    if (shipments.length > 1) {
      throw new CarrierUnreadableError('ambiguous_parcel', `DHL knows ${shipments.length} parcels of this number.`);
    }
    return reportOf(number, shipments.flatMap((shipment) => shipment.all('events')).map(event));
  },

  readPushed(content): CarrierReport | null {
    const shipments = content.all('shipments');
    if (shipments.length === 0) return null;
    const reports = shipments.map((shipment) =>
      reportOf(shipment.text('id') ?? unexpectedForm('shipments.id'), shipment.all('events').map(event)),
    );
    return {
      checkpoints: reports.flatMap(({ checkpoints }) => checkpoints),
      rejections: reports.flatMap(({ rejections }) => rejections),
    };
  },
};

/** The shipment's number and those of its pieces. */
const numbersOf = (shipment: AnswerPart): (string | null)[] => [
  shipment.text('id'),
  ...shipment.all('details', 'pieceIds').map((piece) => piece.text()),
];

function event(part: AnswerPart): Move {
  const address = part.first('location', 'address');
  const code = part.text('statusCode');
  const text = placeOf(part.text('description') ?? part.text('status'), part.text('remark'));
  const coarse = byCode.get(code ?? '');
  const finer = coarse?.status === 'in_transit' || coarse?.status === 'attempt_failed';
  return {
    code,
    text,
    // Some DHL companies write local times without an offset.
    occurredAt: instantAtPlace(part.text('timestamp'), zoneAt(address.text('countryCode'))),
    place: placeOf(address.text('addressLocality'), address.text('countryCode')),
    meaning: finer ? (byWords(text) ?? coarse) : coarse,
  };
}
