import type { WireMessage } from '#contracts';
import type { BusPort, BusSubscription, RunningSubscription } from '../bus.port.js';

/** How to reach Kafka and how topics are named and made there. */
export interface KafkaBusOptions {
  readonly brokers: readonly string[];
  /** The service's name; shows up in the broker's logs and quotas. */
  readonly clientId: string;
  /** Put before every contract topic (tests, shared brokers). */
  readonly topicPrefix?: string;
  /** Partitions of topics that this adapter creates. */
  readonly partitions?: number;
  /** Copies of topics that this adapter creates. Omitted: the broker's default. */
  readonly replicationFactor?: number;
  /** Told when a consumer died for good and could not be restarted: the process should exit. */
  readonly onCrashed?: (error: Error) => void;
}

/** Kafka through kafkajs. */
export class KafkaBus implements BusPort {
  constructor(readonly options: KafkaBusOptions) {}

  connect(): Promise<void> {
    throw new Error('unfinished');
  }

  publish(_messages: readonly WireMessage[]): Promise<void> {
    throw new Error('unfinished');
  }

  subscribe(_subscription: BusSubscription): Promise<RunningSubscription> {
    throw new Error('unfinished');
  }

  ping(): Promise<void> {
    throw new Error('unfinished');
  }

  close(): Promise<void> {
    throw new Error('unfinished');
  }
}
