import { describe, expect, it } from '@jest/globals';
import { RetrySchedule } from './retry-schedule.js';

describe('a retry schedule', () => {
  it('holds a failed name until its pause is over, longer after each failure', () => {
    let now = 0;
    const schedule = new RetrySchedule<string>({ baseMs: 100, maxMs: 1_000 }, () => now);
    expect(schedule.failed('a')).toBe(1);
    expect(schedule.held()).toEqual(['a']);
    expect(schedule.nextWithin(10_000)).toBeLessThanOrEqual(100);

    now = 100;
    expect(schedule.held()).toEqual([]);
    expect(schedule.failed('a')).toBe(2);
    expect(schedule.size).toBe(1);

    schedule.succeeded('a');
    expect(schedule.held()).toEqual([]);
    expect(schedule.nextWithin(10_000)).toBe(10_000);
  });
});
