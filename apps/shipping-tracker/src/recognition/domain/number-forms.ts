import { modulo10, modulo7, s10, weighted11, type CheckDigit } from './check-digits.js';

/**
 * How much a fitting number proves, most first. A prefix of the form's own and a check digit: nothing else
 * looks like it. A prefix alone. A check digit alone: about one number in ten passes by chance. The shape
 * alone, for instance 13 digits: a hint and no more.
 */
export const evidences = ['prefix_and_check', 'prefix', 'check', 'shape'] as const;
export type Evidence = (typeof evidences)[number];

/** One form of tracking number that a carrier prints. */
export interface NumberForm {
  readonly id: string;
  /** Lower-case carrier code; for S10 read off the country. */
  readonly carrier: string;
  /** Over the number without blanks and dashes, in capitals. Groups `serial` and `check` where there is a check digit. */
  readonly pattern: RegExp;
  readonly check?: CheckDigit;
  readonly evidence: Evidence;
}

const fedexExpress = weighted11([3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1]);
const fedexLong = weighted11([1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1]);
const uspsForward = modulo10(3, 1);

/** `9` starts a mailer of nine digits, anything else one of six; what follows fills up to 22, 26 or 30 digits. */
const mailer = (afterNine: string, afterSix: string): string =>
  String.raw`(?:9\d{8}(?:${afterNine})|[0-8]\d{5}(?:${afterSix}))`;

/** Legacy numbers may be written without their `91`, which counts for the check digit. */
const with91: CheckDigit = (serial, digit) => uspsForward(serial.startsWith('91') ? serial : `91${serial}`, digit);

/**
 * Countries whose post gives S10 numbers (members of the Universal Postal Union).
 * Source: tracking_number_data, couriers/s10.json.
 */
const postalCountries = new Set(
  `AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO
   CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FR GA GB GD GE GH GM GN GQ GR GT GW GY HK HN HR HT HU
   ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG
   MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PY QA RO RS RU RW SA SB
   SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VA VC VE VN
   VU WS YE ZA ZM ZW`.split(/\s+/),
);

/** Posts that Kervan tracks under a name of their own. */
const posts: Readonly<Record<string, string>> = { TR: 'ptt', US: 'usps', DE: 'dhl' };

/** The post of a country: its own code, `post-<country>`, or null for a country without one. */
export function postOf(country: string): string | null {
  return postalCountries.has(country) ? (posts[country] ?? `post-${country.toLowerCase()}`) : null;
}

/**
 * Every form known. Patterns and check digits of UPS, FedEx, USPS, DHL and S10: tracking_number_data (MIT),
 * couriers/*.json. Turkish forms have no published check digit and stay hints: PTT's `KP` and Aras' 13
 * digits as connectors use them, Yurtiçi's document number 12 to 13, MNG's shipment number 11 to 12 digits.
 * Sürat publishes none.
 */
export const numberForms: readonly NumberForm[] = [
  form('ups', 'ups', '(?:1Z)(?<serial>[A-Z0-9]{15})(?<check>[0-9])', 'prefix_and_check', modulo10(1, 2)),
  form('ups_waybill', 'ups', '[AHJKTV](?<serial>[0-9]{9})(?<check>[0-9])', 'prefix_and_check', modulo10(1, 2)),
  form('s10', 's10', '[A-Z]{2}(?<serial>[0-9]{8})(?<check>[0-9])(?<country>[A-Z]{2})', 'prefix_and_check', s10),
  form('fedex_12', 'fedex', '(?<serial>[0-9]{11})(?<check>[0-9])', 'check', fedexExpress),
  form('fedex_34', 'fedex', '[0-8][0-9]{19}(?<serial>[0-9]{13})(?<check>[0-9])', 'check', fedexLong),
  form('fedex_astra_32', 'fedex', '3[0-9]{15}(?<serial>[0-9]{11})(?<check>[0-9])[0-9]{4}', 'check', fedexExpress),
  form('fedex_ground', 'fedex', '(?<serial>[0-9]{14})(?<check>[0-9])', 'check', modulo10(1, 3)),
  form('fedex_ground_sscc_18', 'fedex', '[0-9]{2}(?<serial>[0-9]{15})(?<check>[0-9])', 'check', modulo10(3, 1)),
  form('fedex_ground_96', 'fedex', '96[0-9]{5}(?<serial>[0-9]{14})(?<check>[0-9])', 'prefix_and_check', modulo10(1, 3)),
  form('fedex_ground_gsn', 'fedex', '96[0-9]{18}(?<serial>[0-9]{13})(?<check>[0-9])', 'prefix_and_check', fedexLong),
  form('usps_20', 'usps', '(?<serial>[0-9]{19})(?<check>[0-9])', 'check', uspsForward),
  form(
    'usps_impb_n',
    'usps',
    String.raw`(?:420(?:\d{5}(?=\d{22}$|\d{26}$)|\d{9}(?=\d{22}$)))?(?<serial>94\d{3}${mailer(String.raw`\d{15}|\d{11}|\d{7}`, String.raw`\d{14}|\d{10}`)})(?<check>\d)`,
    'prefix_and_check',
    modulo10(3, 1, 'right'),
  ),
  form('usps_legacy', 'usps', String.raw`(?:420\d{5}(?:\d{4})?)?(?<serial>(?:91)?\d{19})(?<check>\d)`, 'check', with91),
  form(
    'usps_impb_c',
    'usps',
    String.raw`(?:420(?:\d{5}|\d{9}(?=\d{22}$)))?(?<serial>(?:92(?=\d{3}9)|93(?=\d{3}[0-8])|95)\d{3}${mailer(String.raw`\d{11}|\d{7}`, String.raw`\d{14}|\d{10}`)})(?<check>\d)`,
    'prefix_and_check',
    uspsForward,
  ),
  form('dhl_express', 'dhl', '(?<serial>[0-9]{9,10})(?<check>[0-9])', 'check', modulo7),
  form('dhl_express_piece_id', 'dhl', 'J[A-Z]{2,3}[0-9]{9,10}', 'prefix'),
  form('dhl_ecommerce', 'dhl', '(?:GM|LX|RX|UV|CN|SG|TH|IN|HK|MY)(?=[A-Z]*[0-9])[0-9A-Z]{10,39}', 'prefix'),
  form('dhl_ecommerce_14', 'dhl', '[0-9]{14}', 'shape'),
  form('ptt_domestic', 'ptt', 'K[A-Z][0-9]{11}', 'prefix'),
  form('aras_13', 'aras', '[0-9]{13}', 'shape'),
  form('yurtici_12', 'yurtici', '[0-9]{12,13}', 'shape'),
  form('mng_11', 'mng', '[0-9]{11,12}', 'shape'),
];

function form(id: string, carrier: string, pattern: string, evidence: Evidence, check?: CheckDigit): NumberForm {
  const whole = new RegExp(`^${pattern}$`);
  return check ? { id, carrier, pattern: whole, evidence, check } : { id, carrier, pattern: whole, evidence };
}
