/** Failures that one address may have in a window. A person mistypes twice; a script does not stop at ten. */
export const FAILURES_MAX = 10;
export const WINDOW_MS = 60_000;
/** Addresses remembered at once: 64 bytes each, so a scan from everywhere costs less than 1 MiB. */
export const ADDRESSES_MAX = 10_000;

interface Window {
  readonly endsAt: number;
  failures: number;
}

/** Counts failed sign-ins per address in fixed windows. Times are milliseconds. */
export class AttemptLimit {
  private readonly windows = new Map<string, Window>();

  /** Milliseconds until the address may try again; 0 when it may now. */
  waitMs(address: string, now: number): number {
    const window = this.windows.get(address);
    if (!window || window.endsAt <= now || window.failures < FAILURES_MAX) return 0;
    return window.endsAt - now;
  }

  recordFailure(address: string, now: number): void {
    const known = this.windows.get(address);
    const window = known && known.endsAt > now ? known : { endsAt: now + WINDOW_MS, failures: 0 };
    window.failures += 1;
    // Re-inserted, so that the map's order is the order of the last failure and the first entry is the stalest.
    this.windows.delete(address);
    this.windows.set(address, window);
    if (this.windows.size > ADDRESSES_MAX) this.windows.delete(this.windows.keys().next().value ?? address);
  }
}
