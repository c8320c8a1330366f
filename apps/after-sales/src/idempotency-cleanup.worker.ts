import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PollingWorker } from '#platform';
import { AfterSalesConfig } from './config.js';

/** An hour: the keys are small, and nobody waits for their end. */
const INTERVAL_MS = 3_600_000;
/** Keys of one statement, so that it never holds many rows. */
const BATCH_MAX = 5_000;

/** Forgets idempotency keys that no client will send again. */
@Injectable()
export class IdempotencyCleanupWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly worker: PollingWorker;

  constructor(dataSource: DataSource, { IDEMPOTENCY_KEEP_HOURS: hours }: AfterSalesConfig) {
    const run = async (): Promise<boolean> => {
      const [, forgotten] = await dataSource.query<[unknown[], number]>(
        `DELETE FROM idempotency_keys WHERE ctid = ANY (ARRAY(
           SELECT ctid FROM idempotency_keys WHERE created_at < now() - make_interval(hours => $1) LIMIT $2))`,
        [hours, BATCH_MAX],
      );
      return forgotten === BATCH_MAX;
    };
    this.worker = new PollingWorker({ name: 'idempotency-cleanup', intervalMs: INTERVAL_MS, run });
  }

  onApplicationBootstrap(): void {
    this.worker.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.worker.stop();
  }
}
