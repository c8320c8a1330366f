import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { PollingWorker } from '#platform';
import { positionText } from './event-position.js';
import { EventLog } from './event-log.service.js';

/** How often the log's end is looked at while somebody watches: people see a quarter of a second as at once. */
const LOOK_EVERY_MS = 250;

/**
 * Tells the streams of this process that the log has grown. It looks at the database rather than at what this
 * process recorded, so that a stream also shows what other console processes consumed.
 */
@Injectable()
export class EventTail implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly listeners = new Set<() => void>();
  private head = '';
  private readonly worker = new PollingWorker({
    name: 'event-tail',
    intervalMs: LOOK_EVERY_MS,
    run: () => this.look(),
  });

  constructor(private readonly log: EventLog) {}

  onApplicationBootstrap(): void {
    this.worker.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.worker.stop();
  }

  get listenerCount(): number {
    return this.listeners.size;
  }

  /** @returns what ends the subscription. */
  onGrowth(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private async look(): Promise<boolean> {
    if (this.listeners.size === 0) return false;
    const head = await this.log.head();
    const text = head ? positionText(head) : '';
    if (text === this.head) return false;
    this.head = text;
    for (const listener of this.listeners) listener();
    return false;
  }
}
