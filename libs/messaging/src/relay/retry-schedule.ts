import { type BackoffRange, backoffMs } from '../concurrency/backoff.js';

/** Which names failed lately and may not be tried before when. */
export class RetrySchedule<Name> {
  private readonly entries = new Map<Name, { attempts: number; notBefore: number }>();

  /** @param now monotonic milliseconds. */
  constructor(
    private readonly range: BackoffRange,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @returns how often it failed in a row. */
  failed(name: Name): number {
    const attempts = (this.entries.get(name)?.attempts ?? 0) + 1;
    this.entries.set(name, { attempts, notBefore: this.now() + backoffMs(attempts, this.range) });
    return attempts;
  }

  succeeded(name: Name): void {
    this.entries.delete(name);
  }

  /** Names that have to wait now. */
  held(): Name[] {
    const now = this.now();
    return [...this.entries].filter(([, entry]) => entry.notBefore > now).map(([name]) => name);
  }

  /** How many names are failing, whether or not they wait now. */
  get size(): number {
    return this.entries.size;
  }

  /** Milliseconds until the next name may be tried, at most `maxMs`. */
  nextWithin(maxMs: number): number {
    const now = this.now();
    const waits = [...this.entries.values()].map((entry) => entry.notBefore - now).filter((wait) => wait > 0);
    return Math.min(maxMs, ...waits);
  }
}
