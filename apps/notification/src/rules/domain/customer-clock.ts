import type { QuietHours } from './notification-rules.js';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
/** Steps after which no moment is looked for that suits every zone of a country: two days of them. */
const STEPS_MAX = 64;

/** Going back, how coarsely: nobody notices a quarter of an hour. Four days of them: longer than any weekend. */
const BACK_STEP_MINUTES = 15;
const BACK_STEPS_MAX = 384;

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

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    weekday: 'short',
    hour: 'numeric',
    minute: 'numeric',
  });
  formats.set(zone, made);
  return made;
}

/** The clock on the wall: minutes since midnight, and whether people work. */
function wallOf(at: Date, zone: string): { minute: number; workday: boolean } {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const workday = parts['weekday'] !== 'Sat' && parts['weekday'] !== 'Sun';
  return { minute: Number(parts['hour']) * 60 + Number(parts['minute']), workday };
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

/** Minutes until the reason not to write ends in a zone; 0 when there is none. */
function minutesToWait(at: Date, zone: string, { quietHours, workdaysOnly }: WritingHours): number {
  const { minute, workday } = wallOf(at, zone);
  if (workdaysOnly && !workday) return DAY_MINUTES - minute;
  if (quietHours === null || !isQuiet(quietHours, minute)) return 0;
  return (quietHours.toMinute - minute + DAY_MINUTES) % DAY_MINUTES;
}

/**
 * The first moment from `at` on at which somebody in that country may be written to. A country so wide that no moment
 * suits all of its zones goes by the first of them.
 */
export function firstWritingMoment(at: Date, country: string | null, hours: WritingHours): Date {
  const zones = zonesOf(country);
  return momentFor(at, zones, hours) ?? momentFor(at, zones.slice(0, 1), hours) ?? at;
}

/**
 * The last moment up to `at` at which somebody in that country may be written to; null when there is none within some
 * days.
 */
export function lastWritingMoment(at: Date, country: string | null, hours: WritingHours): Date | null {
  const zones = zonesOf(country);
  let moment = new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS);
  for (let step = 0; step < BACK_STEPS_MAX; step += 1) {
    if (zones.every((zone) => minutesToWait(moment, zone, hours) === 0)) return moment;
    moment = new Date(moment.getTime() - BACK_STEP_MINUTES * MINUTE_MS);
  }
  return null;
}

function momentFor(from: Date, zones: readonly string[], hours: WritingHours): Date | null {
  let at = from;
  for (let step = 0; step < STEPS_MAX; step += 1) {
    const minutes = Math.max(...zones.map((zone) => minutesToWait(at, zone, hours)));
    if (minutes === 0) return at;
    // To the beginning of the minute, so that a wait ends when the clock says so.
    at = new Date((Math.floor(at.getTime() / MINUTE_MS) + minutes) * MINUTE_MS);
  }
  return null;
}
