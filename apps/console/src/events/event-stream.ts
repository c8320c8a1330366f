import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { ServerResponse } from 'node:http';
import { parsePosition, type EventPosition } from './event-position.js';
import type { EventFilter, EventLog } from './event-log.service.js';
import type { EventTail } from './event-tail.service.js';
import type { RecordedEvent } from './recorded-event.js';

/** Events in memory for one client at most; the rest waits in the database, where it is anyway. */
export const PAGE_EVENTS = 100;
/** Between two signs of life. Below the 60 s after which usual proxies give an idle connection up. */
export const HEARTBEAT_MS = 15_000;
/** A client that takes nothing for so long is dropped; it resumes where it was. */
export const STUCK_MS = 10_000;
/** What a browser waits before it connects again. */
const RECONNECT_MS = 1_000;

/** One client's live view: pages from the log, as fast as the client reads and no faster. */
export class EventStream {
  private readonly ended = new AbortController();
  private grown: () => void = () => undefined;
  private hasGrown = true;

  constructor(
    private readonly log: EventLog,
    private readonly tail: EventTail,
    private readonly filter: EventFilter,
    private readonly out: ServerResponse,
  ) {}

  /** Runs until the client goes, stops reading, or `stop` fires. Never rejects because a client went. */
  async run(from: EventPosition, stop: AbortSignal): Promise<void> {
    const end = (): void => this.ended.abort();
    this.out.once('close', end);
    stop.addEventListener('abort', end);
    const unsubscribe = this.tail.onGrowth(() => {
      this.hasGrown = true;
      this.grown();
    });
    try {
      await this.write(`retry: ${RECONNECT_MS}\n\n`);
      await this.pump(from);
    } catch (error) {
      if (!this.ended.signal.aborted) throw error;
    } finally {
      unsubscribe();
      stop.removeEventListener('abort', end);
      this.out.end();
    }
  }

  private async pump(from: EventPosition): Promise<void> {
    let position = from;
    while (!this.ended.signal.aborted) {
      this.hasGrown = false;
      const page = await this.log.after(position, this.filter, PAGE_EVENTS);
      for (const event of page) await this.write(frame(event));
      const last = page.at(-1);
      if (last) position = parsePosition(last.position);
      if (page.length < PAGE_EVENTS) await this.waitForGrowth();
    }
  }

  private async waitForGrowth(): Promise<void> {
    while (!this.hasGrown && !this.ended.signal.aborted) {
      const growth = new Promise<void>((resolve) => (this.grown = resolve));
      const rest = new AbortController();
      const pause = delay(HEARTBEAT_MS, 'quiet' as const, {
        signal: AbortSignal.any([this.ended.signal, rest.signal]),
      });
      const outcome = await Promise.race([growth, pause.catch(() => undefined)]);
      rest.abort();
      if (outcome === 'quiet') await this.write(': still here\n\n');
    }
  }

  private async write(text: string): Promise<void> {
    if (this.out.write(text)) return;
    const stuck = AbortSignal.any([this.ended.signal, AbortSignal.timeout(STUCK_MS)]);
    await once(this.out, 'drain', { signal: stuck }).catch(() => {
      this.ended.abort();
      // `end` would wait for a reader who does not read.
      this.out.destroy();
    });
  }
}

const frame = (event: RecordedEvent): string =>
  `id: ${event.position}\nevent: event\ndata: ${JSON.stringify(event)}\n\n`;
