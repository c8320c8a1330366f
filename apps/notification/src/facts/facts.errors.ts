/**
 * A message needs a fact that travels on another topic and has not arrived yet. Topics have no order among
 * each other; the event is set aside and comes again.
 */
export class FactNotKnownYetError extends Error {
  override readonly name = 'FactNotKnownYetError';
  readonly code = 'FACT_NOT_KNOWN_YET';
  readonly retryable = true;
  constructor(kind: 'order' | 'parcel' | 'supplier' | 'purchase order', id: string) {
    super(`The ${kind} ${id} is not known yet`);
  }
}
