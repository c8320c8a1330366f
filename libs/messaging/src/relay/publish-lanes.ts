import { PublishError } from '../bus/bus.port.js';
import type { WireMessage } from '#contracts';
import { groupBy } from '../concurrency/group-by.js';
import { crashPoint } from '../faults/crash-point.js';
import type { PendingMessage } from './pending-messages.js';
import { outcomeOf, type PublishOutcome } from './publish-outcome.js';

/** What the lanes need of the world around them; the model tests put another world there. */
export interface PublishLanesPorts {
  /** As `BusPort.publish`. */
  publish(messages: readonly WireMessage[]): Promise<void>;
  /** Deletes from the table what is published; where the lease is lost it does nothing. */
  acknowledge(messages: readonly PendingMessage[]): Promise<void>;
  /** Whether the lease under which a message was read is still ours. */
  holds(bucket: number, epoch: string): boolean;
  /** Told after each publish of a bucket, before anything further of it is published. */
  published(bucket: number, batch: readonly PendingMessage[], outcome: PublishOutcome): void;
  /** Told when there is room for more. */
  settled(): void;
  /** Pause before an acknowledgement that failed is tried again. */
  acknowledgeFailed(error: unknown, attempt: number): Promise<void>;
}

interface Lane {
  publishing: boolean;
  waiting: PendingMessage[];
  /** Grows whenever something of the lane failed: what was read before that is out of date. */
  failures: number;
}

/** What was known when a read began; its result is judged by it. */
export interface ReadTicket {
  /** `seq` of what is in memory: not to be read again. */
  readonly known: readonly string[];
  readonly failures: ReadonlyMap<number, number>;
}

/**
 * Publishes each bucket in the order of reading, one publish of a bucket under way, the next ones read ahead.
 * A message stays known until its row is deleted, so nothing is published twice while all is well; after a failure
 * everything of the bucket behind it is forgotten and read again, so nothing passes what failed.
 */
export class PublishLanes {
  private readonly lanes = new Map<number, Lane>();
  private readonly known = new Set<string>();
  private readonly unacknowledged: PendingMessage[] = [];
  private acknowledging = false;
  /** Publishes and deletes under way. */
  private readonly working = new Set<Promise<void>>();
  private stopping = true;

  constructor(private readonly ports: PublishLanesPorts) {}

  /** Messages in memory. */
  get size(): number {
    return this.known.size;
  }

  /** Whether a publish of the bucket is under way, waits, or is not yet deleted from the table. */
  isBusy(bucket: number): boolean {
    const lane = this.lanes.get(bucket);
    if (lane && (lane.publishing || lane.waiting.length > 0)) return true;
    return this.unacknowledged.some((message) => message.bucket === bucket);
  }

  /** Whether a bucket should be read: at most one batch waits behind the one that is under way. */
  wants(bucket: number): boolean {
    return (this.lanes.get(bucket)?.waiting.length ?? 0) === 0;
  }

  /** Call it before reading, and hand it over with the result. */
  beginRead(): ReadTicket {
    const failures = new Map([...this.lanes].map(([bucket, lane]) => [bucket, lane.failures]));
    return { known: [...this.known], failures };
  }

  /**
   * Takes what was read, in the order of `seq`.
   * @returns how many messages are on their way now; those of buckets that failed or were lost meanwhile are not.
   */
  accept(ticket: ReadTicket, messages: readonly PendingMessage[]): number {
    let accepted = 0;
    for (const [bucket, ofBucket] of groupBy(messages, (message) => message.bucket)) {
      const lane = this.laneOf(bucket);
      const current = ofBucket.filter(({ epoch }) => this.ports.holds(bucket, epoch));
      if (lane.failures !== (ticket.failures.get(bucket) ?? 0) || this.stopping) continue;
      for (const { seq } of current) this.known.add(seq);
      lane.waiting.push(...current);
      accepted += current.length;
      if (!lane.publishing) this.track(this.work(bucket, lane));
    }
    return accepted;
  }

  /** Takes messages again after a stop. */
  start(): void {
    this.stopping = false;
  }

  /** Publishes nothing more; resolves when what is under way has ended and what it published is deleted. */
  async stop(): Promise<void> {
    this.stopping = true;
    for (const lane of this.lanes.values()) this.forget(lane.waiting.splice(0));
    while (this.working.size > 0) await Promise.all(this.working);
  }

  private laneOf(bucket: number): Lane {
    let lane = this.lanes.get(bucket);
    if (!lane) this.lanes.set(bucket, (lane = { publishing: false, waiting: [], failures: 0 }));
    return lane;
  }

  /** Never rejects: what is not acknowledged is read and published again. */
  private async work(bucket: number, lane: Lane): Promise<void> {
    lane.publishing = true;
    while (lane.waiting.length > 0) {
      const batch = lane.waiting.splice(0);
      const [owned, lost] = partition(batch, ({ epoch }) => this.ports.holds(bucket, epoch));
      this.forget(lost);
      if (owned.length > 0) await this.publishBatch(bucket, lane, owned);
    }
    lane.publishing = false;
    this.ports.settled();
  }

  private track(work: Promise<void>): void {
    this.working.add(work);
    void work.finally(() => this.working.delete(work));
  }

  private async publishBatch(bucket: number, lane: Lane, batch: readonly PendingMessage[]): Promise<void> {
    crashPoint('relay.before-produce');
    const outcome = await this.publish(batch);
    crashPoint('relay.before-acknowledge');
    const published = new Set(outcome.published);
    if (published.size < batch.length) {
      lane.failures += 1;
      this.forget(batch.filter((message) => !published.has(message)));
      this.forget(lane.waiting.splice(0));
    }
    this.ports.published(bucket, batch, outcome);
    this.unacknowledged.push(...outcome.published);
    if (!this.acknowledging) this.track(this.acknowledgeAll());
  }

  private async publish(batch: readonly PendingMessage[]): Promise<PublishOutcome> {
    try {
      await this.ports.publish(batch.map((pending) => pending.message));
      return outcomeOf(batch, null);
    } catch (error) {
      if (error instanceof PublishError) return outcomeOf(batch, error);
      const outage = error instanceof Error ? error : new Error(String(error));
      return { published: [], refusals: new Map(), outage };
    }
  }

  /**
   * In the order of publishing and without leaving one out: deleting a later message of a key while an earlier one
   * stays would publish the earlier one again, behind it, and on a compacted topic the older state would win.
   */
  private async acknowledgeAll(): Promise<void> {
    this.acknowledging = true;
    // What became durable together shares a statement.
    await Promise.resolve();
    for (let attempt = 1; this.unacknowledged.length > 0;) {
      const messages = [...this.unacknowledged];
      try {
        await this.ports.acknowledge(messages);
        crashPoint('relay.after-acknowledge');
        this.unacknowledged.splice(0, messages.length);
        this.forget(messages);
        this.ports.settled();
        attempt = 1;
      } catch (error) {
        await this.ports.acknowledgeFailed(error, attempt);
        attempt += 1;
        if (this.stopping) break;
      }
    }
    this.acknowledging = false;
  }

  private forget(messages: readonly PendingMessage[]): void {
    for (const { seq } of messages) this.known.delete(seq);
  }
}

function partition<Item>(items: readonly Item[], belongs: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}
