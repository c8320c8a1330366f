import { describe, expect, it } from '@jest/globals';
import { disableReasonOf, quietMs } from './endpoint-health.js';

const DAY_MS = 86_400_000;

describe('an endpoint that does not answer', () => {
  it('is left alone for a tenth of its outage, never longer than an hour', () => {
    expect(quietMs(0, 30_000)).toBe(30_000);
    expect(quietMs(6_000_000, 30_000)).toBe(600_000);
    expect(quietMs(3 * DAY_MS, 30_000)).toBe(3_600_000);
  });

  it('is given up when it says that it is gone, or says nothing for days', () => {
    expect(disableReasonOf(true, 0, 5 * DAY_MS)).toBe('GONE');
    expect(disableReasonOf(false, 5 * DAY_MS, 5 * DAY_MS)).toBe('FAILING_TOO_LONG');
    expect(disableReasonOf(false, 4 * DAY_MS, 5 * DAY_MS)).toBeNull();
  });
});
