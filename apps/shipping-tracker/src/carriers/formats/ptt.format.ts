import { CarrierUnreadableError } from '../carrier.errors.js';
import { noNews } from '../carrier.port.js';
import type { AnswerPart } from './answer-part.js';
import {
  assertAbout,
  assertNoFault,
  reportOf,
  soapQuestion,
  unexpectedForm,
  xmlText,
  type CarrierFormat,
  type Move,
} from './carrier-format.js';
import { codeTable, foldText, turkishPhrases } from './meaning.js';
import { xmlOf } from './wire-answer.js';
import { instantIn, wallClock } from './zoned-time.js';

/** `IKODU`. Source: the status list of PTT's cargo service as connectors publish it (1000 received to 7000 cancelled). */
const byCode = codeTable([
  ['701', 'registered'],
  ['1', 'picked_up'],
  ['3 6 8 9 11 77 91 92 149', 'in_transit'],
  ['7', 'out_for_delivery'],
  ['100 157 202 252 807 812', 'delivered'],
  ['101', 'attempt_failed'],
  ['124 126', 'attempt_failed', 'consignee'],
  ['140', 'attempt_failed', 'consignee'],
  ['99 156', 'returning'],
  ['151 154 161', 'returning', 'consignee'],
  ['155', 'returning', 'supplier'],
  ['120 141', 'returned'],
  ['109', 'expired', 'carrier'],
  ['2', 'cancelled', 'supplier'],
]);

/** `sonucKodu` of an answer; anything else comes with a sentence. */
const FOUND = '10';

/** PTT Kargo: `barkodSorgu` (SOAP): every movement, date and time apart. */
export const pttFormat: CarrierFormat = {
  carrier: 'ptt',
  question: (base, number, { user, password }) =>
    soapQuestion(
      base,
      'urn:barkodSorgu',
      `<barkodSorgu xmlns="http://postaTakip.ptt.gov.tr/"><input xmlns=""><musteri_no>${xmlText(user)}</musteri_no><sifre>${xmlText(password)}</sifre><barkod>${xmlText(number)}</barkod></input></barkodSorgu>`,
    ),

  read(answer, number) {
    const root = xmlOf(answer);
    assertNoFault(root);
    const result = root.find('return')[0] ?? unexpectedForm('return');
    const code = result.text('sonucKodu');
    if (code !== null && code !== FOUND) {
      const said = result.text('sonucAciklama') ?? code;
      if (foldText(said).includes('bulunamadi')) return noNews;
      throw new CarrierUnreadableError('carrier_error', said.slice(0, 200));
    }
    assertAbout(number, [result.text('BARNO')]);
    return reportOf(number, result.all('dongu').map(movement));
  },
};

function movement(part: AnswerPart): Move {
  const [code, text] = [part.text('IKODU'), part.text('ISLEM')];
  const clock = wallClock(part.text('ITARIH'), part.text('ISAAT'));
  return {
    code,
    text,
    occurredAt: clock === null ? null : instantIn('Europe/Istanbul', clock),
    place: part.text('IMERK'),
    meaning: byCode.get(code ?? '') ?? turkishPhrases(text),
  };
}
