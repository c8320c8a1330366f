import type { OnApplicationShutdown } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import CircuitBreaker from 'opossum';
import { SupplierSyncConfig } from '../config.js';
import type { CallResult } from './domain/delivery-rules.js';

/** Calls in the window before a breaker may open: opossum's default of none opens on one early timeout. */
const CALLS_BEFORE_OPENING = 5;
const OPENING_PERCENTAGE = 50;
/** Window in which calls count. Long enough that an endpoint with a call every ten seconds can trip it. */
const WINDOW_MS = 60_000;

type Call = () => Promise<CallResult>;
type Transient = Extract<CallResult, { kind: 'transient' }>;

/** Makes opossum count a transient result as a failure; a refusal says that the endpoint is well. */
class TransientCallError extends Error {
  constructor(readonly result: Transient) {
    super(result.error);
  }
}

interface Endpoint {
  readonly url: string;
  readonly breaker: CircuitBreaker<[Call], CallResult>;
}

/** One circuit breaker per supplier's endpoint: a dead supplier costs others nothing. */
@Injectable()
export class EndpointBreakers implements OnApplicationShutdown {
  private readonly endpoints = new Map<string, Endpoint>();

  constructor(private readonly config: SupplierSyncConfig) {}

  /** Whether a call would be turned away now. */
  isOpen(supplierId: string, url: string): boolean {
    return this.breakerFor(supplierId, url).opened;
  }

  /** Makes the call unless the breaker is open. Null: it was not made. */
  async fire(supplierId: string, url: string, call: Call): Promise<CallResult | null> {
    try {
      return await this.breakerFor(supplierId, url).fire(call);
    } catch (error) {
      if (error instanceof TransientCallError) return error.result;
      if (error instanceof Error && CircuitBreaker.isOurError(error)) return null;
      throw error;
    }
  }

  onApplicationShutdown(): void {
    for (const { breaker } of this.endpoints.values()) breaker.shutdown();
  }

  private breakerFor(supplierId: string, url: string): CircuitBreaker<[Call], CallResult> {
    const known = this.endpoints.get(supplierId);
    if (known?.url === url) return known.breaker;
    // A new address is a new endpoint: what the old one did must not count against it.
    known?.breaker.shutdown();
    const breaker = new CircuitBreaker<[Call], CallResult>(throwTransient, {
      // The call ends itself by its own signal; a breaker that only stops waiting would leave it running.
      timeout: false,
      errorThresholdPercentage: OPENING_PERCENTAGE,
      volumeThreshold: CALLS_BEFORE_OPENING,
      rollingCountTimeout: WINDOW_MS,
      resetTimeout: this.config.BREAKER_RESET_MS,
    });
    this.endpoints.set(supplierId, { url, breaker });
    return breaker;
  }
}

async function throwTransient(call: Call): Promise<CallResult> {
  const result = await call();
  if (result.kind === 'transient') throw new TransientCallError(result);
  return result;
}
