import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { DataSource, EntitySubscriberInterface } from 'typeorm';
import type { BusPort } from '../bus/bus.port.js';
import { settledWithin } from '../bus/delivery.js';
import { DRAIN_MS } from '../bus/bus-limits.js';
import { backoffMs } from '../concurrency/backoff.js';
import { Loop } from '../concurrency/loop.js';
import { sweepRegularly } from '../database/sweep.js';
import { RECORDS_DAYS_DEFAULT, sweepRecords } from '../effects/record-retention.js';
import type { MessagingMetrics } from '../metrics/messaging-metrics.js';
import { appendedTransactions, scheduledTransactions } from '../outbox/appended-transactions.js';
import { ARCHIVE_HOURS_DEFAULT } from '../outbox/archive-hours.js';
import { ArchiveHousekeeping } from './archive-housekeeping.js';
import { ArchiveReplays } from './archive-replays.js';
import { BucketLeases } from './bucket-leases.js';
import { DueTimers } from './due-timers.js';
import { type PendingMessage, PendingMessages } from './pending-messages.js';
import { PublishLanes } from './publish-lanes.js';
import type { PublishOutcome } from './publish-outcome.js';
import { RefusedKeys } from './refused-keys.js';
import {
  DRAIN_POLL_MS,
  IN_MEMORY_MAX,
  LEASE_GIVE_BACK_MS,
  LEASE_RENEW_MS,
  POLL_MS,
  RETRY_BASE_MS,
  RETRY_MAX_MS,
} from './relay-limits.js';
import { RetrySchedule } from './retry-schedule.js';
import { WakeChannel } from './wake-channel.js';

const retryRange = { baseMs: RETRY_BASE_MS, maxMs: RETRY_MAX_MS };

/** How long the relay lets things stay that are over. */
export interface RelayRetention {
  /** Published events, for replay: at the least, 24 to 72 hours; 48 by default. */
  readonly archiveHours?: number;
  /** Records of calls to the outside and of replays, days; 90 by default. */
  readonly recordsDays?: number;
}

/**
 * Moves committed events from the outbox to the bus: per key in order, for ever, sharing the work with the relays
 * of the service's other processes. An event leaves the pending table only when the bus has it; its payload stays
 * in the archive.
 */
export class OutboxRelay {
  private readonly logger = new Logger(OutboxRelay.name);
  private readonly leases: BucketLeases;
  private readonly pending: PendingMessages;
  private readonly lanes: PublishLanes;
  private readonly channel: WakeChannel;
  private readonly housekeeping: ArchiveHousekeeping;
  private readonly timers: DueTimers;
  private readonly replays: ArchiveReplays;
  private readonly reading: Loop;
  private readonly leasing: Loop;
  private readonly failingBuckets = new RetrySchedule<number>(retryRange);
  private readonly refusedKeys: RefusedKeys;
  private readonly commitSubscriber: EntitySubscriberInterface;
  private running = false;
  private stopping = false;
  /** The last look left something behind that could be read once there is room. */
  private moreToRead = false;
  private endSweeping: () => void = () => undefined;

  /** @param keeps how long things stay. */
  constructor(
    private readonly dataSource: DataSource,
    bus: Pick<BusPort, 'publish'>,
    private readonly metrics: MessagingMetrics,
    private readonly keeps: RelayRetention = {},
  ) {
    this.leases = new BucketLeases(dataSource);
    this.pending = new PendingMessages(dataSource);
    this.refusedKeys = new RefusedKeys(dataSource);
    this.housekeeping = new ArchiveHousekeeping(dataSource, keeps.archiveHours ?? ARCHIVE_HOURS_DEFAULT);
    this.timers = new DueTimers(dataSource, () => this.wakeAll());
    this.replays = new ArchiveReplays(dataSource, () => this.wakeAll());
    this.reading = new Loop('read the outbox', retryRange, () => this.readNext());
    this.leasing = new Loop('renew the leases of the outbox', retryRange, () => this.renewLeases());
    this.channel = new WakeChannel(
      dataSource,
      () => this.wake(),
      () => this.leasing.wake(),
    );
    this.lanes = new PublishLanes({
      publish: (messages) => bus.publish(messages),
      acknowledge: (messages) => this.pending.acknowledge(messages, this.leases.owner),
      holds: (bucket, epoch) => this.leases.holds(bucket, epoch),
      published: (bucket, batch, outcome) => this.note(bucket, batch, outcome),
      settled: () => {
        if (this.moreToRead) this.wake();
      },
      acknowledgeFailed: (error, attempt) => {
        this.logger.warn(`Published events were not deleted, attempt ${attempt}: ${messageOf(error)}`);
        return pause(backoffMs(attempt, retryRange));
      },
    });
    this.commitSubscriber = {
      afterTransactionCommit: ({ queryRunner }) => {
        if (scheduledTransactions.has(queryRunner)) this.timers.wake();
        if (appendedTransactions.has(queryRunner)) this.wakeAll();
      },
    };
  }

