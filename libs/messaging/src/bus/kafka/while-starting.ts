import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@nestjs/common';
import { CONNECT_MS, CONNECT_RETRY_MS } from './kafka-limits.js';

/**
 * Tries again while a broker starts: "coordinator loading", topics without leaders and refused connections pass.
 * @throws what `work` threw last, when the time is over.
 */
export async function whileStarting(logger: Logger, work: () => Promise<void>): Promise<void> {
  const deadline = performance.now() + CONNECT_MS;
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      logger.warn(`Kafka is not ready: ${error instanceof Error ? error.message : String(error)}`);
      await pause(CONNECT_RETRY_MS);
    }
  }
}
