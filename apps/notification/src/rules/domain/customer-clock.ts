import { holidayRegionOf, isHoliday, localMomentOf, type LocalMoment } from '#calendar';
import type { QuietHours } from './notification-rules.js';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
/** Steps after which no moment is looked for that suits every zone of a country: two to a day, longer than any feast. */
const STEPS_MAX = 64;

/**
 * Going back, how coarsely: nobody notices a quarter of an hour. Ten days of them: the feast of sacrifice between two
 * weekends.
 */
const BACK_STEP_MINUTES = 15;
const BACK_STEPS_MAX = 960;

/** ECMA-402 Intl Locale Info: in Node, not yet in the library types. */
type RegionLocale = Intl.Locale & { getTimeZones(): string[] | undefined };

/**
 * The zones of a country's clocks. Where it is not known where in the country somebody lives, a moment suits only when
 * it suits all of them.
 * @param country ISO 3166-1 alpha-2; null: UTC.
 */
export function zonesOf(country: string | null): readonly string[] {
  if (country === null || !/^[A-Za-z]{2}$/u.test(country)) return ['UTC'];
  const zones = (new Intl.Locale(`und-${country}`) as RegionLocale).getTimeZones() ?? [];
  return zones.length === 0 ? ['UTC'] : zones;
}

/** Whether people work there on that day. */
function isWorkday(at: LocalMoment, country: string | null): boolean {
  return at.weekday <= 5 && !isHoliday(at, holidayRegionOf(country));
}

/** Whether a minute of the day is quiet. Equal ends: never. */
export function isQuiet({ fromMinute, toMinute }: QuietHours, minute: number): boolean {
  return fromMinute <= toMinute ? minute >= fromMinute && minute < toMinute : minute >= fromMinute || minute < toMinute;
}

/** When somebody may be written to. */
export interface WritingHours {
  readonly quietHours: QuietHours | null;
  readonly workdaysOnly: boolean;
}

/** Who is written to: where, and when. */
interface Reader extends WritingHours {
  readonly country: string | null;
}

/** Minutes until the reason not to write ends in a zone; 0 when there is none. */
function minutesToWait(at: Date, zone: string, { country, quietHours, workdaysOnly }: Reader): number {
  const moment = localMomentOf(at, zone);
  const { minute } = moment;
  if (workdaysOnly && !isWorkday(moment, country)) return DAY_MINUTES - minute;
  if (quietHours === null || !isQuiet(quietHours, minute)) return 0;
  return (quietHours.toMinute - minute + DAY_MINUTES) % DAY_MINUTES;
}

/**
 * The first moment from `at` on at which somebody in that country may be written to. A country so wide that no moment
 * suits all of its zones goes by the first of them.
 */
export function firstWritingMoment(at: Date, country: string | null, hours: WritingHours): Date {
  const zones = zonesOf(country);
  const reader = { ...hours, country };
  return momentFor(at, zones, reader) ?? momentFor(at, zones.slice(0, 1), reader) ?? at;
}

/**
 * The last moment up to `at` at which somebody in that country may be written to; null when there is none within some
 * days.
 */
export function lastWritingMoment(at: Date, country: string | null, hours: WritingHours): Date | null {
  const zones = zonesOf(country);
  const reader = { ...hours, country };
  let moment = new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS);
  for (let step = 0; step < BACK_STEPS_MAX; step += 1) {
    if (zones.every((zone) => minutesToWait(moment, zone, reader) === 0)) return moment;
    moment = new Date(moment.getTime() - BACK_STEP_MINUTES * MINUTE_MS);
  }
  return null;
}

function momentFor(from: Date, zones: readonly string[], reader: Reader): Date | null {
  let at = from;
  for (let step = 0; step < STEPS_MAX; step += 1) {
    const minutes = Math.max(...zones.map((zone) => minutesToWait(at, zone, reader)));
    if (minutes === 0) return at;
    // To the beginning of the minute, so that a wait ends when the clock says so.
    at = new Date((Math.floor(at.getTime() / MINUTE_MS) + minutes) * MINUTE_MS);
  }
  return null;
}
