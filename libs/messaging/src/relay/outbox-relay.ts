import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { DataSource, EntitySubscriberInterface } from 'typeorm';
import { type BusPort, PublishError } from '../bus/bus.port.js';
import { settledWithin } from '../bus/delivery.js';
import { DRAIN_MS } from '../bus/bus-limits.js';
import { groupBy } from '../concurrency/group-by.js';
import { Signal } from '../concurrency/signal.js';
import { crashPoint } from '../faults/crash-point.js';
import type { MessagingMetrics } from '../metrics/messaging-metrics.js';
import { appendedTransactions } from '../outbox/appended-transactions.js';
import { BucketLeases } from './bucket-leases.js';
import { type PendingMessage, PendingMessages } from './pending-messages.js';
import { keyNameOf, outcomeOf, type PublishOutcome } from './publish-outcome.js';
import { DRAIN_POLL_MS, POLL_MS, RETRY_BASE_MS, RETRY_MAX_MS } from './relay-limits.js';
import { RetrySchedule } from './retry-schedule.js';

const retryRange = { baseMs: RETRY_BASE_MS, maxMs: RETRY_MAX_MS };

/**
 * Moves committed events from the outbox to the bus: per key in order, one publish in flight per bucket,
 * for ever. A message leaves the table only when the bus has it.
 */
export class OutboxRelay {
  private readonly logger = new Logger(OutboxRelay.name);
  private readonly signal = new Signal();
  private readonly leases: BucketLeases;
  private readonly pending: PendingMessages;
  private readonly publishing = new Map<number, Promise<void>>();
  private readonly failingBuckets = new RetrySchedule<number>(retryRange);
  private readonly refusedKeys = new RetrySchedule<string>(retryRange);
  private readonly commitSubscriber: EntitySubscriberInterface;
  private running: Promise<void> | null = null;
  private stopping = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly bus: BusPort,
    private readonly metrics: MessagingMetrics,
  ) {
    this.leases = new BucketLeases(dataSource);
    this.pending = new PendingMessages(dataSource);
    this.commitSubscriber = {
      afterTransactionCommit: ({ queryRunner }) => {
        if (appendedTransactions.has(queryRunner)) this.wake();
      },
    };
  }

  /** Starts publishing; returns at once, also when the bus is down. */
  start(): Promise<void> {
    if (this.running) return Promise.resolve();
    this.stopping = false;
    this.dataSource.subscribers.push(this.commitSubscriber);
    this.running = this.work();
    return Promise.resolve();
  }

  /** Looks for work now instead of at the next poll. Called after each commit that appended. */
  wake(): void {
    this.signal.notify();
  }

  /** Resolves when every event committed before the call is published, or the relay stops. Give it a deadline. */
  async drain(): Promise<void> {
    const newest = await this.pending.newest();
    if (newest === null) return;
    this.wake();
    while (!this.stopping && (await this.pending.anyUpTo(newest))) await pause(DRAIN_POLL_MS);
  }

  /** Lets what is in flight end within a deadline and gives the leases back. */
  async stop(): Promise<void> {
    if (!this.running) return;
    this.stopping = true;
    const { subscribers } = this.dataSource;
    subscribers.splice(subscribers.indexOf(this.commitSubscriber), 1);
    this.wake();
    await this.running;
    this.running = null;
    await settledWithin(this.publishing.values(), DRAIN_MS);
    await this.leases.release().catch((error: unknown) => {
      this.logger.warn(`Leases were not given back, they run out by themselves: ${messageOf(error)}`);
    });
  }

  private async work(): Promise<void> {
    let failures = 0;
    while (!this.stopping) {
      let found = 0;
      try {
        found = await this.publishNext();
        failures = 0;
      } catch (error) {
        failures += 1;
        this.logger.warn(`Cannot read the outbox, attempt ${failures}: ${messageOf(error)}`);
      }
      if (found === 0) await this.signal.wait(this.idleMs(failures));
    }
  }

  private idleMs(failures: number): number {
    if (failures > 0) return Math.min(RETRY_MAX_MS, RETRY_BASE_MS * 2 ** Math.min(failures, 10));
    return Math.min(this.failingBuckets.nextWithin(POLL_MS), this.refusedKeys.nextWithin(POLL_MS));
  }

  /** @returns how many messages were sent on their way. */
  private async publishNext(): Promise<number> {
    const held = new Set(this.failingBuckets.held());
    const owned = await this.leases.current();
    const free = owned.filter((bucket) => !this.publishing.has(bucket) && !held.has(bucket));
    const batch = await this.pending.read(free, this.refusedKeys.held());
    for (const [bucket, messages] of groupBy(batch, (message) => message.bucket)) {
      const done = this.publishBucket(bucket, messages).finally(() => {
        this.publishing.delete(bucket);
        this.wake();
      });
      this.publishing.set(bucket, done);
    }
    return batch.length;
  }

  /** Never rejects: what is not acknowledged is read and published again. */
  private async publishBucket(bucket: number, batch: readonly PendingMessage[]): Promise<void> {
    try {
      crashPoint('relay.before-produce');
      const outcome = await this.publish(batch);
      crashPoint('relay.before-acknowledge');
      await this.pending.acknowledge(outcome.published);
      crashPoint('relay.after-acknowledge');
      this.note(bucket, batch, outcome);
    } catch (error) {
      const attempts = this.failingBuckets.failed(bucket);
      this.logger.warn(`Bucket ${bucket} was not published, attempt ${attempts}: ${messageOf(error)}`);
    }
  }

  private async publish(batch: readonly PendingMessage[]): Promise<PublishOutcome> {
    try {
      await this.bus.publish(batch.map((pending) => pending.message));
      return outcomeOf(batch, null);
    } catch (error) {
      if (error instanceof PublishError) return outcomeOf(batch, error);
      throw error;
    }
  }

  private note(bucket: number, batch: readonly PendingMessage[], outcome: PublishOutcome): void {
    this.metrics.published.inc(outcome.published.length);
    for (const key of new Set(batch.map(keyNameOf))) if (!outcome.refusedKeys.has(key)) this.refusedKeys.succeeded(key);
    for (const [key, error] of outcome.refusedKeys) {
      const attempts = this.refusedKeys.failed(key);
      this.logger.error(
        `The bus refuses the next record of ${key}, which now waits (attempt ${attempts}): ${error.message}`,
      );
    }
    this.metrics.refusedKeys.set(this.refusedKeys.size);
    if (!outcome.outage) {
      this.failingBuckets.succeeded(bucket);
      return;
    }
    const attempts = this.failingBuckets.failed(bucket);
    this.logger.warn(`Bucket ${bucket} waits for the bus, attempt ${attempts}: ${outcome.outage.message}`);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
