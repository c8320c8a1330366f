type Task = () => Promise<void>;

/** Runs tasks of one key one after another, tasks of different keys at once, up to a limit. */
export class KeyLanes {
  private readonly waiting = new Map<string, Task[]>();
  private readonly ready: string[] = [];
  private running = 0;

  /** @param concurrency keys that may run at the same time. */
  constructor(private readonly concurrency: number) {}

  /** Settles as the task does. A failed task does not stop the later ones of its key. */
  run<R>(key: string, work: () => Promise<R>): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      this.enqueue(key, () => work().then(resolve, reject));
    });
  }

  private enqueue(key: string, task: Task): void {
    const lane = this.waiting.get(key);
    if (lane) {
      lane.push(task);
      return;
    }
    this.waiting.set(key, [task]);
    this.ready.push(key);
    this.startReady();
  }

  private startReady(): void {
    while (this.running < this.concurrency) {
      const key = this.ready.shift();
      if (key === undefined) return;
      void this.runNext(key);
    }
  }

  private async runNext(key: string): Promise<void> {
    const lane = this.waiting.get(key);
    this.running += 1;
    await lane?.shift()?.();
    this.running -= 1;
    // A key goes to the end of the line after each task, so that a busy key cannot starve the others.
    if (lane && lane.length > 0) this.ready.push(key);
    else this.waiting.delete(key);
    this.startReady();
  }
}
