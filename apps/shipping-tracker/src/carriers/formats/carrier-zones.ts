/** Countries with one clock that carriers write local times of. */
const byCountry: Readonly<Record<string, string>> = {
  ...{ TR: 'Europe/Istanbul', DE: 'Europe/Berlin', AT: 'Europe/Vienna', CH: 'Europe/Zurich', NL: 'Europe/Amsterdam' },
  ...{ BE: 'Europe/Brussels', FR: 'Europe/Paris', IT: 'Europe/Rome', PL: 'Europe/Warsaw', CZ: 'Europe/Prague' },
  ...{ GB: 'Europe/London', IE: 'Europe/Dublin', SE: 'Europe/Stockholm', DK: 'Europe/Copenhagen', NO: 'Europe/Oslo' },
  ...{ GR: 'Europe/Athens', BG: 'Europe/Sofia', RO: 'Europe/Bucharest', HU: 'Europe/Budapest', FI: 'Europe/Helsinki' },
  ...{ CN: 'Asia/Shanghai', HK: 'Asia/Hong_Kong', SG: 'Asia/Singapore', IN: 'Asia/Kolkata', JP: 'Asia/Tokyo' },
};

/** ISO 3166 alpha-3 codes, which aggregators write, of the countries above and of those whose states have clocks. */
const byAlpha3: Readonly<Record<string, string>> = {
  ...{ TUR: 'TR', DEU: 'DE', AUT: 'AT', CHE: 'CH', NLD: 'NL', BEL: 'BE', FRA: 'FR', ITA: 'IT', POL: 'PL', CZE: 'CZ' },
  ...{ GBR: 'GB', IRL: 'IE', SWE: 'SE', DNK: 'DK', NOR: 'NO', GRC: 'GR', BGR: 'BG', ROU: 'RO', HUN: 'HU', FIN: 'FI' },
  ...{ CHN: 'CN', HKG: 'HK', SGP: 'SG', IND: 'IN', JPN: 'JP', USA: 'US' },
};

/** The code of two letters, or the given one where it is not known here. */
export const alpha2Of = (alpha3: string | null): string | null => byAlpha3[alpha3 ?? ''] ?? alpha3;

const [eastern, central, mountain, pacific] = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
];

/** US states by zone. A state with two clocks stands with the one that most of its people have: an hour off at its edge. */
const states: Readonly<Record<string, readonly string[]>> = {
  [eastern]: 'CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV'.split(' '),
  [central]: 'AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI'.split(' '),
  [mountain]: 'CO ID MT NM UT WY'.split(' '),
  [pacific]: 'CA NV OR WA'.split(' '),
  'America/Phoenix': ['AZ'],
  'America/Anchorage': ['AK'],
  'Pacific/Honolulu': ['HI'],
  'America/Puerto_Rico': ['PR', 'VI'],
};

const byState = new Map(Object.entries(states).flatMap(([zone, codes]) => codes.map((code) => [code, zone] as const)));

/** The clock of a place, or null where the country has several and nothing more is said: times there are not guessed. */
export function zoneAt(country: string | null, state: string | null = null): string | null {
  if (country === 'US' || country === null) return byState.get(state ?? '') ?? null;
  return byCountry[country] ?? null;
}
