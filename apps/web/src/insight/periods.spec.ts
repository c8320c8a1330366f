import { describe, expect, it } from '@jest/globals';
import { changeOf, daysIn, lastDays, partsOf, previousPeriod, usualGranularity } from './periods.js';

describe('a period', () => {
  it('ends with today and has as many days as it says', () => {
    const period = lastDays(30, Date.parse('2026-03-01T23:59:00Z'));
    expect(period).toEqual({ from: '2026-01-31', to: '2026-03-01' });
    expect(daysIn(period)).toBe(30);
  });

  it('follows right upon the one that it is compared with, which is as long', () => {
    const before = previousPeriod({ from: '2026-03-01', to: '2026-03-31' });
    expect(before).toEqual({ from: '2026-01-29', to: '2026-02-28' });
    expect(daysIn(before)).toBe(31);
  });

  it('is cut into days, weeks that begin on Monday, or months', () => {
    expect(partsOf({ from: '2026-02-27', to: '2026-03-02' }, 'day')).toHaveLength(4);
    // The first of March 2026 is a Sunday.
    expect(partsOf({ from: '2026-03-01', to: '2026-03-10' }, 'week')).toEqual([
      '2026-02-23',
      '2026-03-02',
      '2026-03-09',
    ]);
    expect(partsOf({ from: '2025-11-30', to: '2026-02-01' }, 'month')).toEqual([
      ...['2025-11-01', '2025-12-01', '2026-01-01', '2026-02-01'],
    ]);
  });

  it('has parts by its length', () => {
    expect(usualGranularity(lastDays(30, 0))).toBe('day');
    expect(usualGranularity(lastDays(365, 0))).toBe('week');
    expect(usualGranularity(lastDays(1_000, 0))).toBe('month');
  });
});

describe('a change', () => {
  it('is a share of what was, of which sign that ever was', () => {
    expect(changeOf(12, 10)).toBeCloseTo(0.2);
    expect(changeOf(-10, -20)).toBeCloseTo(0.5);
  });

  it('is none without something to compare with', () => {
    expect(changeOf(5, 0)).toBeNull();
    expect(changeOf(5, null)).toBeNull();
    expect(changeOf(null, 5)).toBeNull();
  });
});
