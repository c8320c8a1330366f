import { Logger } from '@nestjs/common';
import { type Admin, type Kafka, Partitioners, type Producer } from 'kafkajs';
import type { WireMessage } from '#contracts';
import { JoinedCalls } from '../../concurrency/joined-calls.js';
import { type BusPort, type BusSubscription, PublishError, type RunningSubscription } from '../bus.port.js';
import { isRecordsFault, kafkaClient } from './kafka-client.js';
import { PARTITIONS_DEFAULT, TOPIC_RETENTION_HOURS_DEFAULT } from './kafka-limits.js';
import { topicMessagesOf } from './kafka-records.js';
import { KafkaSubscription } from './kafka-subscription.js';
import { ensureTopics } from './kafka-topics.js';
import { type ProduceFailure, produceInOrder } from './produce-in-order.js';
import { whileStarting } from './while-starting.js';

/** How to reach Kafka and how topics are named and made there. */
export interface KafkaBusOptions {
  readonly brokers: readonly string[];
  /** The service's name; shows up in the broker's logs and quotas. */
  readonly clientId: string;
  /** Put before every topic and group (tests, shared brokers). */
  readonly topicPrefix?: string;
  /** Partitions of topics that this adapter creates. */
  readonly partitions?: number;
  /** Copies of topics that this adapter creates. Omitted: the broker's default. */
  readonly replicationFactor?: number;
  /** How long events stay on topics that this adapter creates, compacted ones apart. Events hold personal data. */
  readonly retentionHours?: number;
  /** Told when a consumer died for good and could not be restarted: the process should exit. */
  readonly onCrashed?: (error: Error) => void;
}

/**
 * Kafka through kafkajs. Not idempotent on the producer's side: with one produce in flight the order holds, and
 * repeated records are dropped by id and version where they are consumed.
 */
export class KafkaBus implements BusPort {
  private readonly logger = new Logger(KafkaBus.name);
  private readonly topicPrefix: string;
  private readonly kafka: Kafka;
  private readonly producer: Producer;
  private readonly admin: Admin;
  private readonly produces: JoinedCalls<WireMessage, ProduceFailure | null>;
  private readonly subscriptions = new Set<KafkaSubscription>();
  private readonly closing = new AbortController();

  constructor(private readonly options: KafkaBusOptions) {
    this.topicPrefix = options.topicPrefix ?? '';
    this.kafka = kafkaClient(options.clientId, options.brokers);
    this.producer = this.kafka.producer({
      createPartitioner: Partitioners.DefaultPartitioner,
      allowAutoTopicCreation: false,
      maxInFlightRequests: 1,
    });
    this.admin = this.kafka.admin();
    this.produces = new JoinedCalls((messages) => produceInOrder(messages, (some) => this.send(some), isRecordsFault));
  }

  /** Connects and makes missing topics. A broker that just started answers "coordinator loading": tried again. */
  connect(): Promise<void> {
    return whileStarting(this.logger, this.closing.signal, async () => {
      await this.admin.connect();
      await ensureTopics(this.admin, {
        topicPrefix: this.topicPrefix,
        partitions: this.options.partitions ?? PARTITIONS_DEFAULT,
        replicationFactor: this.options.replicationFactor ?? -1,
        retentionHours: this.options.retentionHours ?? TOPIC_RETENTION_HOURS_DEFAULT,
      });
      await this.producer.connect();
    });
  }

  async publish(messages: readonly WireMessage[]): Promise<void> {
    const results = await this.produces.run(messages);
    const failures = results.flatMap((failure, index) => (failure ? [{ index, ...failure }] : []));
    if (failures.length > 0) throw new PublishError(failures);
  }

  async subscribe(subscription: BusSubscription): Promise<RunningSubscription> {
    const running = new KafkaSubscription(subscription, {
      kafka: this.kafka,
      topicPrefix: this.topicPrefix,
      onCrashed: this.options.onCrashed ?? (() => undefined),
    });
    this.subscriptions.add(running);
    await whileStarting(this.logger, this.closing.signal, () => running.start());
    return {
      close: async () => {
        this.subscriptions.delete(running);
        await running.close();
      },
    };
  }

  /** Those with a partition of which the broker has deleted records (retention, or an operator). */
  async topicsBeginningLate(names: readonly string[]): Promise<readonly string[]> {
    const late: string[] = [];
    await whileStarting(this.logger, this.closing.signal, async () => {
      late.length = 0;
      for (const topic of names) {
        const partitions = await this.admin.fetchTopicOffsets(this.topicPrefix + topic);
        if (partitions.some(({ low }) => BigInt(low) > 0n)) late.push(topic);
      }
    });
    return late;
  }

  async ping(): Promise<void> {
    await this.admin.describeCluster();
  }

  async close(): Promise<void> {
    this.closing.abort();
    await Promise.all([...this.subscriptions].map((subscription) => subscription.close()));
    this.subscriptions.clear();
    await Promise.all([this.producer.disconnect(), this.admin.disconnect()]);
  }

  private async send(messages: readonly WireMessage[]): Promise<void> {
    await this.producer.sendBatch({ acks: -1, topicMessages: topicMessagesOf(messages, this.topicPrefix) });
  }
}
