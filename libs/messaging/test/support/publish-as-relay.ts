import { setTimeout as delay } from 'node:timers/promises';
import type { WireMessage } from '#contracts';
import { type BusPort, PublishError } from '../../src/index.js';

/** Publishes until everything is on the bus, as the relay does: what failed is published again, in order. */
export async function publishAsRelay(bus: BusPort, messages: readonly WireMessage[]): Promise<void> {
  let left = messages;
  while (left.length > 0) {
    try {
      await bus.publish(left);
      return;
    } catch (error) {
      if (!(error instanceof PublishError)) throw error;
      const failed = new Set(error.failures.map(({ index }) => index));
      left = left.filter((_, index) => failed.has(index));
      await delay(50);
    }
  }
}
