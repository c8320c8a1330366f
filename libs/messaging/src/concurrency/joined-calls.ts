/**
 * Joins what arrives while a call is under way into the next call: one call in flight, batches as large as the
 * load makes them, no added delay when idle.
 */
export class JoinedCalls<Item, Result> {
  private queue: { items: readonly Item[]; resolve: (results: Result[]) => void; reject: (error: unknown) => void }[] =
    [];
  private active = false;

  /** @param call gives one result per item, in order; its rejection fails everybody who joined. */
  constructor(private readonly call: (items: readonly Item[]) => Promise<readonly Result[]>) {}

  /** Resolves with the results of `items`. */
  run(items: readonly Item[]): Promise<Result[]> {
    return new Promise((resolve, reject) => {
      this.queue.push({ items, resolve, reject });
      if (!this.active) void this.work();
    });
  }

  private async work(): Promise<void> {
    this.active = true;
    // One turn of the event loop: callers that were woken together join the first call too.
    await Promise.resolve();
    while (this.queue.length > 0) {
      const joined = this.queue;
      this.queue = [];
      try {
        const results = await this.call(joined.flatMap((entry) => entry.items));
        let from = 0;
        for (const entry of joined) entry.resolve(results.slice(from, (from += entry.items.length)));
      } catch (error) {
        for (const entry of joined) entry.reject(error);
      }
    }
    this.active = false;
  }
}
