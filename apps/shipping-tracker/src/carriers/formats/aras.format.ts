import { CarrierUnreadableError } from '../carrier.errors.js';
import { noNews } from '../carrier.port.js';
import { AnswerPart } from './answer-part.js';
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
import { codeTable, turkishPhrases, type Meaning } from './meaning.js';
import { xmlOf } from './wire-answer.js';
import { instantIn, wallClock } from './zoned-time.js';

/** `DURUM_KODU`. Source: connectors that speak GetQueryJSON; no vendor sample is public. */
const byCode = codeTable([
  ['1', 'picked_up'],
  ['2', 'in_transit'],
  ['3', 'in_transit'],
  ['4', 'out_for_delivery'],
  ['5', 'in_transit'],
  ['6', 'delivered'],
  ['7', 'in_transit'],
]);

/** `TIP_KODU` of a parcel on its way back: then "delivered" means to the sender. */
const GOING_BACK = '3';

/** Aras Kargo: `GetQueryJSON` (SOAP that carries JSON as text): where the parcel stands, not how it got there. */
export const arasFormat: CarrierFormat = {
  carrier: 'aras',
  question: (base, number, { user, password }) =>
    soapQuestion(
      base,
      'http://tempuri.org/IArasCargoIntegrationService/GetQueryJSON',
      `<GetQueryJSON xmlns="http://tempuri.org/"><loginInfo>${xmlText(`<LoginInfo><UserName>${xmlText(user)}</UserName><Password>${xmlText(password)}</Password></LoginInfo>`)}</loginInfo><queryInfo>${xmlText(`<QueryInfo><QueryType>100</QueryType><TrackingNumber>${xmlText(number)}</TrackingNumber></QueryInfo>`)}</queryInfo></GetQueryJSON>`,
    ),

  read(answer, number, now) {
    const root = xmlOf(answer);
    assertNoFault(root);
    const text = (root.find('GetQueryJSONResponse')[0] ?? unexpectedForm('GetQueryJSONResponse')).text(
      'GetQueryJSONResult',
    );
    if (text === null) return noNews;
    const cargos = parsed(text).all('QueryResult', 'Cargo');
    if (cargos.length === 0) return noNews;
    assertAbout(number, cargos.flatMap(numbersOf));
    const own = cargos.filter((cargo) => numbersOf(cargo).includes(number));
    if (own.length > 1) throw new CarrierUnreadableError('ambiguous_parcel', `${own.length} parcels of this number`);
    return reportOf(
      number,
      own.map((cargo) => standing(cargo, now)),
    );
  },
};

function parsed(text: string): AnswerPart {
  try {
    return AnswerPart.ofJson(JSON.parse(text));
  } catch (cause) {
    if (cause instanceof CarrierUnreadableError) throw cause;
    throw new CarrierUnreadableError('malformed', 'GetQueryJSONResult is not JSON', { cause });
  }
}

const numbersOf = (cargo: AnswerPart): (string | null)[] => [
  cargo.text('KARGO_TAKIP_NO'),
  cargo.text('MUSTERI_OZEL_KODU'),
];

function standing(cargo: AnswerPart, now: Date): Move {
  const [code, text] = [cargo.text('DURUM_KODU'), cargo.text('DURUMU')];
  const back = cargo.text('TIP_KODU') === GOING_BACK;
  const meaning = byCode.get(code ?? '') ?? turkishPhrases(text);
  return {
    code: placeOf(code, back ? `TIP ${GOING_BACK}` : null),
    text,
    ...(meaning?.status === 'delivered'
      ? deliveryOf(cargo, now)
      : { occurredAt: now, place: cargo.text('VARIS_SUBE') }),
    meaning: back ? goingBack(meaning) : meaning,
    id: `status:${back ? 'R' : ''}${code ?? ''}:${text ?? ''}`.slice(0, 200),
  };
}

/** Only a delivery has a time; any other standing holds since we heard it. Its place is the customer's door. */
function deliveryOf(cargo: AnswerPart, now: Date): Pick<Move, 'occurredAt' | 'place'> {
  const clock = wallClock(cargo.text('TESLIM_TARIHI'), cargo.text('TESLIM_SAATI'));
  return { occurredAt: clock === null ? now : instantIn('Europe/Istanbul', clock), place: null };
}

const goingBack = (meaning: Meaning | undefined): Meaning | undefined =>
  meaning && { ...meaning, status: meaning.status === 'delivered' ? 'returned' : 'returning' };
