/** The time in which wrong tokens of one address are counted, milliseconds. */
const WINDOW_MS = 60_000;
/** Addresses remembered at once: a memory bound. An attacker with more of them finds 2^256 tokens no sooner. */
const ADDRESSES_MAX = 50_000;

/** Counts wrong tokens by address. Of one process: an attacker is slowed, a token is long enough by itself. */
export class TokenFailures {
  private counts = new Map<string, number>();
  private windowEndsAt = 0;

  /** @param max wrong tokens of one address in a minute. */
  constructor(private readonly max: number) {}

  /** Seconds that the address has to wait; 0 when it may try. */
  waitSeconds(address: string, now: number): number {
    this.turn(now);
    return (this.counts.get(address) ?? 0) < this.max ? 0 : Math.ceil((this.windowEndsAt - now) / 1000);
  }

  note(address: string, now: number): void {
    this.turn(now);
    if (this.counts.has(address) || this.counts.size < ADDRESSES_MAX)
      this.counts.set(address, (this.counts.get(address) ?? 0) + 1);
  }

  private turn(now: number): void {
    if (now < this.windowEndsAt) return;
    this.counts = new Map();
    this.windowEndsAt = now + WINDOW_MS;
  }
}
