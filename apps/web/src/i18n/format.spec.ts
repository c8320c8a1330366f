import { describe, expect, it } from '@jest/globals';
import { formatDate, formatDuration, formatMoney, formatNumber, formatRelative } from './format.js';

/** Intl puts no-break spaces where a reader sees a space. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');

describe('money', () => {
  it('writes Turkish lira with a decimal comma in Turkish and a decimal point in English', () => {
    expect(plain(formatMoney('tr', 128450, 'TRY'))).toBe('₺1.284,50');
    expect(plain(formatMoney('en', 128450, 'TRY'))).toBe('₺1,284.50');
  });

  it('knows that a yen has no minor unit', () => {
    expect(plain(formatMoney('en', 500, 'JPY'))).toBe('¥500');
  });

  it('still shows the amount when the currency is not a real code', () => {
    expect(formatMoney('en', 1250, 'not-a-code')).toBe('12.5 not-a-code');
  });
});

describe('numbers', () => {
  it('groups thousands by language', () => {
    expect(formatNumber('tr', 100000)).toBe('100.000');
    expect(formatNumber('en', 100000)).toBe('100,000');
  });
});

describe('time', () => {
  const now = Date.parse('2026-11-22T09:00:00Z');

  it('says how long ago in whole units of the largest that fits', () => {
    expect(formatRelative('en', '2026-11-22T08:57:10Z', now)).toBe('2 min ago');
    expect(formatRelative('en', '2026-11-20T08:00:00Z', now)).toBe('2 days ago');
    expect(formatRelative('tr', '2026-11-22T07:59:00Z', now)).toBe('1 sa. önce');
  });

  it('speaks of the future too', () => {
    expect(formatRelative('en', '2026-11-22T12:00:00Z', now)).toBe('in 3 hr');
  });

  it('shows the time zone in the exact form', () => {
    expect(formatDate('en', '2026-11-22T09:04:05Z', 'exact', 'UTC')).toBe('Sun, 22 Nov 2026, 09:04:05 UTC');
  });

  it('gives back what is not a time instead of failing', () => {
    expect(formatDate('en', 'soon', 'exact')).toBe('soon');
    expect(formatRelative('en', 'soon', now)).toBe('soon');
  });
});

describe('durations', () => {
  it('uses at most two neighbouring units', () => {
    expect(formatDuration('en', 7_815)).toBe('2 h 10 min');
    expect(formatDuration('tr', 93_600)).toBe('1 g 2 sa');
    expect(formatDuration('en', 45)).toBe('45 s');
  });

  it('goes down to milliseconds, because services are that fast', () => {
    expect(formatDuration('en', 0.04)).toBe('40 ms');
  });

  it('leaves out a zero second unit and never goes below zero', () => {
    expect(formatDuration('en', 3_600)).toBe('1 h');
    expect(formatDuration('en', -5)).toBe('0 s');
  });
});
