import { addDays, isoDayOf, type LocalDay } from './zoned-time.js';

/** Days that recur every year, `MM-DD`. */
const fixed = {
  /** Law 2429 on national and public holidays. */
  tr: ['01-01', '04-23', '05-01', '05-19', '07-15', '08-30', '10-29'],
  /** The closing days of the Eurosystem's TARGET: what all its countries rest on. */
  eu: ['01-01', '05-01', '12-25', '12-26'],
} as const;

/**
 * First day and length of the religious feasts in Türkiye, as the Diyanet's calendar has them. They follow the moon,
 * so they are a table; a year that is not in it has no feasts here, and a merchant adds them to its own days.
 */
const feasts: readonly (readonly [first: string, days: number])[] = [
  ...([
    ['2025-03-30', 3],
    ['2025-06-06', 4],
  ] as const),
  ...([
    ['2026-03-20', 3],
    ['2026-05-27', 4],
  ] as const),
  ...([
    ['2027-03-09', 3],
    ['2027-05-16', 4],
  ] as const),
  ...([
    ['2028-02-26', 3],
    ['2028-05-05', 4],
  ] as const),
];

const dayOf = (iso: string): LocalDay => {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  return { year, month, day };
};

const feastDays: ReadonlySet<string> = new Set(
  feasts.flatMap(([first, days]) => Array.from({ length: days }, (_, at) => isoDayOf(addDays(dayOf(first), at)))),
);

/** Whose public holidays. */
export type HolidayRegion = keyof typeof fixed | 'none';

/** Whether nobody works there on that day, weekends aside. */
export function isHoliday(day: LocalDay, region: HolidayRegion): boolean {
  if (region === 'none') return false;
  const iso = isoDayOf(day);
  if ((fixed[region] as readonly string[]).includes(iso.slice(5))) return true;
  if (region === 'tr') return feastDays.has(iso);
  const easter = easterSunday(day.year);
  return iso === isoDayOf(addDays(easter, -2)) || iso === isoDayOf(addDays(easter, 1));
}

/** Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher). */
function easterSunday(year: number): LocalDay {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return { year, month: Math.floor(sum / 31), day: (sum % 31) + 1 };
}
