import { describe, expect, it } from '@jest/globals';
import { euClocks, holidayRegionOf } from './countries.js';
import { isHoliday, type HolidayRegion } from './holidays.js';
import { addDays, isoDayOf, weekdayOf } from './zoned-time.js';

/** The holidays of a year, one after the other. */
function holidaysOf(year: number, region: HolidayRegion): string[] {
  const days = Array.from({ length: 366 }, (_, at) => addDays({ year, month: 1, day: 1 }, at));
  return days.filter((day) => day.year === year && isHoliday(day, region)).map(isoDayOf);
}

describe('public holidays', () => {
  it('of Türkiye are those of the law, and the feasts of the year', () => {
    expect(holidaysOf(2026, 'tr')).toEqual([
      '2026-01-01',
      ...['2026-03-20', '2026-03-21', '2026-03-22', '2026-04-23', '2026-05-01', '2026-05-19'],
      ...['2026-05-27', '2026-05-28', '2026-05-29', '2026-05-30', '2026-07-15', '2026-08-30', '2026-10-29'],
    ]);
    // No table of feasts reaches that far.
    expect(holidaysOf(2040, 'tr')).toHaveLength(7);
  });

  it.each([
    [2025, '04-18', '04-21'],
    [2026, '04-03', '04-06'],
    [2027, '03-26', '03-29'],
    [2038, '04-23', '04-26'],
  ])('of the European Union move with Easter in %d', (year, friday, monday) => {
    const moving = holidaysOf(year, 'eu').filter((day) => !['01-01', '05-01', '12-25', '12-26'].includes(day.slice(5)));
    expect(moving).toEqual([`${String(year)}-${friday}`, `${String(year)}-${monday}`]);
    expect(moving.map((day) => weekdayOf({ year, month: Number(day.slice(5, 7)), day: Number(day.slice(8)) }))).toEqual(
      [5, 1],
    );
  });

  it('are those of a country, and none where it is not known', () => {
    expect(Object.keys(euClocks)).toHaveLength(27);
    expect(['TR', 'DE', 'US', null, 'constructor'].map(holidayRegionOf)).toEqual(['tr', 'eu', 'none', 'none', 'none']);
    expect(holidaysOf(2026, 'none')).toEqual([]);
  });
});
