import {
  addDays,
  instantOf,
  isHoliday,
  isoDayOf,
  localMomentOf,
  weekdayOf,
  type HolidayRegion,
  type LocalDay,
} from '#calendar';

/** When a desk is open. */
export interface BusinessCalendar {
  /** IANA name of the clock on its wall. */
  readonly zone: string;
  readonly region: HolidayRegion;
  /** 1 is Monday. */
  readonly workdays: readonly number[];
  /** Minutes since midnight. */
  readonly opensAt: number;
  readonly closesAt: number;
  /** Days on which it is closed besides, `2026-12-31`. */
  readonly closedDays: readonly string[];
}

/** No desk is closed for longer: a calendar that is never open must not be searched for ever. */
const DAYS_MAX = 3_660;

/** Whether the desk opens on the day. */
export function isWorkday(day: LocalDay, { workdays, region, closedDays }: BusinessCalendar): boolean {
  return workdays.includes(weekdayOf(day)) && !isHoliday(day, region) && !closedDays.includes(isoDayOf(day));
}

/** Opening and closing of the days from the one on which an instant falls, closed days left out. */
function* openings(from: Date, calendar: BusinessCalendar): Generator<{ opens: Date; closes: Date }> {
  const first = localMomentOf(from, calendar.zone);
  for (let at = 0; at < DAYS_MAX; at += 1) {
    const day = addDays(first, at);
    if (!isWorkday(day, calendar)) continue;
    yield {
      opens: instantOf(day, calendar.opensAt, calendar.zone),
      closes: instantOf(day, calendar.closesAt, calendar.zone),
    };
  }
}

/**
 * The moment at which the desk has been open for so long since `from`. A clock that is set back or forward in the
 * night changes nothing; one that is in opening hours is counted as it passes.
 * @returns `from` plus ten years when the desk never is.
 */
export function addBusinessTime(from: Date, seconds: number, calendar: BusinessCalendar): Date {
  let leftMs = seconds * 1000;
  for (const { opens, closes } of openings(from, calendar)) {
    const begin = Math.max(opens.getTime(), from.getTime());
    const openMs = closes.getTime() - begin;
    if (openMs <= 0) continue;
    if (leftMs <= openMs) return new Date(begin + leftMs);
    leftMs -= openMs;
  }
  return new Date(from.getTime() + DAYS_MAX * 86_400_000);
}

/** Seconds that the desk was open between two moments; 0 when they are the other way round. */
export function businessSecondsBetween(from: Date, to: Date, calendar: BusinessCalendar): number {
  let openMs = 0;
  for (const { opens, closes } of openings(from, calendar)) {
    if (opens >= to) break;
    openMs += Math.max(0, Math.min(closes.getTime(), to.getTime()) - Math.max(opens.getTime(), from.getTime()));
  }
  return Math.floor(openMs / 1000);
}
