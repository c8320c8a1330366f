/** A token to ask with. */
export interface AccessToken {
  readonly value: string;
  /** From when it was given. */
  readonly expiresInSeconds: number;
}

/** A token is renewed this long before its end, or a tenth of its life where that is less: questions are on their way. */
const RENEW_BEFORE_MS = 60_000;
const RENEW_BEFORE_SHARE = 0.1;

/**
 * The access token of one carrier, shared by all questions of this process: fetched when the first one needs it, by one
 * call however many wait, and renewed before it ends or when the carrier refuses it. Kept in memory only.
 */
export class CarrierTokens {
  private current: { readonly value: string; readonly renewAt: number; replacesRefused: boolean } | undefined;
  private fetching: Promise<string> | undefined;
  private wasRefused = false;

  /** @param now milliseconds of a clock */
  constructor(
    private readonly fetchToken: () => Promise<AccessToken>,
    private readonly now: () => number = Date.now,
  ) {}

  /** Rejects with what fetching it failed with; the next caller tries again. */
  async get(): Promise<string> {
    if (this.current && this.now() < this.current.renewAt) return this.current.value;
    this.fetching ??= this.renew().finally(() => {
      this.fetching = undefined;
    });
    return this.fetching;
  }

  /** The carrier took the token. */
  accepted(value: string): void {
    if (this.current?.value === value) this.current.replacesRefused = false;
  }

  /**
   * The carrier refused the token.
   * @returns whether another may help: one that replaces a refused one and is refused as well is not the fault
   */
  refused(value: string): boolean {
    if (this.current?.value !== value) return true;
    if (this.current.replacesRefused) return false;
    this.current = undefined;
    this.wasRefused = true;
    return true;
  }

  private async renew(): Promise<string> {
    const { value, expiresInSeconds } = await this.fetchToken();
    const lifeMs = expiresInSeconds * 1_000;
    const renewAt = this.now() + lifeMs - Math.min(RENEW_BEFORE_MS, lifeMs * RENEW_BEFORE_SHARE);
    this.current = { value, renewAt, replacesRefused: this.wasRefused };
    this.wasRefused = false;
    return value;
  }
}
