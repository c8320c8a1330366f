/** A day in a place, without a time. Months from 1. */
export interface LocalDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A day and the minutes since its midnight, by the clock on the wall. */
export interface LocalMoment extends LocalDay {
  readonly minute: number;
  /** 1 is Monday, 7 Sunday. */
  readonly weekday: number;
}

export const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  });
  formats.set(zone, made);
  return made;
}

/** Milliseconds that the zone is ahead of UTC at an instant. */
function offsetMs(at: Date, zone: string): number {
  const part = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at.getTime() / 1000) * 1000;
}

/** What the clock on the wall says. @param zone IANA name. */
export function localMomentOf(at: Date, zone: string): LocalMoment {
  const local = new Date(at.getTime() + offsetMs(at, zone));
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
    weekday: weekdayOf({ year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() }),
  };
}

/** When the clock on the wall says this. In the hour that does not exist in spring, the moment after the gap. */
export function instantOf({ year, month, day }: LocalDay, minute: number, zone: string): Date {
  const wall = Date.UTC(year, month - 1, day) + minute * 60_000;
  const guess = new Date(wall - offsetMs(new Date(wall), zone));
  return new Date(wall - offsetMs(guess, zone));
}

/** A day so many days later. */
export function addDays({ year, month, day }: LocalDay, days: number): LocalDay {
  const at = new Date(Date.UTC(year, month - 1, day + days));
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}

/** 1 is Monday, 7 Sunday. */
export function weekdayOf({ year, month, day }: LocalDay): number {
  return ((new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7) + 1;
}

/** `2026-11-22`. */
export const isoDayOf = ({ year, month, day }: LocalDay): string =>
  `${String(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
