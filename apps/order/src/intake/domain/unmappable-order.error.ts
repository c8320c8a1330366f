/** What a store sent cannot be understood as an order. It is kept as it came, for a person to look at. */
export class UnmappableOrderError extends Error {
  override readonly name = 'UnmappableOrderError';
  constructor(
    readonly code: 'NOT_AN_ORDER' | 'BAD_AMOUNT' | 'BAD_QUANTITY' | 'BAD_CURRENCY' | 'TOO_MANY_LINES',
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
}
