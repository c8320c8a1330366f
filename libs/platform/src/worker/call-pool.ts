import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { PollingWorker } from './polling-worker.js';

/** What a {@link CallPool} keeps moving. */
export interface CallPoolOptions<Call> {
  /** Shown in logs and metrics. */
  readonly name: string;
  /** Pause after a look that found nothing due, milliseconds. */
  readonly intervalMs: number;
  /** Calls in flight at once. Each holds a socket and, before and after, a database connection. */
  readonly callsMax: number;
  /** Of one partner: a slow endpoint must not take every place. */
  readonly callsPerPartner: number;
  /** Leases what is due, for none of the `busy` partners. `seen`: rows that were looked at, whatever came of them. */
  readonly claim: (limit: number, busy: readonly string[]) => Promise<ClaimedCalls<Call>>;
  readonly partnerOf: (call: Call) => string;
  /** Makes one call and records its outcome. What it throws is logged: the lease brings the call back. */
  readonly make: (call: Call) => Promise<void>;
}

/** What one look found. */
export interface ClaimedCalls<Call> {
  readonly calls: readonly Call[];
  readonly seen: number;
}

/** Makes calls that are due beside each other, so that a slow partner delays only itself. */
export class CallPool<Call> {
  private readonly logger: Logger;
  private readonly inFlight = new Map<Promise<void>, string>();
  private readonly worker: PollingWorker;

  constructor(private readonly options: CallPoolOptions<Call>) {
    this.logger = new Logger(options.name);
    this.worker = new PollingWorker({
      name: options.name,
      intervalMs: options.intervalMs,
      run: (signal) => this.round(signal),
    });
  }

  start(): void {
    this.worker.start();
  }

  /** Lets running calls end: each is bounded by its own timeout. */
  async stop(): Promise<void> {
    await this.worker.stop();
    await Promise.allSettled(this.inFlight.keys());
  }

  private async round(signal: AbortSignal): Promise<boolean> {
    const free = this.options.callsMax - this.inFlight.size;
    if (free === 0) {
      await Promise.race([...this.inFlight.keys(), untilAborted(signal)]);
      return !signal.aborted;
    }
    const { calls, seen } = await this.options.claim(free, this.busyPartners());
    for (const call of calls) this.begin(call);
    return seen > 0;
  }

  private begin(call: Call): void {
    const running = this.options
      .make(call)
      // The lease brings it back; a broken database must not end the worker.
      .catch((error: unknown) => this.logger.error({ err: error, partner: this.options.partnerOf(call) }))
      .finally(() => this.inFlight.delete(running));
    this.inFlight.set(running, this.options.partnerOf(call));
  }

  private busyPartners(): string[] {
    const partners = [...this.inFlight.values()];
    return [...new Set(partners)].filter(
      (one) => partners.filter((other) => other === one).length >= this.options.callsPerPartner,
    );
  }
}

const NEVER_MS = 2 ** 30;

const untilAborted = (signal: AbortSignal): Promise<void> =>
  delay(NEVER_MS, undefined, { signal }).catch(() => undefined);
