/** Days and times as people in one place say them. */
export interface LocalClock {
  readonly locale: string;
  readonly timeZone: string;
  readonly now: Date;
}

/** A day as words choose it: near days have names. */
export type NearDay = 'yesterday' | 'today' | 'tomorrow' | 'other';

const DAY_MS = 86_400_000;

/** Whether a moment is yesterday, today or tomorrow where the customer lives. */
export function nearDay(moment: Date, { timeZone, now }: LocalClock): NearDay {
  const days = Math.round((localDay(moment, timeZone) - localDay(now, timeZone)) / DAY_MS);
  if (days === -1) return 'yesterday';
  if (days === 0) return 'today';
  return days === 1 ? 'tomorrow' : 'other';
}

/** For instance `Tuesday`. */
export const weekday = (moment: Date, { locale, timeZone }: LocalClock): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone }).format(moment);

/** For instance `Tuesday, 25 November`. */
export const longDate = (moment: Date, { locale, timeZone }: LocalClock): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(moment);

/** For instance `14:10`. */
export const timeOfDay = (moment: Date, { locale, timeZone }: LocalClock): string =>
  new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(moment);

/** For instance `GMT+3`. */
export function zoneName({ locale, timeZone, now }: LocalClock): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'shortOffset' }).formatToParts(now);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
}

/** The calendar day of a moment somewhere, as `2026-11-25`. */
export function localDate(moment: Date, timeZone: string): string {
  const known = dayFormats.get(timeZone);
  if (known) return known.format(moment);
  const made = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  dayFormats.set(timeZone, made);
  return made.format(moment);
}

/** By zone: making a formatter costs a hundred times as much as using it, and each checkpoint asks for four days. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** Midnight of the local day, as if it were UTC: only good for counting days. */
const localDay = (moment: Date, timeZone: string): number => Date.parse(`${localDate(moment, timeZone)}T00:00:00Z`);

const zones: Readonly<Record<string, string>> = {
  TR: 'Europe/Istanbul',
  AT: 'Europe/Vienna',
  AZ: 'Asia/Baku',
  BE: 'Europe/Brussels',
  BG: 'Europe/Sofia',
  CH: 'Europe/Zurich',
  CY: 'Asia/Nicosia',
  CZ: 'Europe/Prague',
  DE: 'Europe/Berlin',
  DK: 'Europe/Copenhagen',
  EE: 'Europe/Tallinn',
  FI: 'Europe/Helsinki',
  FR: 'Europe/Paris',
  GB: 'Europe/London',
  GE: 'Asia/Tbilisi',
  GR: 'Europe/Athens',
  HR: 'Europe/Zagreb',
  HU: 'Europe/Budapest',
  IE: 'Europe/Dublin',
  IT: 'Europe/Rome',
  LT: 'Europe/Vilnius',
  LU: 'Europe/Luxembourg',
  LV: 'Europe/Riga',
  MT: 'Europe/Malta',
  NL: 'Europe/Amsterdam',
  NO: 'Europe/Oslo',
  PL: 'Europe/Warsaw',
  RO: 'Europe/Bucharest',
  SE: 'Europe/Stockholm',
  SI: 'Europe/Ljubljana',
  SK: 'Europe/Bratislava',
};

/** Where a country has one clock, that clock; otherwise UTC. The page names the zone it uses. */
export const zoneOf = (country: string | null): string => zones[country ?? ''] ?? 'UTC';
