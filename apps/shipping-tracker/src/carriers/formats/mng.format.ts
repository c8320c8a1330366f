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
import { codeTable, turkishPhrases } from './meaning.js';
import { xmlOf } from './wire-answer.js';
import { instantIn, instantOf, wallClock } from './zoned-time.js';

/** `SIPARIS_STATU`. Source: the code list of connectors; 6 says why in words. */
const byCode = codeTable([
  ['0', 'registered'],
  ['1', 'picked_up'],
  ['2 3', 'in_transit'],
  ['4', 'out_for_delivery'],
  ['5', 'delivered'],
  ['6', 'attempt_failed'],
  ['7', 'returned'],
]);

/** MNG Kargo: `FaturaSiparisListesi` (SOAP, a .NET data set): where the parcel stands, with the time since when. */
export const mngFormat: CarrierFormat = {
  carrier: 'mng',
  question: (base, number, { user, password }) =>
    soapQuestion(
      base,
      'http://tempuri.org/FaturaSiparisListesi',
      `<FaturaSiparisListesi xmlns="http://tempuri.org/"><pMusteriNo>${xmlText(user)}</pMusteriNo><pSifre>${xmlText(password)}</pSifre><pSiparisNo>${xmlText(number)}</pSiparisNo></FaturaSiparisListesi>`,
    ),

  read(answer, number, now) {
    const root = xmlOf(answer);
    assertNoFault(root);
    const response = root.find('FaturaSiparisListesiResponse')[0] ?? unexpectedForm('FaturaSiparisListesiResponse');
    const rows = response.find('Table1').filter((row) => row.text('SIPARIS_STATU') !== null);
    if (rows.length === 0) return noNews;
    assertAbout(number, rows.flatMap(numbersOf));
    const own = rows.filter((row) => numbersOf(row).includes(number));
    if (own.length > 1) throw new CarrierUnreadableError('ambiguous_parcel', `${own.length} parcels of this number`);
    return reportOf(
      number,
      own.map((row) => standing(row, now)),
    );
  },
};

const numbersOf = (row: AnswerPart): (string | null)[] => [row.text('GONDERI_NO'), row.text('SIPARIS_KODU')];

function standing(row: AnswerPart, now: Date): Move {
  const code = row.text('SIPARIS_STATU');
  const text = row.text('SIPARIS_STATU_ACIKLAMA') ?? row.text('KARGO_SON_HAREKET');
  const written = row.text('SIPARIS_STATU_TARIHI') ?? row.text('TESLIM_TARIHI');
  const clock = wallClock(written);
  const byWords = turkishPhrases(text);
  return {
    code,
    text,
    occurredAt: instantOf(written) ?? (clock === null ? now : instantIn('Europe/Istanbul', clock)),
    place: null,
    // The words of a failure name the party at fault; otherwise the code is exact.
    meaning: code === '6' && byWords ? byWords : byCode.get(code ?? ''),
    ...(written === null ? { id: `status:${code ?? ''}` } : {}),
  };
}
