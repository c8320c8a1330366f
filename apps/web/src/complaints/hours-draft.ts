import type { ComplaintSettings } from '../api/types.js';

const pad = (count: number): string => String(count).padStart(2, '0');

/** Minutes since midnight as the clock shows them; the end of the day as 24:00 does not exist in a field. */
export const timeOf = (minutes: number): string =>
  `${pad(Math.floor(Math.min(minutes, 1_439) / 60))}:${pad(Math.min(minutes, 1_439) % 60)}`;

/** Back to minutes. 23:59 as the end means until midnight. */
export function minutesOf(time: string, isEnd: boolean): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const sum = hours * 60 + minutes;
  return isEnd && sum === 1_439 ? 1_440 : sum;
}

/** Days as they are typed, one per line. */
export const daysOf = (text: string): string[] => text.split(/[\s,;]+/).filter((day) => day !== '');

export type HoursFault = 'hours.fault.closes' | 'hours.fault.days' | 'hours.fault.workdays';

/** What is wrong with what somebody filled in, or null. */
export function faultOf({ calendar }: ComplaintSettings): HoursFault | null {
  if (calendar.closesAt <= calendar.opensAt) return 'hours.fault.closes';
  if (calendar.workdays.length === 0) return 'hours.fault.workdays';
  return calendar.closedDays.every((day) => /^\d{4}-\d{2}-\d{2}$/.test(day)) ? null : 'hours.fault.days';
}
