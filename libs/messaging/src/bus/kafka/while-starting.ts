import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@nestjs/common';
import { isOutage } from './kafka-client.js';
import { CONNECT_MS, CONNECT_RETRY_MS } from './kafka-limits.js';

/**
 * Tries again while a broker starts or is away: "coordinator loading" and refused connections pass, however long it
 * takes; topics without leaders and the like get a limited time.
 * @throws what `work` threw last, when that time is over or `closing` is aborted.
 */
export async function whileStarting(logger: Logger, closing: AbortSignal, work: () => Promise<void>): Promise<void> {
  const deadline = performance.now() + CONNECT_MS;
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (closing.aborted || (performance.now() > deadline && !isOutage(error))) throw error;
      logger.warn(`Kafka is not ready: ${error instanceof Error ? error.message : String(error)}`);
      await pause(CONNECT_RETRY_MS, undefined, { signal: closing }).catch(() => undefined);
    }
  }
}
