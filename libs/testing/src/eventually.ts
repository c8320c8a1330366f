import { setTimeout as delay } from 'node:timers/promises';

/** Pause between two looks: short enough that waiting costs a test little. */
const LOOK_EVERY_MS = 25;

/**
 * Waits for a condition: calls `check` until it does not throw, and hands back what it returned.
 * @throws what `check` threw last, when the time is over.
 */
export async function eventually<T>(
  check: () => T | Promise<T>,
  { timeoutMs = 10_000 }: { timeoutMs?: number } = {},
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() >= deadline) throw error;
    }
    await delay(LOOK_EVERY_MS);
  }
}
