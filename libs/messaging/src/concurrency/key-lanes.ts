/** How lanes work. */
export interface LaneOptions<Item> {
  /** Calls of `work` at the same time. */
  readonly concurrency: number;
  /** Of these, calls with items that may share: more of them would only cut what waits into smaller pieces. */
  readonly sharedMax: number;
  /** Items handed to one call, of one key or of many. */
  readonly batchMax: number;
  /** Whether an item may share a call with others; one that may not comes alone. */
  readonly mayShare: (item: Item) => boolean;
  /**
   * Does the work of some items: all of it, or it rejects. Items of one key are in order. When a call for several
   * rejects, its items come again in smaller calls, and those of a smaller call that rejects each alone.
   */
  readonly work: (items: readonly Item[]) => Promise<void>;
}

interface Waiting<Item> {
  readonly item: Item;
  /** With what the item's work failed with, or undefined. */
  readonly ended: (error?: unknown) => void;
  /** Set when a shared call with this item failed. */
  alone: boolean;
}

/** Calls that a failed one is cut into: all but the one with the bad item go through, and few are left to go alone. */
const PARTS = 8;

/**
 * Runs items of one key one after another and items of different keys at once, up to a limit. Items that may share
 * are handed over together, as many as wait: a call for one when idle, large batches under load, no added delay.
 */
export class KeyLanes<Item> {
  /** A key is here while something of it waits or runs. */
  private readonly lanes = new Map<string, Waiting<Item>[]>();
  /** Keys with nothing running, by whether their first item may share. */
  private readonly ready = { shared: [] as string[], alone: [] as string[] };
  private running = 0;
  private runningShared = 0;
  private servedAloneLast = false;
  private isStarting = false;

  constructor(private readonly options: LaneOptions<Item>) {}

  /** Settles when the item's work does. A failed item does not stop the later ones of its key. */
  run(key: string, item: Item): Promise<void> {
    return new Promise((resolve, reject) => {
      // What work rejects with is passed on as it is.
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
      this.put(key, item, (error) => (error === undefined ? resolve() : reject(error)));
    });
  }

  /** As `run`, for those who put in thousands at once and wait for all: without a promise for each. */
  put(key: string, item: Item, ended: (error?: unknown) => void): void {
    const waiting = { item, ended, alone: !this.options.mayShare(item) };
    const lane = this.lanes.get(key);
    if (lane) {
      lane.push(waiting);
      return;
    }
    this.lanes.set(key, [waiting]);
    this.lineUp(key, waiting);
    this.startSoon();
  }

  private lineUp(key: string, first: Waiting<Item>): void {
    (first.alone ? this.ready.alone : this.ready.shared).push(key);
  }

  /** After this turn of the event loop's microtasks: what is put in together is handed over together. */
  private startSoon(): void {
    if (this.isStarting) return;
    this.isStarting = true;
    queueMicrotask(() => {
      this.isStarting = false;
      this.start();
    });
  }

  private start(): void {
    while (this.running < this.options.concurrency) {
      const isAlone = this.takesAlone();
      const taken = isAlone ? this.takeAlone() : this.takeShared();
      if (taken.size === 0) return;
      void this.work(taken, !isAlone);
    }
  }

  /** Both lines in turn, so that neither starves the other. */
  private takesAlone(): boolean {
    const canShare = this.ready.shared.length > 0 && this.runningShared < this.options.sharedMax;
    this.servedAloneLast = !canShare || (this.ready.alone.length > 0 && !this.servedAloneLast);
    return this.servedAloneLast;
  }

  private takeAlone(): Map<string, Waiting<Item>[]> {
    const key = this.ready.alone.shift();
    return new Map(key === undefined ? [] : [[key, this.lanes.get(key)?.splice(0, 1) ?? []]]);
  }

  private takeShared(): Map<string, Waiting<Item>[]> {
    const taken = new Map<string, Waiting<Item>[]>();
    let room = this.options.batchMax;
    while (room > 0) {
      const key = this.ready.shared.shift();
      if (key === undefined) break;
      const items = this.takeSharedOf(key, room);
      taken.set(key, items);
      room -= items.length;
    }
    return taken;
  }

  /** What of a key may share, up to the first that may not. */
  private takeSharedOf(key: string, max: number): Waiting<Item>[] {
    const lane = this.lanes.get(key) ?? [];
    const firstAlone = lane.findIndex(({ alone }) => alone);
    return lane.splice(0, Math.min(max, firstAlone === -1 ? lane.length : firstAlone));
  }

  private async work(taken: ReadonlyMap<string, Waiting<Item>[]>, isShared: boolean): Promise<void> {
    this.running += 1;
    if (isShared) this.runningShared += 1;
    await this.attempt(taken, taken.size > PARTS);
    this.running -= 1;
    if (isShared) this.runningShared -= 1;
    // A key goes to the end of the line, so that a busy one cannot starve the others.
    for (const key of taken.keys()) this.release(key);
    this.start();
  }

  private async attempt(taken: ReadonlyMap<string, Waiting<Item>[]>, mayCut: boolean): Promise<void> {
    const batch = [...taken.values()].flat();
    try {
      await this.options.work(batch.map(({ item }) => item));
      for (const { ended } of batch) ended();
    } catch (error) {
      if (batch.length === 1) batch[0]?.ended(error);
      else if (mayCut) for (const part of partsOf(taken)) await this.attemptPart(part);
      else this.putBack(taken);
    }
  }

  /** One item takes the way of those that come alone: it may take for ever, and the other parts must not wait for it. */
  private async attemptPart(part: ReadonlyMap<string, Waiting<Item>[]>): Promise<void> {
    const items = [...part.values()].flat();
    if (items.length === 1) this.putBack(part);
    else await this.attempt(part, false);
  }

  private putBack(taken: ReadonlyMap<string, Waiting<Item>[]>): void {
    for (const [key, items] of taken) {
      for (const waiting of items) waiting.alone = true;
      this.lanes.get(key)?.unshift(...items);
    }
  }

  private release(key: string): void {
    const first = this.lanes.get(key)?.[0];
    if (first) this.lineUp(key, first);
    else this.lanes.delete(key);
  }
}

/** By keys: those of one key stay together, in order. */
function partsOf<Items>(taken: ReadonlyMap<string, Items>): Map<string, Items>[] {
  const keys = [...taken];
  const size = Math.ceil(keys.length / PARTS);
  return Array.from(
    { length: Math.ceil(keys.length / size) },
    (_, part) => new Map(keys.slice(part * size, (part + 1) * size)),
  );
}
