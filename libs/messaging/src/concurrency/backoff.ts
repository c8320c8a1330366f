/** Range of an exponential back-off, milliseconds. */
export interface BackoffRange {
  readonly baseMs: number;
  readonly maxMs: number;
}

/**
 * Exponential back-off with full jitter: everybody who failed at the same moment comes back at different ones.
 * @param attempt failures so far, from 1.
 * @param random 0 to 1.
 * @returns milliseconds, from half a base upward: never at once.
 */
export function backoffMs(attempt: number, { baseMs, maxMs }: BackoffRange, random = Math.random()): number {
  const ceiling = Math.min(maxMs, baseMs * 2 ** Math.min(attempt - 1, 30));
  const floor = Math.min(ceiling, baseMs / 2);
  return Math.round(floor + random * (ceiling - floor));
}
