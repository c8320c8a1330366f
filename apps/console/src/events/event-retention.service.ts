import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PollingWorker } from '#platform';
import { ConsoleConfig } from '../config.js';

/** Pause between two sweeps, milliseconds: what goes is months old. */
const SWEEP_EVERY_MS = 3_600_000;
/** Events deleted by one statement: short locks, and replicas keep up. */
const SWEEP_EVENTS_MAX = 5_000;

/** By `recorded_at`, whose index is a few pages: events lie in the table in the order in which they came. */
const SWEEP_SQL = `
  DELETE FROM events WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM events WHERE recorded_at < now() - $1 * interval '1 day' LIMIT $2))`;

/**
 * Lets go of events that are older than `EVENTS_KEPT_DAYS`. What an order is at (`order_progress`) stays: it was
 * worked out when the events came. A stream that resumes from an event that is gone goes on with the oldest there is.
 */
@Injectable()
export class EventRetention implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly worker = new PollingWorker({
    name: 'event-retention',
    intervalMs: SWEEP_EVERY_MS,
    run: () => this.sweepSome(),
  });

  constructor(
    private readonly dataSource: DataSource,
    @Inject(ConsoleConfig) private readonly config: Pick<ConsoleConfig, 'EVENTS_KEPT_DAYS'>,
  ) {}

  onApplicationBootstrap(): void {
    this.worker.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.worker.stop();
  }

  /** @returns whether there may be more. */
  async sweepSome(): Promise<boolean> {
    const parameters = [this.config.EVENTS_KEPT_DAYS, SWEEP_EVENTS_MAX];
    const [, deleted] = await this.dataSource.query<[unknown[], number]>(SWEEP_SQL, parameters);
    return deleted === SWEEP_EVENTS_MAX;
  }
}
