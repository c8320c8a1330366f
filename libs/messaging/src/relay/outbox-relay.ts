/** Moves committed events from the outbox to the bus. */
export class OutboxRelay {
  /** Starts publishing; returns at once, also when the broker is down. */
  start(): Promise<void> {
    throw new Error('unfinished');
  }

  /** Looks for work now instead of at the next poll. */
  wake(): void {
    throw new Error('unfinished');
  }

  /** Resolves when every event committed before the call is published. */
  drain(): Promise<void> {
    throw new Error('unfinished');
  }

  /** Finishes what is in flight, gives the leases back. */
  stop(): Promise<void> {
    throw new Error('unfinished');
  }
}
