import { CarrierUnreadableError } from '../carrier.errors.js';
import { noNews } from '../carrier.port.js';
import type { AnswerPart } from './answer-part.js';
import {
  assertAbout,
  assertNoFault,
  placeOf,
  reportOf,
  soapQuestion,
  unexpectedForm,
  xmlText,
  type CarrierFormat,
  type Move,
} from './carrier-format.js';
import { codeTable, turkishPhrases } from './meaning.js';
import { xmlOf } from './wire-answer.js';
import { instantIn, wallClock } from './zoned-time.js';

/**
 * `operationCode`, counted only where no words stand with it: the codes that connectors use (0 to 6) and
 * those of the carrier's own table differ in 1, 2, 4 and 6, the words never do. Source: recorded answers.
 */
const byCode = codeTable([
  ['0', 'registered'],
  ['1', 'picked_up'],
  ['2', 'in_transit'],
  ['3', 'cancelled', 'supplier'],
  ['4', 'out_for_delivery'],
  ['5', 'delivered'],
  ['6', 'returned'],
]);

/** Words of "no such parcel" under `outFlag` 1. Everything else there is an error. */
const notFound = /bulunamad|bulunmamaktad|kayit yok/;

/** Yurtiçi Kargo: `queryShipment` of ShippingOrderDispatcherServices (SOAP). Refuses the same question within a minute. */
export const yurticiFormat: CarrierFormat = {
  carrier: 'yurtici',
  question: (base, number, { user, password }) =>
    soapQuestion(
      base,
      '',
      `<queryShipment xmlns="http://yurticikargo.com.tr/ShippingOrderDispatcherServices"><wsUserName xmlns="">${xmlText(user)}</wsUserName><wsPassword xmlns="">${xmlText(password)}</wsPassword><wsLanguage xmlns="">TR</wsLanguage><keys xmlns="">${xmlText(number)}</keys><keyType xmlns="">0</keyType><addHistoricalData xmlns="">true</addHistoricalData><onlyTracking xmlns="">false</onlyTracking></queryShipment>`,
    ),

  read(answer, number, now) {
    const root = xmlOf(answer);
    assertNoFault(root);
    const flag = root.find('outFlag')[0]?.text() ?? unexpectedForm('outFlag');
    if (flag !== '0') {
      const said = root.find('outResult')[0]?.text() ?? 'no reason';
      if (notFound.test(plain(said))) return noNews;
      throw new CarrierUnreadableError('carrier_error', said.slice(0, 200));
    }
    const details = root.find('shippingDeliveryDetailVO');
    if (details.length === 0) return noNews;
    const own = details.filter((detail) => isAbout(detail, number));
    if (own.length === 0) assertAbout(number, details.flatMap(numbersOf));
    if (own.length > 1) throw new CarrierUnreadableError('ambiguous_parcel', `${own.length} parcels of this number`);
    const [detail = details[0] as AnswerPart] = own;
    const events = detail.find('invDocCargoVOArray');
    return reportOf(number, events.length > 0 ? events.map(event) : [bareStatus(detail, now)]);
  },
};

const plain = (text: string): string => text.toLowerCase().replaceAll('ı', 'i');

const numbersOf = (detail: AnswerPart): (string | null)[] => [
  detail.text('cargoKey'),
  ...detail.find('docId').map((part) => part.text()),
];

function isAbout(detail: AnswerPart, number: string): boolean {
  try {
    assertAbout(number, numbersOf(detail));
    return true;
  } catch {
    return false;
  }
}

/** Movements come in two forms: an ISO time with an operation, or date and time apart with an event and its reason. */
function event(part: AnswerPart): Move {
  const code = part.text('operationCode') ?? part.text('eventId');
  const text = placeOf(part.text('operationMessage') ?? part.text('eventName'), realReason(part.text('reasonName')));
  const clock = wallClock(
    part.text('operationDate') ?? part.text('eventDate'),
    part.text('eventTime')?.padStart(6, '0'),
  );
  return {
    code,
    text,
    occurredAt: clock === null ? null : instantIn('Europe/Istanbul', clock),
    place: placeOf(part.text('unitName'), part.text('cityName')),
    meaning: turkishPhrases(text) ?? byCode.get(part.text('operationCode') ?? ''),
  };
}

/** "Sorun Yok" is the reason of everything that went well. */
const realReason = (reason: string | null): string | null => (plain(reason ?? '') === 'sorun yok' ? null : reason);

/** An answer without movements says only where it stands; without a delivery date it holds since we heard it. */
function bareStatus(detail: AnswerPart, now: Date): Move {
  const [code, text] = [detail.text('operationCode'), detail.text('operationMessage')];
  const clock = wallClock(detail.text('deliveryDate'), detail.text('deliveryTime')?.padStart(6, '0'));
  return {
    code,
    text,
    occurredAt: clock === null ? now : instantIn('Europe/Istanbul', clock),
    place: null,
    meaning: turkishPhrases(text) ?? byCode.get(code ?? ''),
    id: `status:${code ?? ''}:${text ?? ''}`.slice(0, 200),
  };
}
