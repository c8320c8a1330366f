import type { ForecastBasis, ShipmentStatus } from '#contracts';
import { isFinal } from '../../shipments/domain/shipment-status.js';
import { chanceBy, DAYS_MAX, forecast, type Experience } from './delivery-forecast.js';

/** A parcel as its forecast needs it. Days are calendar days where the customer lives. */
export interface ExpectedParcel {
  readonly status: ShipmentStatus;
  readonly shippedDay: string;
  readonly today: string;
  /** The day that the order promised, or null. */
  readonly promisedDay: string | null;
}

/** Days on which a parcel is expected, with what they rest on. */
export interface ExpectedDays {
  readonly earliestDay: string;
  readonly likelyDay: string;
  readonly latestDay: string;
  readonly basis: ForecastBasis;
  readonly samples: number;
  readonly onTimeProbability: number | null;
}

const DAY_MS = 86_400_000;

/** Whole days from one calendar day to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/**
 * When a parcel is expected; null once it has arrived or ended otherwise, goes back, or has been on its way for
 * longer than anything is known about.
 */
export function expectedDays(parcel: ExpectedParcel, experience: Experience): ExpectedDays | null {
  const elapsed = Math.max(0, daysBetween(parcel.shippedDay, parcel.today));
  if (isFinal(parcel.status) || parcel.status === 'returning' || elapsed > DAYS_MAX) return null;
  const { earliestDays, likelyDays, latestDays, ...rest } = forecast(experience, elapsed);
  // On the van it comes today; when that fails, most carriers try on the next day.
  const onVan = parcel.status === 'out_for_delivery';
  const promised = parcel.promisedDay === null ? null : daysBetween(parcel.shippedDay, parcel.promisedDay);
  return {
    earliestDay: dayAfter(parcel.shippedDay, onVan ? elapsed : earliestDays),
    likelyDay: dayAfter(parcel.shippedDay, onVan ? elapsed : likelyDays),
    latestDay: dayAfter(parcel.shippedDay, onVan ? Math.min(latestDays, elapsed + 1) : latestDays),
    ...rest,
    onTimeProbability: promised === null ? null : rounded(chanceBy(experience, elapsed, promised)),
  };
}

/** Percent are all that anybody can tell apart. */
const rounded = (probability: number): number => Math.round(Math.min(1, probability) * 100) / 100;