  /** Starts publishing; returns at once, also when the bus is down. */
  start(): Promise<void> {
    if (this.running) return Promise.resolve();
    this.running = true;
    this.stopping = false;
    this.dataSource.subscribers.push(this.commitSubscriber);
    this.lanes.start();
    for (const loop of this.loops()) loop.start();
    this.endSweeping = sweepRegularly('records of calls and replays', () =>
      sweepRecords(this.dataSource, this.keeps.recordsDays ?? RECORDS_DAYS_DEFAULT),
    );
    return Promise.resolve();
  }

  /** Looks for work now instead of at the next poll. Called after each commit that appended. */
  wake(): void {
    this.reading.wake();
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
    this.running = false;
    this.stopping = true;
    this.endSweeping();
    const { subscribers } = this.dataSource;
    subscribers.splice(subscribers.indexOf(this.commitSubscriber), 1);
    await this.reading.stop();
    await settledWithin([this.lanes.stop()], DRAIN_MS);
    await Promise.all(this.loops().map((loop) => loop.stop()));
    await this.leases.release().catch((error: unknown) => {
      this.logger.warn(`Leases were not given back, they run out by themselves: ${messageOf(error)}`);
    });
  }

  /** This relay, and those of the service's other processes: the bucket may be theirs. */
  private wakeAll(): void {
    this.wake();
    if (this.leases.shared) this.channel.notify();
  }

  private loops(): readonly { start(): void; stop(): Promise<void> }[] {
    return [this.channel, this.leasing, this.reading, this.timers, this.replays, this.housekeeping];
  }

  /** @returns how long to wait before the next look, milliseconds. */
  private async readNext(): Promise<number> {
    const failing = new Set(this.failingBuckets.held());
    const owned = this.leases.current().filter(({ bucket }) => !failing.has(bucket));
    const wanted = this.lanes.size < IN_MEMORY_MAX ? owned.filter(({ bucket }) => this.lanes.wants(bucket)) : [];
    this.moreToRead = wanted.length < owned.length;
    const ticket = this.lanes.beginRead();
    const { messages, more } = await this.pending.read(wanted, ticket.known, this.refusedKeys.held());
    const accepted = this.lanes.accept(ticket, messages);
    if (more) this.moreToRead = true;
    if (accepted > 0 && more) return 0;
    return Math.min(this.failingBuckets.nextWithin(POLL_MS), this.refusedKeys.nextWithin(POLL_MS));
  }

  private async renewLeases(): Promise<number> {
    const before = this.leases.current().length;
    await this.leases.renew((bucket) => this.lanes.isBusy(bucket), this.channel.backendPid);
    if (this.leases.current().length > before) {
      await this.refusedKeys.load();
      this.wake();
    }
    return this.leases.overShare ? LEASE_GIVE_BACK_MS : LEASE_RENEW_MS;
  }

  private note(bucket: number, batch: readonly PendingMessage[], outcome: PublishOutcome): void {
    this.metrics.published.inc(outcome.published.length);
    this.metrics.flow.relayBatch.observe(batch.length);
    this.refusedKeys.published(outcome.published);
    for (const [name, refusal] of outcome.refusals) this.refusedKeys.refused(name, refusal);
    if (outcome.outage) {
      const attempts = this.failingBuckets.failed(bucket);
      this.logger.warn(`Bucket ${bucket} waits for the bus, attempt ${attempts}: ${outcome.outage.message}`);
    } else this.failingBuckets.succeeded(bucket);
    // What was not published is read again, some of it after a pause that is counted from now.
    if (outcome.published.length < batch.length) this.wake();
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
