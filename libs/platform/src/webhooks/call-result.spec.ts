import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pauseMs, resultOfStatus, retryAfterMs } from './call-result.js';

const limits = { firstMs: 1000, longestMs: 300_000 };

describe('delivering a webhook', () => {
  it('succeeds with any 2xx and nothing else', () => {
    expect(resultOfStatus(204, 0).kind).toBe('delivered');
    expect(resultOfStatus(302, 0).kind).toBe('refused');
  });

  it.each([500, 502, 503, 504, 408, 425, 429])('is worth repeating for ever after %i', (status) => {
    expect(resultOfStatus(status, 0).kind).toBe('transient');
  });

  it.each([400, 401, 404, 422])('is refused by %i, and finally by 410', (status) => {
    expect(resultOfStatus(status, 0)).toMatchObject({ kind: 'refused', final: false });
    expect(resultOfStatus(410, 0)).toMatchObject({ kind: 'refused', final: true });
  });

  it('reads Retry-After as seconds and as a date', () => {
    const now = Date.parse('2026-11-22T09:00:00Z');

    expect(retryAfterMs('120', now)).toBe(120_000);
    expect(retryAfterMs('Sun, 22 Nov 2026 09:01:00 GMT', now)).toBe(60_000);
    expect(retryAfterMs('soon', now)).toBe(0);
    expect(retryAfterMs(undefined, now)).toBe(0);
  });

  it('waits longer each time, with chance in half of it', () => {
    expect(pauseMs(1, limits, 0)).toBe(500);
    expect(pauseMs(1, limits, 1)).toBe(1000);
    expect(pauseMs(4, limits, 1)).toBe(8000);
  });

  it('heeds the wish of the partner, never beyond the longest pause', () => {
    expect(pauseMs(1, limits, 0, 60_000)).toBe(60_000);
    expect(pauseMs(1, limits, 0, 86_400_000)).toBe(300_000);
  });

  it('never waits longer than the longest pause, whatever the number of attempts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, chance) => {
          const pause = pauseMs(attempts, limits, chance);
          return pause >= 500 && pause <= limits.longestMs;
        },
      ),
    );
  });
});
