interface Waiting<Request, Answer> {
  readonly request: Request;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** How requests are joined. */
export interface JoinerOptions<Request, Answer> {
  /** Rounds under way at the same time. */
  readonly lanes: number;
  /** Requests of one round. */
  readonly batchMax: number;
  /** One round: answers in the order of the requests. */
  readonly run: (requests: readonly Request[]) => Promise<readonly Answer[]>;
}

/**
 * Joins what arrives while other rounds are under way into the next one, in the order of arrival. A commit costs the
 * same for one request as for many, so under load it is shared, and without load nobody waits for company.
 */
export class Joiner<Request, Answer> {
  private readonly waiting: Waiting<Request, Answer>[] = [];
  private running = 0;

  constructor(private readonly options: JoinerOptions<Request, Answer>) {}

  /** Resolves once the round that the request was in has ended; rejects with what that round threw. */
  join(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, resolve, reject });
      // What arrives in the same turn of the event loop is company already.
      queueMicrotask(() => this.startRounds());
    });
  }

  private startRounds(): void {
    while (this.running < this.options.lanes && this.waiting.length > 0) {
      this.running += 1;
      void this.round(this.waiting.splice(0, this.options.batchMax)).finally(() => {
        this.running -= 1;
        this.startRounds();
      });
    }
  }

  private async round(batch: readonly Waiting<Request, Answer>[]): Promise<void> {
    try {
      const answers = await this.options.run(batch.map(({ request }) => request));
      batch.forEach(({ resolve }, index) => resolve(answers[index] as Answer));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
