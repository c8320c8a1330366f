import type { HolidayRegion } from './holidays.js';

/** The member states of the European Union, and the clock by which their days end (IANA name). */
export const euClocks: Readonly<Record<string, string>> = {
  ...{ AT: 'Europe/Vienna', BE: 'Europe/Brussels', BG: 'Europe/Sofia', HR: 'Europe/Zagreb', CY: 'Asia/Nicosia' },
  ...{ CZ: 'Europe/Prague', DK: 'Europe/Copenhagen', EE: 'Europe/Tallinn', FI: 'Europe/Helsinki' },
  ...{ FR: 'Europe/Paris', DE: 'Europe/Berlin', GR: 'Europe/Athens', HU: 'Europe/Budapest', IE: 'Europe/Dublin' },
  ...{ IT: 'Europe/Rome', LV: 'Europe/Riga', LT: 'Europe/Vilnius', LU: 'Europe/Luxembourg', MT: 'Europe/Malta' },
  ...{ NL: 'Europe/Amsterdam', PL: 'Europe/Warsaw', PT: 'Europe/Lisbon', RO: 'Europe/Bucharest' },
  ...{ SK: 'Europe/Bratislava', SI: 'Europe/Ljubljana', ES: 'Europe/Madrid', SE: 'Europe/Stockholm' },
};

/** Whose public holidays people in a country keep. @param country ISO 3166-1 alpha-2; `none` where it is not known. */
export function holidayRegionOf(country: string | null): HolidayRegion {
  if (country === 'TR') return 'tr';
  return country !== null && Object.hasOwn(euClocks, country) ? 'eu' : 'none';
}
