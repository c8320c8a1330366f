import type { FastifyRequest } from 'fastify';
import { ProblemError } from '../problems/problem.error.js';

/** The time in which wrong tokens of one address are counted, milliseconds. */
const WINDOW_MS = 60_000;
/** Addresses remembered at once: a memory bound. An attacker with more of them finds 2^256 tokens no sooner. */
const ADDRESSES_MAX = 50_000;

/**
 * Counts wrong tokens by address: those of pages that ask for no key. Of one process: an attacker is slowed, a token
 * is long enough by itself.
 */
export class TokenFailures {
  private counts = new Map<string, number>();
  private windowEndsAt = 0;

  /** @param max wrong tokens of one address in a minute. */
  constructor(private readonly max: number) {}

  /** @throws ProblemError 429 `TOO_MANY_ATTEMPTS` after too many wrong tokens from where the request comes from. */
  assertMayTry(request: FastifyRequest): void {
    const waitSeconds = this.waitSeconds(request);
    if (waitSeconds > 0)
      throw new ProblemError(429, 'TOO_MANY_ATTEMPTS', 'Too many wrong addresses: try again later.', [], waitSeconds);
  }

  /** Seconds that whoever asks has to wait; 0 when it may try. */
  waitSeconds(request: FastifyRequest, now = Date.now()): number {
    this.turn(now);
    return (this.counts.get(addressOf(request)) ?? 0) < this.max ? 0 : Math.ceil((this.windowEndsAt - now) / 1000);
  }

  /** Counts a wrong token. */
  note(request: FastifyRequest, now = Date.now()): void {
    this.turn(now);
    const address = addressOf(request);
    if (this.counts.has(address) || this.counts.size < ADDRESSES_MAX)
      this.counts.set(address, (this.counts.get(address) ?? 0) + 1);
  }

  private turn(now: number): void {
    if (now < this.windowEndsAt) return;
    this.counts = new Map();
    this.windowEndsAt = now + WINDOW_MS;
  }
}

/** The last hop is what our own front saw; what a caller wrote before it proves nothing. */
function addressOf(request: FastifyRequest): string {
  const hops = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  return hops.at(-1)?.trim() || request.ip;
}
