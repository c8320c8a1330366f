import { setTimeout as delay } from 'node:timers/promises';
import { currentScope, type ServiceScope } from '../service/service-scope.js';

/** What a {@link PollingWorker} does and how often. */
export interface PollingWorkerOptions {
  /** Shown in logs and metrics. */
  readonly name: string;
  /** Pause after a run that found nothing more to do, in milliseconds. */
  readonly intervalMs: number;
  /** One round of work. True: there is more, run again at once. The signal fires when the worker stops. */
  readonly run: (signal: AbortSignal) => Promise<boolean>;
}

/** Pause after a failed round doubles from the interval up to this: an outage must not fill the log. */
const FAILURE_PAUSE_MAX_MS = 30_000;

/**
 * Runs a piece of work again and again until stopped. A failure is logged, counted
 * (`kervan_worker_failures_total`) and answered with a growing pause; it never ends the worker.
 * Rounds never overlap.
 */
export class PollingWorker {
  private readonly scope: ServiceScope | undefined = currentScope();
  private abort: AbortController | undefined;
  private nudge: AbortController | undefined;
  private loop: Promise<void> = Promise.resolve();

  constructor(private readonly options: PollingWorkerOptions) {}

  /** Starts the first round at once. A second call changes nothing. */
  start(): void {
    if (this.abort) return;
    this.abort = new AbortController();
    this.loop = this.repeat(this.abort.signal);
  }

  /** Ends the pause, when there is one: somebody knows that there is work. */
  wake(): void {
    this.nudge?.abort();
  }

  /** Asks the round to end (its signal fires) and waits for it. */
  async stop(): Promise<void> {
    this.abort?.abort();
    await this.loop;
    this.abort = undefined;
  }

  private async repeat(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      this.nudge = new AbortController();
      try {
        const more = await this.options.run(signal);
        failures = 0;
        if (more) continue;
      } catch (error) {
        failures += 1;
        this.report(signal, error);
      }
      await this.pause(signal, failures);
    }
  }

  private async pause(signal: AbortSignal, failures: number): Promise<void> {
    const pauseMs = Math.min(
      this.options.intervalMs * 2 ** Math.min(failures, 10),
      Math.max(FAILURE_PAUSE_MAX_MS, this.options.intervalMs),
    );
    const wake = AbortSignal.any([signal, ...(this.nudge ? [this.nudge.signal] : [])]);
    await delay(pauseMs, undefined, { signal: wake }).catch(() => undefined);
  }

  private report(signal: AbortSignal, error: unknown): void {
    // A round that fails because it was told to stop has not failed.
    if (signal.aborted) return;
    this.scope?.log.error({ err: error, worker: this.options.name }, 'a round of work failed; it will be tried again');
    this.scope?.countWorkerFailure(this.options.name);
  }
}
