import { describe, expect, it } from '@jest/globals';
import { regimeOf, windowEnd, withdrawalEnd } from './withdrawal-law.js';

const end = (delivered: string, country: string): string | undefined =>
  withdrawalEnd(new Date(delivered), country)?.toISOString();

describe('the time in which a purchase can be withdrawn from', () => {
  it('is 14 days after the day of delivery, until midnight where the customer lives', () => {
    // Delivered Monday noon in Berlin: the last day is Monday two weeks later.
    expect(end('2026-11-02T11:00:00Z', 'DE')).toBe('2026-11-16T23:00:00.000Z');
    expect(end('2026-11-02T11:00:00Z', 'TR')).toBe('2026-11-16T21:00:00.000Z');
    // Half past eleven in the evening in Istanbul is still that day, an hour later in Berlin it is the next.
    expect(end('2026-11-02T20:30:00Z', 'TR')).toBe('2026-11-16T21:00:00.000Z');
    expect(end('2026-11-02T23:30:00Z', 'DE')).toBe('2026-11-17T23:00:00.000Z');
  });

  it('goes over the end of summer time', () => {
    expect(end('2026-10-19T10:00:00Z', 'DE')).toBe('2026-11-02T23:00:00.000Z');
  });

  it.each([
    ['a Saturday', '2026-10-31T10:00:00Z', '2026-11-16T23:00:00.000Z'],
    ['a Sunday', '2026-11-01T10:00:00Z', '2026-11-16T23:00:00.000Z'],
    // 25 December 2026 is a Friday, the 26th a Saturday.
    ['Christmas', '2026-12-11T10:00:00Z', '2026-12-28T23:00:00.000Z'],
    // Good Friday 2026 is 3 April, Easter Monday the 6th.
    ['Easter', '2026-03-20T10:00:00Z', '2026-04-07T22:00:00.000Z'],
  ])('ends in the EU with the next working day when it would end on %s', (_name, delivered, expected) => {
    expect(end(delivered, 'DE')).toBe(expected);
  });

  it('ends in Türkiye on whatever day it ends', () => {
    expect(end('2026-10-31T10:00:00Z', 'TR')).toBe('2026-11-14T21:00:00.000Z');
  });

  it('is nowhere else a right, and not of nowhere', () => {
    expect([regimeOf('US'), regimeOf('GB'), regimeOf(null), regimeOf('GR')]).toEqual([null, null, null, 'eu']);
    expect(withdrawalEnd(new Date(), 'US')).toBeNull();
  });
});

describe('a merchant’s own window', () => {
  it('of no days ends with the day of delivery', () => {
    expect(windowEnd(new Date('2026-11-02T11:00:00Z'), 0, 'TR').toISOString()).toBe('2026-11-02T21:00:00.000Z');
  });
});
