export { euClocks, holidayRegionOf } from './countries.js';
export { isHoliday, type HolidayRegion } from './holidays.js';
export {
  addDays,
  DAY_MS,
  instantOf,
  isoDayOf,
  localMomentOf,
  weekdayOf,
  type LocalDay,
  type LocalMoment,
} from './zoned-time.js';
