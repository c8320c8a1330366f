import { CarrierUnreadableError } from '../carrier.errors.js';
import { noNews } from '../carrier.port.js';
import {
  assertNoFault,
  reportOf,
  soapQuestion,
  unexpectedForm,
  xmlText,
  type CarrierFormat,
  type Move,
} from './carrier-format.js';
import { turkishPhrases } from './meaning.js';
import { xmlOf } from './wire-answer.js';
import { instantIn, wallClock } from './zoned-time.js';

/**
 * Sürat Kargo: `KargoTakipHareketDetayliV2` (SOAP). One text: a line an event, `words|time|branch`, in free
 * Turkish with or without its marks. Names no parcel: see `namesNoParcel`.
 */
export const suratFormat: CarrierFormat = {
  carrier: 'surat',
  namesNoParcel: true,
  question: (base, number, { user, password }) =>
    soapQuestion(
      base,
      'http://tempuri.org/KargoTakipHareketDetayliV2',
      `<KargoTakipHareketDetayliV2 xmlns="http://tempuri.org/"><CariKodu>${xmlText(user)}</CariKodu><Sifre>${xmlText(password)}</Sifre><WebSiparisKodu>${xmlText(number)}</WebSiparisKodu></KargoTakipHareketDetayliV2>`,
    ),

  read(answer, number) {
    const root = xmlOf(answer);
    assertNoFault(root);
    const response =
      root.find('KargoTakipHareketDetayliV2Response')[0] ?? unexpectedForm('KargoTakipHareketDetayliV2Response');
    const lines = (response.text('KargoTakipHareketDetayliV2Result') ?? '')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '');
    // Nothing at all is what it says of a number that it does not know (yet).
    if (lines.length === 0) return noNews;
    if (!lines.some((line) => line.includes('|')))
      throw new CarrierUnreadableError('carrier_error', lines[0]?.slice(0, 200) ?? '');
    return reportOf(number, lines.map(move));
  },
};

function move(line: string): Move {
  const [words = '', time = '', branch = ''] = line.split('|').map((part) => part.trim());
  const clock = wallClock(time);
  return {
    code: null,
    text: words || null,
    occurredAt: clock === null ? null : instantIn('Europe/Istanbul', clock),
    place: branch || null,
    meaning: turkishPhrases(words),
  };
}
