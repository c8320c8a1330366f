import type { Topic } from '../topics.js';

/**
 * One fact on its way between services: what happened (`data`) and everything that a consumer needs
 * to handle it once, in order, and to find out where it came from.
 */
export interface Envelope<T extends object = object> {
  /** UUIDv7, given once and stable for life: every redelivery carries it. The key of the inbox. */
  readonly id: string;
  /** The name on the wire, for instance `order.placed`. */
  readonly type: string;
  /** Major version of `data`. A consumer that does not know it parks the message. */
  readonly version: number;
  readonly topic: Topic;
  /** The merchant that everything in `data` belongs to. */
  readonly merchantId: string;
  /** Ordering key: facts of one key reach every consumer in the order of `keyVersion`. */
  readonly key: string;
  /** Counts the facts of (topic, key) from 1, without gap. */
  readonly keyVersion: number;
  /** When it became true, RFC 3339 in UTC. */
  readonly occurredAt: string;
  /** The service that says so. */
  readonly producer: string;
  /** The same for everything that one request from outside set in motion. */
  readonly correlationId: string;
  /** The message whose handling caused this one, or null for a request from outside. */
  readonly causationId: string | null;
  /** W3C trace context of the moment of writing, or null when nobody traces. */
  readonly traceparent: string | null;
  /**
   * There once was such a fact, and an operator gave it up because the broker refused it: `data` is empty. It keeps
   * the versions of its key gapless; no handler sees it.
   */
  readonly isSkipped?: true;
  readonly data: T;
}
