import { setTimeout as delay } from 'node:timers/promises';
import type { ProcessEntry } from '../harness/kervan-process.js';

const SCRAPE_EVERY_MS = 500;
const COUNTER = /^kervan_messages_duplicate_total(?:\{[^}]*\})? (\d+)/gm;

/** Adds up how many duplicates the services report as suppressed; a killed process keeps what was last read of it. */
export class SuppressionCounter {
  private readonly byPid = new Map<number, number>();
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly processes: () => Readonly<Record<string, ProcessEntry>>,
    private readonly services: readonly string[],
  ) {}

  start(): void {
    this.running = this.scrapeForever();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.scrape();
  }

  /** A lower bound: what a process counted between the last look and its death is not known. */
  total(): number {
    return [...this.byPid.values()].reduce((sum, count) => sum + count, 0);
  }

  private async scrapeForever(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await this.scrape();
      await delay(SCRAPE_EVERY_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  private async scrape(): Promise<void> {
    await Promise.all(
      this.services.map(async (service) => {
        const entry = this.processes()[service];
        if (!entry) return;
        const text = await fetch(`http://127.0.0.1:${String(entry.port)}/metrics`, {
          signal: AbortSignal.timeout(1_000),
        })
          .then((response) => response.text())
          .catch(() => '');
        const counts = [...text.matchAll(COUNTER)].map((match) => Number(match[1]));
        if (counts.length > 0)
          this.byPid.set(
            entry.pid,
            counts.reduce((sum, count) => sum + count, 0),
          );
      }),
    );
  }
}
