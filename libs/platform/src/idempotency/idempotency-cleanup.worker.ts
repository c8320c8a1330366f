import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { PollingWorker } from '../worker/polling-worker.js';

/** Pause between two sweeps, milliseconds: the keys are small, and nobody waits for their end. */
const SWEEP_EVERY_MS = 3_600_000;
/** Keys of one statement, so that it never holds many rows. */
const BATCH_MAX = 5_000;

/** Which keys go. */
export interface IdempotencyCleanupOptions {
  /** How long a key is remembered, hours: longer than any client sends it again. */
  readonly keepHours: number;
  /** Keys of one statement (5,000). */
  readonly batchMax?: number;
}

/**
 * Forgets idempotency keys that no client will send again; their answers hold personal data. For a service with a table
 * `idempotency_keys` that has a `created_at`. A key whose request is in flight is not committed yet, so it is young.
 * Several processes may sweep at once: each takes rows that no other has.
 */
export class IdempotencyCleanupWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly batchMax: number;
  private readonly worker = new PollingWorker({
    name: 'idempotency-cleanup',
    intervalMs: SWEEP_EVERY_MS,
    run: () => this.sweep(),
  });

  constructor(
    private readonly dataSource: DataSource,
    private readonly options: IdempotencyCleanupOptions,
  ) {
    this.batchMax = options.batchMax ?? BATCH_MAX;
  }

  onApplicationBootstrap(): void {
    this.worker.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.worker.stop();
  }

  /** One statement. @returns whether there may be more. */
  async sweep(): Promise<boolean> {
    const [, forgotten] = await this.dataSource.query<[unknown[], number]>(
      `DELETE FROM idempotency_keys WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM idempotency_keys WHERE created_at < now() - make_interval(hours => $1)
         LIMIT $2 FOR UPDATE SKIP LOCKED))`,
      [this.options.keepHours, this.batchMax],
    );
    return forgotten === this.batchMax;
  }
}
