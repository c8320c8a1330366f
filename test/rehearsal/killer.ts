import { setTimeout as delay } from 'node:timers/promises';
import type { KervanProcess } from '../harness/kervan-process.js';
import type { Rng } from './rng.js';

/** The services that are killed; broker and database have faults of their own. */
const victims = ['order', 'supplier-sync', 'shipping-tracker', 'notification', 'console'] as const;
/** Between two kills: long enough that the group has settled and work is done, short enough that many kills hit it. */
const PAUSE_MIN_MS = 3_000;
const PAUSE_MAX_MS = 9_000;
const LOOK_EVERY_MS = 50;
const RECOVER_WITHIN_MS = 60_000;

/** Ends services with SIGKILL, one at a time, at random moments, and measures how long each is away. */
export class Killer {
  readonly recoveriesMs: number[] = [];
  readonly kills: Record<string, number> = {};
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly kervan: KervanProcess,
    private readonly rng: Rng,
  ) {}

  start(): void {
    this.running = this.killForever();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async killForever(): Promise<void> {
    const { signal } = this.stopping;
    for (;;) {
      const pauseMs = PAUSE_MIN_MS + this.rng.below(PAUSE_MAX_MS - PAUSE_MIN_MS);
      await delay(pauseMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await this.killOne(this.rng.pick(victims));
    }
  }

  private async killOne(victim: string): Promise<void> {
    const entry = this.kervan.processes()[victim];
    if (!entry) return;
    const killedAt = Date.now();
    try {
      process.kill(entry.pid, 'SIGKILL');
    } catch {
      return; // It ended by itself meanwhile; the launcher starts it again.
    }
    this.kills[victim] = (this.kills[victim] ?? 0) + 1;
    while (Date.now() - killedAt < RECOVER_WITHIN_MS) {
      const now = this.kervan.processes()[victim];
      if (now && now.pid !== entry.pid) {
        this.recoveriesMs.push(Date.now() - killedAt);
        return;
      }
      await delay(LOOK_EVERY_MS);
    }
    throw new Error(`${victim} was not back ${String(RECOVER_WITHIN_MS)} ms after it was killed`);
  }
}
