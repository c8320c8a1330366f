import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { backoffMs } from '../../concurrency/backoff.js';
import type { KeyLanes } from '../../concurrency/key-lanes.js';
import type { BusSubscription, RunningSubscription } from '../bus.port.js';
import { type Delivery, deliveryLanes } from '../delivery.js';
import { consumeBatch } from './consume-batch.js';
import { isOutage } from './kafka-client.js';
import {
  CONSUMER_RESTART_BASE_MS,
  CONSUMER_RESTART_MAX_MS,
  CONSUMER_RESTARTS_MAX,
  FETCH_BYTES_PER_PARTITION,
  FETCH_WAIT_MS,
  HEARTBEAT_MS,
  PARTITIONS_AT_ONCE,
  REBALANCE_MS,
  SESSION_MS,
} from './kafka-limits.js';

const restartRange = { baseMs: CONSUMER_RESTART_BASE_MS, maxMs: CONSUMER_RESTART_MAX_MS };

/** What a subscription needs besides what it subscribes to. */
export interface KafkaSubscriptionOptions {
  readonly kafka: Kafka;
  readonly topicPrefix: string;
  /** Told when the consumer is dead for good. */
  readonly onCrashed: (error: Error) => void;
}

/**
 * One consumer group member, supervised: kafkajs gives up on errors that it holds for non-retriable and leaves a
 * dead consumer in a living process.
 */
export class KafkaSubscription implements RunningSubscription {
  private readonly logger: Logger;
  private readonly lanes: KeyLanes<Delivery>;
  private readonly closing = new AbortController();
  private consumer: Consumer | null = null;
  /** In a row. */
  private crashes = 0;
  /** Those of them that no outage of the broker explains. */
  private defects = 0;

  constructor(
    private readonly subscription: BusSubscription,
    private readonly options: KafkaSubscriptionOptions,
  ) {
    this.logger = new Logger(`Kafka ${subscription.group}`);
    this.lanes = deliveryLanes(subscription);
  }

  /** Joins the group; resolves when fetching has begun. */
  async start(): Promise<void> {
    const { kafka, topicPrefix } = this.options;
    const consumer = kafka.consumer({
      groupId: topicPrefix + this.subscription.group,
      sessionTimeout: SESSION_MS,
      heartbeatInterval: HEARTBEAT_MS,
      rebalanceTimeout: REBALANCE_MS,
      maxBytesPerPartition: FETCH_BYTES_PER_PARTITION,
      maxWaitTimeInMs: FETCH_WAIT_MS,
      allowAutoTopicCreation: false,
    });
    this.consumer = consumer;
    consumer.on(consumer.events.GROUP_JOIN, () => (this.crashes = this.defects = 0));
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (payload.restart) this.logger.warn(`kafkajs restarts the consumer: ${payload.error.message}`);
      else void this.restart(payload.error);
    });
    try {
      await this.run(consumer);
    } catch (error) {
      await consumer.disconnect().catch(() => undefined);
      throw error;
    }
  }

  async close(): Promise<void> {
    this.closing.abort();
    // Waits for the batches under way, which end early because of the signal and within the drain deadline.
    await this.consumer?.disconnect();
    this.consumer = null;
  }

  private async run(consumer: Consumer): Promise<void> {
    await consumer.connect();
    await consumer.subscribe({
      topics: this.subscription.topics.map((topic) => this.options.topicPrefix + topic),
      fromBeginning: true,
    });
    await consumer.run({
      autoCommit: false,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
      eachBatch: (payload) => this.eachBatch(payload),
    });
  }

  private eachBatch(payload: EachBatchPayload): Promise<void> {
    const { lanes, closing, subscription } = this;
    const topic = payload.batch.topic.slice(this.options.topicPrefix.length);
    const { onLag } = subscription;
    return consumeBatch(payload, { topic, lanes, closing: closing.signal, logger: this.logger, onLag });
  }

  private async restart(error: Error): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.crashes += 1;
    if (!isOutage(error)) this.defects += 1;
    if (this.defects > CONSUMER_RESTARTS_MAX) {
      this.logger.error(`Consumer is dead after ${CONSUMER_RESTARTS_MAX} restarts: ${error.message}`);
      this.options.onCrashed(error);
      return;
    }
    this.logger.error(`Consumer crashed, restart ${this.crashes}: ${error.message}`);
    try {
      await pause(backoffMs(this.crashes, restartRange), undefined, { signal: this.closing.signal });
      await this.start();
    } catch (failure) {
      await this.restart(failure instanceof Error ? failure : new Error(String(failure)));
    }
  }
}
