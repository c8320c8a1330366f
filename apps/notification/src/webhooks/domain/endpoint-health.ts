const HOUR_MS = 3_600_000;
/** Of an outage: an endpoint that was away for a day is asked again within the hour, one for ten minutes within one. */
const SHARE_OF_OUTAGE = 0.1;

/**
 * How long an endpoint whose breaker is open is left alone.
 * @param failingMs since the first failure after its last success
 * @param restMs what the breaker itself waits
 */
export const quietMs = (failingMs: number, restMs: number): number =>
  Math.max(restMs, Math.min(HOUR_MS, failingMs * SHARE_OF_OUTAGE));

/** Why an endpoint gets nothing any more; null: it goes on. */
export type DisableReason = 'GONE' | 'FAILING_TOO_LONG';

/**
 * Whether a failure ends it: 410 says that it is meant to be gone (Standard Webhooks 1.0), and what fails for days is
 * looked at by nobody.
 */
export function disableReasonOf(isFinal: boolean, failingMs: number, disableAfterMs: number): DisableReason | null {
  if (isFinal) return 'GONE';
  return failingMs >= disableAfterMs ? 'FAILING_TOO_LONG' : null;
}
