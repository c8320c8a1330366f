/** The wall clock of a place, as carriers write it. Months from 1. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** The instant at which clocks in `timeZone` showed this; null when it is no date. */
export function instantIn(timeZone: string, clock: WallClock): Date | null {
  const { year, month, day, hour, minute, second } = clock;
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second);
  const read = new Date(asUtc);
  const real = read.getUTCMonth() === month - 1 && read.getUTCDate() === day && read.getUTCHours() === hour;
  if (!real || year < 1990 || year > 2200) return null;
  // Twice: near a change of the clocks the first offset may be that of the other side.
  const first = asUtc - offsetMs(timeZone, asUtc);
  return new Date(asUtc - offsetMs(timeZone, first));
}

/** An RFC 3339 text with offset as an instant; null when it is none. */
export function instantOf(text: string | null): Date | null {
  if (text === null || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(text)) return null;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** An instant, or a local time by the clock of its place; null when neither can be placed. */
export function instantAtPlace(timestamp: string | null, zone: string | null): Date | null {
  const clock = wallClock(timestamp);
  return instantOf(timestamp) ?? (zone === null || clock === null ? null : instantIn(zone, clock));
}

const yearFirst = /^(\d{4})-?(\d\d)-?(\d\d)(?:[T ]+(.*))?$/;
const dayFirst = /^(\d\d)[./](\d\d)[./](\d{4})(?:[T ]+(.*))?$/;
const timeOfDay = /^(\d{1,2}):?(\d\d)(?::?(\d\d))?(?:\.\d+)?$/;

/** `20260222` and `143000`, `2026-02-22` and `14:30:00`, `22.02.2026 14:30:00`, `22/02/2026`: day first, as in Türkiye. */
export function wallClock(date: string | null, time: string | null = null): WallClock | null {
  const text = [date ?? '', time ?? ''].join(' ').trim();
  const [, y, m, d, rest = ''] = yearFirst.exec(text) ?? reversed(dayFirst.exec(text));
  const clock = timeOfDay.exec(rest.trim() || '00:00');
  if (y === undefined || clock === null) return null;
  const [, hour, minute, second = '0'] = clock;
  return {
    ...{ year: Number(y), month: Number(m), day: Number(d) },
    ...{ hour: Number(hour), minute: Number(minute), second: Number(second) },
  };
}

function reversed(found: RegExpExecArray | null): readonly (string | undefined)[] {
  const [whole, day, month, year, rest] = found ?? [];
  return [whole, year, month, day, rest];
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far the clocks of a zone are ahead of UTC at an instant. */
function offsetMs(timeZone: string, at: number): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
      ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
    });
    formats.set(timeZone, format);
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}
