/**
 * Knows up to where a batch is done without a hole. Key lanes finish out of order; committing past a message
 * that is not done would lose it in a crash.
 */
export class OffsetTracker {
  private readonly done: boolean[];
  private contiguous = 0;

  /** @param offsets of the batch, in order; compaction leaves holes between them. */
  constructor(private readonly offsets: readonly string[]) {
    this.done = offsets.map(() => false);
  }

  /** Marks the message at `position` of the batch as settled. */
  settle(position: number): void {
    this.done[position] = true;
    while (this.done[this.contiguous]) this.contiguous += 1;
  }

  /** Last offset such that it and everything before it is settled, null when not even the first is. */
  get lastContiguous(): string | null {
    return this.offsets[this.contiguous - 1] ?? null;
  }
}
