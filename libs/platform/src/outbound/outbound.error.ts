/** Why an outgoing call gave no answer. */
export type OutboundErrorKind = 'timeout' | 'connect' | 'refused_address' | 'too_large';

/** An outgoing call that gave no answer. After `timeout` and `connect` the other side may have acted. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError';
  /** Whether trying again later can help: read by the consumer runtime. */
  readonly retryable: boolean;
  constructor(
    readonly kind: OutboundErrorKind,
    detail: string,
    options?: ErrorOptions,
  ) {
    super(`${kind}: ${detail}`, options);
    this.retryable = kind === 'timeout' || kind === 'connect';
  }
}
