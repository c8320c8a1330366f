import { Logger } from '@nestjs/common';
import { type BackoffRange, backoffMs } from './backoff.js';
import { Signal } from './signal.js';

/**
 * Does one step after the other until it is stopped. A step answers how long to wait before the next one,
 * milliseconds; `wake` cuts the wait short. A step that rejects is tried again with growing pauses, for ever.
 */
export class Loop {
  private readonly logger = new Logger('Outbox');
  private readonly signal = new Signal();
  private running: Promise<void> | null = null;
  private stopping = false;

  /** @param what named in warnings, for instance `read the outbox`. */
  constructor(
    private readonly what: string,
    private readonly backoff: BackoffRange,
    private readonly step: () => Promise<number>,
  ) {}

  start(): void {
    if (this.running) return;
    this.stopping = false;
    this.running = this.work();
  }

  /** Takes the next step now. */
  wake(): void {
    this.signal.notify();
  }

  /** Lets the step under way end. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.signal.notify();
    await this.running;
    this.running = null;
  }

  private async work(): Promise<void> {
    let failures = 0;
    while (!this.stopping) {
      let waitMs: number;
      try {
        waitMs = await this.step();
        failures = 0;
      } catch (error) {
        failures += 1;
        waitMs = backoffMs(failures, this.backoff);
        const detail = error instanceof Error ? error.message : String(error);
        this.logger.warn(`Cannot ${this.what}, attempt ${failures}: ${detail}`);
      }
      if (waitMs > 0) await this.signal.wait(waitMs);
    }
  }
}
