import type { Granularity } from '../api/types.js';

const DAY_MS = 86_400_000;

const dayOf = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10);
const timeOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);

export interface Period {
  from: string;
  to: string;
}

/** The days until today, today included. Days are UTC, as the measures count them. */
export const lastDays = (days: number, nowMs: number): Period => ({
  from: dayOf(nowMs - (days - 1) * DAY_MS),
  to: dayOf(nowMs),
});

export const daysIn = ({ from, to }: Period): number => Math.round((timeOf(to) - timeOf(from)) / DAY_MS) + 1;

/** As many days right before. */
export function previousPeriod(period: Period): Period {
  const to = timeOf(period.from) - DAY_MS;
  return { from: dayOf(to - (daysIn(period) - 1) * DAY_MS), to: dayOf(to) };
}

/** Few enough points to be seen, enough to show a course. */
export function usualGranularity(period: Period): Granularity {
  const days = daysIn(period);
  if (days <= 62) return 'day';
  return days <= 400 ? 'week' : 'month';
}

/** The first days of all parts of a period, also of those in which nothing happened. */
export function partsOf(period: Period, granularity: Granularity): string[] {
  const parts: string[] = [];
  for (let at = startOf(period.from, granularity); at <= period.to; at = nextOf(at, granularity)) parts.push(at);
  return parts;
}

function startOf(day: string, granularity: Granularity): string {
  if (granularity === 'day') return day;
  if (granularity === 'month') return `${day.slice(0, 7)}-01`;
  const sinceMonday = (new Date(timeOf(day)).getUTCDay() + 6) % 7;
  return dayOf(timeOf(day) - sinceMonday * DAY_MS);
}

function nextOf(day: string, granularity: Granularity): string {
  if (granularity === 'day') return dayOf(timeOf(day) + DAY_MS);
  if (granularity === 'week') return dayOf(timeOf(day) + 7 * DAY_MS);
  // Thirty-two days after the first are in the next month, whichever it is.
  return `${dayOf(timeOf(day) + 32 * DAY_MS).slice(0, 7)}-01`;
}

/** Change in shares of what was before; null where there is nothing to compare with. */
export const changeOf = (now: number | null, before: number | null): number | null =>
  now === null || before === null || before === 0 ? null : (now - before) / Math.abs(before);
