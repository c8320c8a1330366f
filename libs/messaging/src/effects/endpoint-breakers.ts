import CircuitBreaker from 'opossum';

/** Calls in the window before a breaker may open: opossum's default of none opens on one early time-out. */
const CALLS_BEFORE_OPENING = 5;
/** Share of transient failures that opens it. */
const OPENING_PERCENTAGE = 50;
/** Window in which calls count, milliseconds. Long enough that an endpoint with a call every ten seconds can trip it. */
const WINDOW_MS = 60_000;

/** Somebody outside. */
export interface Endpoint {
  /** Who: a supplier's id, a carrier's code. */
  readonly name: string;
  /** Where: a new address starts with a clean record. */
  readonly address: string;
}

/** One call, which must end soon after `signal` is aborted. */
export type EndpointCall<R> = (signal: AbortSignal) => Promise<R>;

/** How a call is bounded and judged. */
export interface CallTerms<R> {
  /** Then the call is cancelled, milliseconds. */
  readonly timeoutMs: number;
  /** Whether the endpoint is ill. A refusal says that it is well; what the call throws always counts. */
  readonly isTransient: (result: R) => boolean;
}

/** Makes opossum count a transient result as a failure. */
class TransientResultError<R> extends Error {
  constructor(readonly result: R) {
    super('transient');
  }
}

type Work = () => Promise<unknown>;

/** One circuit breaker per endpoint: a dead partner costs the others nothing. */
export class EndpointBreakers {
  private readonly breakers = new Map<string, { address: string; breaker: CircuitBreaker<[Work]> }>();

  /** @param restMs how long an open breaker leaves its endpoint alone before it lets one call try. */
  constructor(private readonly restMs: number) {}

  /** Whether a call would be turned away now: defer it, never drop it. */
  isOpen(endpoint: Endpoint): boolean {
    return this.breakerOf(endpoint).opened;
  }

  /** Whether one call may find out if the endpoint is back. */
  isTrying(endpoint: Endpoint): boolean {
    return this.breakerOf(endpoint).halfOpen;
  }

  /** Makes the call unless the breaker is open. @returns null when it was not made. */
  async fire<R>(
    endpoint: Endpoint,
    call: EndpointCall<R>,
    { timeoutMs, isTransient }: CallTerms<R>,
  ): Promise<R | null> {
    const work = async (): Promise<R> => {
      const result = await call(AbortSignal.timeout(timeoutMs));
      if (isTransient(result)) throw new TransientResultError(result);
      return result;
    };
    try {
      return (await this.breakerOf(endpoint).fire(work)) as R;
    } catch (error) {
      if (error instanceof TransientResultError) return error.result as R;
      if (error instanceof Error && CircuitBreaker.isOurError(error)) return null;
      throw error;
    }
  }

  /** Ends the breakers' timers. */
  close(): void {
    for (const { breaker } of this.breakers.values()) breaker.shutdown();
    this.breakers.clear();
  }

  private breakerOf({ name, address }: Endpoint): CircuitBreaker<[Work]> {
    const known = this.breakers.get(name);
    if (known?.address === address) return known.breaker;
    // What the old address did must not count against the new one.
    known?.breaker.shutdown();
    const breaker = new CircuitBreaker<[Work]>((work: Work) => work(), {
      // The call ends itself by its own signal; a breaker that only stops waiting would leave it running.
      timeout: false,
      errorThresholdPercentage: OPENING_PERCENTAGE,
      volumeThreshold: CALLS_BEFORE_OPENING,
      rollingCountTimeout: WINDOW_MS,
      resetTimeout: this.restMs,
    });
    this.breakers.set(name, { address, breaker });
    return breaker;
  }
}
