import type { WireMessage } from '#contracts';

/** One consumer group's interest in topics. */
export interface BusSubscription {
  /** The service's name. Members of one group share the messages. */
  readonly group: string;
  /** Contract topic names, without any prefix of the broker. */
  readonly topics: readonly string[];
  /** Whether a message may be handed over together with others; one that may not comes alone. */
  readonly mayShare: (message: WireMessage) => boolean;
  /**
   * Called with some messages, those of one key in order; never again with a key of a call under way, with
   * different keys concurrently. Resolves when each message is settled for good (handled or parked); rejects when
   * one is not, and the bus then hands each of them over again, in smaller calls and at last alone.
   */
  readonly handle: (messages: readonly WireMessage[]) => Promise<void>;
  /** Told now and then how many messages of a partition lie on the bus unread. A bus without a store tells nothing. */
  readonly onLag?: (topic: string, partition: number, messages: number) => void;
}

/** A running subscription. */
export interface RunningSubscription {
  /** Takes no new message, lets running handlers end within the drain deadline, leaves the group. */
  close(): Promise<void>;
}

/** Why one message of a `publish` call is not on the bus. */
export interface PublishFailure {
  /** Position in the list given to `publish`. */
  readonly index: number;
  readonly error: Error;
  /** False when the same record can never be accepted (too large, for instance). */
  readonly retriable: boolean;
}

/** Some messages of a `publish` call are not durable. Those not listed are. */
export class PublishError extends Error {
  override readonly name = 'PublishError';
  /** Constant code for logs and metrics. */
  readonly code = 'PUBLISH_FAILED';
  constructor(readonly failures: readonly PublishFailure[]) {
    super(`${failures.length} message(s) not published: ${failures[0]?.error.message ?? 'unknown'}`, {
      cause: failures[0]?.error,
    });
  }
}

/**
 * What carries messages between services. Two adapters, one conformance suite.
 * Promise: at least once, per (topic, key) in the order of publishing.
 */
export interface BusPort {
  /** Makes the bus usable; retries while a broker is still starting. */
  connect(): Promise<void>;
  /**
   * Resolves when every message is durable (Kafka) or settled by every subscribed group (in process).
   * @throws PublishError naming the messages that are not; of one key never a later without the earlier.
   */
  publish(messages: readonly WireMessage[]): Promise<void>;
  subscribe(subscription: BusSubscription): Promise<RunningSubscription>;
  /** Those of `topics` of which a new group cannot read everything: the oldest messages are gone from the bus. */
  topicsBeginningLate(topics: readonly string[]): Promise<readonly string[]>;
  /** Resolves when the bus answers; for the readiness probe. */
  ping(): Promise<void>;
  /** Drains subscriptions, then disconnects. */
  close(): Promise<void>;
}
