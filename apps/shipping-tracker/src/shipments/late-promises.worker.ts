import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { PollingWorker } from '#platform';
import { openStatus } from './domain/open-status.js';
import { ShipmentsService } from './shipments.service.js';

/** Parcels in one transaction. */
const BATCH_MAX = 100;
/** A look is one step into an index; a page that promises yesterday is a page that lies. */
const LOOK_EVERY_MS = 2_000;

/** Looks for parcels whose latest day went by without them, wherever on earth that day ended, and expects them anew. */
@Injectable()
export class LatePromisesWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly worker = new PollingWorker({
    name: 'late-promises',
    intervalMs: LOOK_EVERY_MS,
    run: () => this.dataSource.transaction((tx) => this.renew(tx)),
  });

  constructor(
    private readonly dataSource: DataSource,
    private readonly shipments: ShipmentsService,
  ) {}

  onApplicationBootstrap(): void {
    this.worker.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.worker.stop();
  }

  private async renew(tx: EntityManager): Promise<boolean> {
    const rows: { id: string }[] = await tx.query(
      `SELECT id FROM shipments
        WHERE ${openStatus} AND latest_day < (now() - interval '13 hours')::date
        ORDER BY latest_day LIMIT $1 FOR UPDATE SKIP LOCKED`,
      [BATCH_MAX],
    );
    if (rows.length > 0) {
      await this.shipments.expectAnew(
        tx,
        rows.map(({ id }) => id),
      );
    }
    return rows.length === BATCH_MAX;
  }
}
