import { describe, expect, it } from '@jest/globals';
import type { ComplaintSettings } from '../api/types.js';
import { daysOf, faultOf, minutesOf, timeOf } from './hours-draft.js';

const settings = (calendar: Partial<ComplaintSettings['calendar']>): ComplaintSettings => ({
  calendar: {
    ...{ zone: 'Europe/Istanbul', region: 'tr', workdays: [1], opensAt: 540, closesAt: 1_080, closedDays: [] },
    ...calendar,
  },
  ...{ firstAnswerHours: 4, solutionHours: 18, incidentComplaints: 3, incidentHours: 72 },
});

describe('the hours of a desk', () => {
  it('are minutes for the server and a clock for a person', () => {
    expect(timeOf(545)).toBe('09:05');
    expect(minutesOf('09:05', false)).toBe(545);
  });

  it('may last until midnight, which no clock shows', () => {
    expect(timeOf(1_440)).toBe('23:59');
    expect(minutesOf('23:59', true)).toBe(1_440);
    expect(minutesOf('23:59', false)).toBe(1_439);
  });

  it('are refused before they are sent when they make no sense', () => {
    expect(faultOf(settings({}))).toBeNull();
    expect(faultOf(settings({ closesAt: 540 }))).toBe('hours.fault.closes');
    expect(faultOf(settings({ workdays: [] }))).toBe('hours.fault.workdays');
    expect(faultOf(settings({ closedDays: daysOf('2026-12-31\n1 Jan') }))).toBe('hours.fault.days');
  });
});
