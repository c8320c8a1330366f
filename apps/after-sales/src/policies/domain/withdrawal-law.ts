import type { WithdrawalRegime } from '#contracts';
import { isHoliday } from '../../calendar/domain/holidays.js';
import { addDays, instantOf, localMomentOf, weekdayOf } from '../../calendar/domain/zoned-time.js';

/** Days in which a consumer may withdraw: Directive 2011/83/EU art. 9; Türkiye's Regulation on Distance Contracts art. 9. */
const WITHDRAWAL_DAYS = 14;

/** The member states, and the clock by which their days end. */
const euZones: Readonly<Record<string, string>> = {
  ...{ AT: 'Europe/Vienna', BE: 'Europe/Brussels', BG: 'Europe/Sofia', HR: 'Europe/Zagreb', CY: 'Asia/Nicosia' },
  ...{ CZ: 'Europe/Prague', DK: 'Europe/Copenhagen', EE: 'Europe/Tallinn', FI: 'Europe/Helsinki' },
  ...{ FR: 'Europe/Paris', DE: 'Europe/Berlin', GR: 'Europe/Athens', HU: 'Europe/Budapest', IE: 'Europe/Dublin' },
  ...{ IT: 'Europe/Rome', LV: 'Europe/Riga', LT: 'Europe/Vilnius', LU: 'Europe/Luxembourg', MT: 'Europe/Malta' },
  ...{ NL: 'Europe/Amsterdam', PL: 'Europe/Warsaw', PT: 'Europe/Lisbon', RO: 'Europe/Bucharest' },
  ...{ SK: 'Europe/Bratislava', SI: 'Europe/Ljubljana', ES: 'Europe/Madrid', SE: 'Europe/Stockholm' },
};

/** Whose law a customer is under, by the country that the goods went to. */
export function regimeOf(country: string | null): WithdrawalRegime | null {
  if (country === 'TR') return 'tr';
  return country !== null && country in euZones ? 'eu' : null;
}

/** The clock by which days end for a customer in a country; UTC where the law says nothing. */
export function zoneOf(country: string | null): string {
  if (country === 'TR') return 'Europe/Istanbul';
  return (country === null ? undefined : euZones[country]) ?? 'UTC';
}

/**
 * The end of a window of whole days: the day after delivery is the first, the last runs until midnight where the
 * customer lives (Regulation 1182/71 art. 3).
 */
export function windowEnd(deliveredAt: Date, days: number, country: string | null): Date {
  const zone = zoneOf(country);
  return instantOf(addDays(localMomentOf(deliveredAt, zone), days + 1), 0, zone);
}

/**
 * When a withdrawal comes too late; null where no law gives the right. In the EU a period that would end on a
 * Saturday, Sunday or holiday ends with the next working day (Regulation 1182/71 art. 3 (4)).
 */
export function withdrawalEnd(deliveredAt: Date, country: string | null): Date | null {
  const regime = regimeOf(country);
  if (regime === null) return null;
  if (regime === 'tr') return windowEnd(deliveredAt, WITHDRAWAL_DAYS, country);
  const zone = zoneOf(country);
  let last = addDays(localMomentOf(deliveredAt, zone), WITHDRAWAL_DAYS);
  while (weekdayOf(last) > 5 || isHoliday(last, 'eu')) last = addDays(last, 1);
  return instantOf(addDays(last, 1), 0, zone);
}
