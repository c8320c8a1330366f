import { addDays, euClocks, instantOf, isHoliday, localMomentOf, weekdayOf } from '#calendar';
import type { WithdrawalRegime } from '#contracts';

/** Days in which a consumer may withdraw: Directive 2011/83/EU art. 9; Türkiye's Regulation on Distance Contracts art. 9. */
const WITHDRAWAL_DAYS = 14;

/** Whose law a customer is under, by the country that the goods went to. */
export function regimeOf(country: string | null): WithdrawalRegime | null {
  if (country === 'TR') return 'tr';
  return country !== null && Object.hasOwn(euClocks, country) ? 'eu' : null;
}

/** The clock by which days end for a customer in a country; UTC where the law says nothing. */
export function zoneOf(country: string | null): string {
  if (country === 'TR') return 'Europe/Istanbul';
  return (country === null ? undefined : euClocks[country]) ?? 'UTC';
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
