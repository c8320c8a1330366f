import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PollingWorker } from '#platform';
import { OrderConfig } from '../config.js';

/** An hour: the keys are small, and nobody waits for their end. */
const INTERVAL_MS = 3_600_000;
/** Keys of one statement, so that it never holds many rows. */
const BATCH_MAX = 5_000;

/** Forgets idempotency keys that no client will send again; their answers hold personal data. */
@Injectable()
export class IdempotencyCleanupWorker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly worker: PollingWorker;

  constructor(dataSource: DataSource, config: OrderConfig) {
    this.worker = new PollingWorker({
      name: 'idempotency-cleanup',
      intervalMs: INTERVAL_MS,
      run: async () => {
        const [, deleted] = await dataSource.query<[unknown[], number]>(
          `DELETE FROM idempotency_keys WHERE (merchant_id, key) IN (
             SELECT merchant_id, key FROM idempotency_keys
             WHERE created_at < now() - make_interval(hours => $1) LIMIT ${String(BATCH_MAX)})`,
          [config.IDEMPOTENCY_KEEP_HOURS],
        );
        return deleted === BATCH_MAX;
      },
    });
  }

  onApplicationBootstrap(): void {
    this.worker.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.worker.stop();
  }
}
