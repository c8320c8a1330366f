import { backoffMs } from '../concurrency/backoff.js';
import type { ParkedClass } from './parked-message.js';
import { GAP_LOOK_MAX_MS, GAP_TRIES_MAX, REPLAY_BASE_MS, REPLAY_MAX_MS } from './parking-limits.js';

/**
 * What the later messages of a key do while one of it is parked. `hold`: they queue behind it, so that the
 * handler never sees a later fact first. `release`: they go on, and the parked one is replayed alone.
 */
export type ParkingPolicy = 'hold' | 'release';

/** A failure as far as the next step depends on it. */
export interface Failure {
  readonly errorClass: ParkedClass;
  /** Tries so far, this one included. */
  readonly attempts: number;
  readonly policy: ParkingPolicy;
  /** Everything before it in its key is settled: only then may a released message count as seen. */
  readonly isNext: boolean;
}

/** What a failed message does next. */
export interface ParkingStep {
  readonly state: 'waiting' | 'dead';
  readonly delayMs: number;
  readonly holdsKey: boolean;
  /** The missing versions before it are given up: its next try goes over them. */
  readonly gapAccepted: boolean;
}

/**
 * Decides the next step of a message that failed.
 * An outage never makes a message dead, however long it lasts. A gap does, because nobody may be coming; where
 * keys are released, it is gone over instead, so that nothing there ever waits for a person.
 */
export function nextStep({ errorClass, attempts, policy, isNext }: Failure): ParkingStep {
  const step = { state: 'waiting', delayMs: 0, holdsKey: true, gapAccepted: false } as const;
  if (errorClass === 'behind') return step;
  const maxMs = errorClass === 'gap' ? GAP_LOOK_MAX_MS : REPLAY_MAX_MS;
  const delayMs = backoffMs(attempts, { baseMs: REPLAY_BASE_MS, maxMs });
  const isAbandonedGap = attempts >= GAP_TRIES_MAX;
  if (errorClass === 'gap') {
    if (!isAbandonedGap) return { ...step, delayMs };
    return policy === 'release' ? { ...step, gapAccepted: true } : { ...step, state: 'dead' };
  }
  // Unreadable messages fail before their turn: letting those of the key go on would skip what comes before.
  if (policy === 'release' && !isNext && !isAbandonedGap) return { ...step, delayMs };
  const holdsKey = policy === 'hold';
  return errorClass === 'poison' ? { ...step, state: 'dead', holdsKey } : { ...step, delayMs, holdsKey };
}
