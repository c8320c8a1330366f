import type { WireMessage } from '#contracts';
import type { KeyLanes } from '../concurrency/key-lanes.js';
import type { BusPort, BusSubscription, PublishFailure, RunningSubscription } from './bus.port.js';
import { PublishError } from './bus.port.js';
import { DRAIN_MS } from './bus-limits.js';
import { BusClosedError } from './bus.errors.js';
import { type Delivery, deliveryLanes, laneOf, settledWithin } from './delivery.js';

interface Group {
  readonly subscription: BusSubscription;
  readonly lanes: KeyLanes<Delivery>;
  readonly inFlight: Set<Promise<void>>;
  readonly closing: AbortController;
}

/**
 * The bus of the all-in-one process: no store of its own. `publish` resolves only after every subscribed group
 * has settled the message, so the publisher's outbox is the durable log and nothing is lost by a crash.
 *
 * Groups are known by being subscribed. Publishing therefore waits for `open()`, and a topic with a group that
 * closed refuses messages (they stay in the outbox) until that group is back.
 */
export class InProcessBus implements BusPort {
  /** Closed groups stay listed: a service that is restarting must not miss what is published meanwhile. */
  private readonly groups = new Map<string, Group>();
  private readonly closing = new AbortController();
  private readonly opened: Promise<void>;
  private letOpen: () => void = () => undefined;

  constructor() {
    this.opened = new Promise((resolve) => (this.letOpen = resolve));
  }

  connect(): Promise<void> {
    return Promise.resolve();
  }

  /** Lets publishing begin: call it once every service has subscribed. */
  open(): void {
    this.letOpen();
  }

  async publish(messages: readonly WireMessage[]): Promise<void> {
    await this.opened;
    const failures: PublishFailure[] = [];
    // All at once: the lanes keep the order of a key and run different keys together.
    await Promise.all(
      messages.map((message, index) =>
        this.deliver(message).catch((error: unknown) => {
          failures.push({ index, error: error instanceof Error ? error : new Error(String(error)), retriable: true });
        }),
      ),
    );
    if (failures.length > 0) throw new PublishError(failures.sort((a, b) => a.index - b.index));
  }

  subscribe(subscription: BusSubscription): Promise<RunningSubscription> {
    const running = this.groups.get(subscription.group);
    if (running && !running.closing.signal.aborted) {
      return Promise.reject(new Error(`Group ${subscription.group} is subscribed already`));
    }
    const group: Group = {
      subscription,
      lanes: deliveryLanes(subscription),
      inFlight: new Set(),
      closing: new AbortController(),
    };
    this.groups.set(subscription.group, group);
    return Promise.resolve({ close: () => closeGroup(group) });
  }

  /**
   * None: the outboxes are the log, and no message leaves them before every subscribed group has settled it. That a
   * group is added after others have been served is not seen here.
   */
  topicsBeginningLate(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  ping(): Promise<void> {
    return this.closing.signal.aborted ? Promise.reject(new BusClosedError('Bus')) : Promise.resolve();
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.letOpen();
    await Promise.all([...this.groups.values()].map(closeGroup));
  }

  private async deliver(message: WireMessage): Promise<void> {
    if (this.closing.signal.aborted) throw new BusClosedError('Bus');
    const interested = [...this.groups.values()].filter((group) => group.subscription.topics.includes(message.topic));
    const settled = await Promise.all(interested.map((group) => deliverTo(group, message)));
    const missing = interested[settled.indexOf(false)];
    if (missing) throw new BusClosedError(`Subscription of ${missing.subscription.group}`);
  }
}

/**
 * Resolves with whether the group settled the message. When it did not it is closing, and none of the key's later
 * messages, which wait in the same lane, is begun.
 */
async function deliverTo({ lanes, closing, inFlight }: Group, message: WireMessage): Promise<boolean> {
  let isSettled = false;
  const work = lanes.run(laneOf(message), {
    message,
    leaving: closing.signal,
    settle: () => (isSettled = true),
  });
  inFlight.add(work);
  await work.finally(() => inFlight.delete(work));
  return isSettled;
}

async function closeGroup(group: Group): Promise<void> {
  group.closing.abort();
  await settledWithin([...group.inFlight], DRAIN_MS);
}
