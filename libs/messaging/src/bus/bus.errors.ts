/** The bus or the subscription was closed while a message was on its way. The outbox keeps it. */
export class BusClosedError extends Error {
  override readonly name = 'BusClosedError';
  /** Constant code for logs. */
  readonly code = 'BUS_CLOSED';
  constructor(what: string) {
    super(`${what} is closed`);
  }
}
