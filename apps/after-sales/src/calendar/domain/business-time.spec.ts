import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addBusinessTime, businessSecondsBetween, type BusinessCalendar } from './business-time.js';

const istanbul: BusinessCalendar = {
  ...{
    zone: 'Europe/Istanbul',
    region: 'tr',
    workdays: [1, 2, 3, 4, 5],
    opensAt: 540,
    closesAt: 1_080,
    closedDays: [],
  },
};
const berlin: BusinessCalendar = { ...istanbul, zone: 'Europe/Berlin', region: 'eu' };
const HOUR = 3_600;
const after = (from: string, hours: number, calendar: BusinessCalendar): string =>
  addBusinessTime(new Date(from), hours * HOUR, calendar).toISOString();

describe('the time of a desk', () => {
  it('runs while it is open', () => {
    // Friday 20 November 2026, 16:00 in Istanbul: two hours are left, two more on Monday.
    expect(after('2026-11-20T13:00:00Z', 4, istanbul)).toBe('2026-11-23T08:00:00.000Z');
    expect(after('2026-11-20T02:00:00Z', 1, istanbul)).toBe('2026-11-20T07:00:00.000Z');
    expect(after('2026-11-20T13:00:00Z', 2, istanbul)).toBe('2026-11-20T15:00:00.000Z');
    expect(after('2026-11-21T10:00:00Z', 0, istanbul)).toBe('2026-11-23T06:00:00.000Z');
  });

  it.each<[string, string, BusinessCalendar, string]>([
    // Thursday 29 October is the day of the republic.
    ['a national holiday', '2026-10-28T14:00:00Z', istanbul, '2026-10-30T07:00:00.000Z'],
    // The feast of sacrifice 2026: Wednesday 27 to Saturday 30 May.
    ['a feast', '2026-05-26T14:00:00Z', istanbul, '2026-06-01T07:00:00.000Z'],
    ['Easter', '2026-04-02T15:00:00Z', berlin, '2026-04-07T08:00:00.000Z'],
    // Friday before the clock goes back: Monday's nine o'clock is an hour later in UTC.
    ['the end of summer time', '2026-10-23T15:00:00Z', berlin, '2026-10-26T09:00:00.000Z'],
    [
      'a day of its own',
      '2026-11-19T14:00:00Z',
      { ...istanbul, closedDays: ['2026-11-20'] },
      '2026-11-23T07:00:00.000Z',
    ],
  ])('stands still over %s', (_name, from, calendar, expected) => {
    expect(after(from, 2, calendar)).toBe(expected);
  });

  it('is counted back as it was added', () => {
    const instants = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(
        instants,
        fc.integer({ min: 1, max: 60 * HOUR }),
        fc.constantFrom(istanbul, berlin),
        (at, seconds, calendar) => {
          const from = new Date(Math.floor(at.getTime() / 1000) * 1000);
          const due = addBusinessTime(from, seconds, calendar);
          expect(businessSecondsBetween(from, due, calendar)).toBe(seconds);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('ends some day even where the desk never opens', () => {
    expect(after('2026-11-20T13:00:00Z', 1, { ...istanbul, workdays: [] }) > '2036').toBe(true);
    expect(businessSecondsBetween(new Date('2026-11-22'), new Date('2026-11-20'), istanbul)).toBe(0);
  });
});
