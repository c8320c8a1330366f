import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { WireMessage } from '#contracts';
import { backoffMs } from '../concurrency/backoff.js';
import type { BusSubscription } from './bus.port.js';
import { REDELIVERY_BASE_MS, REDELIVERY_MAX_MS } from './bus-limits.js';
import { BusClosedError } from './bus.errors.js';

const logger = new Logger('Bus');
const range = { baseMs: REDELIVERY_BASE_MS, maxMs: REDELIVERY_MAX_MS };

/**
 * Hands a message over until it is settled. A handler rejects only when not even parking was possible (database
 * down): then nothing of its key may pass, and going on would only lose.
 * @throws BusClosedError when `closing` is aborted first; the message then comes again.
 */
export async function handOver(
  subscription: BusSubscription,
  message: WireMessage,
  closing: AbortSignal,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    if (closing.aborted) throw new BusClosedError(`Subscription of ${subscription.group}`);
    try {
      await subscription.handle(message);
      return;
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      logger.warn(
        `${subscription.group} could not settle a message of ${message.topic}, attempt ${attempt}: ${detail}`,
      );
      await pause(backoffMs(attempt, range), undefined, { signal: closing }).catch(() => undefined);
    }
  }
}

/** Resolves when `work` settles, at the latest after `deadlineMs`. */
export async function settledWithin(work: Iterable<Promise<unknown>>, deadlineMs: number): Promise<void> {
  const deadline = new AbortController();
  const timer = pause(deadlineMs, undefined, { signal: deadline.signal }).catch(() => undefined);
  await Promise.race([Promise.allSettled(work), timer]);
  deadline.abort();
}
