import type { FailureKind } from './classify-failure.js';

/** A server that was away is tried again soon after it returns; the breaker spares it meanwhile. */
const UNREACHABLE_PAUSE_MAX_MS = 30_000;
/** A server that says "later" means minutes: greylisting asks for five to fifteen. */
const TEMPORARY_PAUSE_MAX_MS = 900_000;

/**
 * How long to wait before the next attempt: doubling, up to a bound, with up to a fifth at random so that a
 * backlog does not return as one wave.
 * @param attempts made so far, from 1
 * @param random from 0 to 1
 */
export function retryPauseMs(kind: FailureKind, attempts: number, firstMs: number, random: number): number {
  const maxMs = kind === 'temporary' ? TEMPORARY_PAUSE_MAX_MS : UNREACHABLE_PAUSE_MAX_MS;
  const pauseMs = Math.min(maxMs, firstMs * 2 ** Math.min(Math.max(attempts, 1) - 1, 20));
  return Math.round(pauseMs * (1 + random * 0.2));
}
