import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { WireMessage } from '#contracts';
import { backoffMs } from '../concurrency/backoff.js';
import { KeyLanes } from '../concurrency/key-lanes.js';
import type { BusSubscription } from './bus.port.js';
import {
  BATCH_MESSAGES_MAX,
  BATCHES_AT_ONCE,
  HANDLERS_MAX,
  REDELIVERY_BASE_MS,
  REDELIVERY_MAX_MS,
} from './bus-limits.js';

const logger = new Logger('Bus');
const range = { baseMs: REDELIVERY_BASE_MS, maxMs: REDELIVERY_MAX_MS };

/** A message on its way to a subscription. */
export interface Delivery {
  readonly message: WireMessage;
  /** Aborted when the message may not be begun any more; it will come again. */
  readonly leaving: AbortSignal;
  /** Called when the message is settled for good. */
  readonly settle: () => void;
}

/** The lanes of one subscription. A delivery's work ends when it is settled or `leaving` is aborted. */
export function deliveryLanes(subscription: BusSubscription): KeyLanes<Delivery> {
  return new KeyLanes<Delivery>({
    concurrency: HANDLERS_MAX,
    sharedMax: BATCHES_AT_ONCE,
    batchMax: BATCH_MESSAGES_MAX,
    mayShare: ({ message }) => subscription.mayShare(message),
    work: (deliveries) => handOver(subscription, deliveries),
  });
}

/** Topic and key: order is promised within both only. */
export const laneOf = (message: WireMessage): string => `${message.topic} ${message.key}`;

/**
 * Hands messages over. One alone is handed over until it is settled: a handler rejects only when not even parking
 * was possible (database down), and then nothing of its key may pass, and going on would only lose. Several are
 * handed over once; the lanes bring each of them again, in smaller calls and at last alone.
 */
async function handOver(subscription: BusSubscription, deliveries: readonly Delivery[]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const due = deliveries.filter(({ leaving }) => !leaving.aborted);
    const [first] = due;
    if (!first) return;
    try {
      await subscription.handle(due.map(({ message }) => message));
      for (const { settle } of due) settle();
      return;
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      logger.warn(
        `${subscription.group} could not settle ${due.length} message(s) of ${first.message.topic}, attempt ${attempt}: ${detail}`,
      );
      if (deliveries.length > 1) throw error;
      await pause(backoffMs(attempt, range), undefined, { signal: first.leaving }).catch(() => undefined);
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
