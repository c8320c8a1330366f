import { describe, expect, it } from '@jest/globals';
import { ADDRESSES_MAX, AttemptLimit, FAILURES_MAX, WINDOW_MS } from './attempt-limit.js';

const failOften = (limit: AttemptLimit, address: string, times: number): void => {
  for (let i = 0; i < times; i += 1) limit.recordFailure(address, 0);
};

describe('the limit on failed sign-ins', () => {
  it('lets an address try until it has failed ten times, then says how long to wait', () => {
    const limit = new AttemptLimit();
    failOften(limit, 'a', FAILURES_MAX - 1);
    expect(limit.waitMs('a', 1_000)).toBe(0);
    failOften(limit, 'a', 1);
    expect(limit.waitMs('a', 1_000)).toBe(WINDOW_MS - 1_000);
  });

  it('starts anew when the window is over, and never blocks another address', () => {
    const limit = new AttemptLimit();
    failOften(limit, 'a', FAILURES_MAX);
    expect(limit.waitMs('a', WINDOW_MS)).toBe(0);
    expect(limit.waitMs('b', 0)).toBe(0);
  });

  it('forgets the stalest address rather than growing without bound', () => {
    const limit = new AttemptLimit();
    failOften(limit, 'first', FAILURES_MAX);
    for (let i = 0; i < ADDRESSES_MAX; i += 1) limit.recordFailure(`other-${String(i)}`, 0);
    expect(limit.waitMs('first', 0)).toBe(0);
  });
});
