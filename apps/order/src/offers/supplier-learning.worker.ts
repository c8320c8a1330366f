import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { PollingWorker } from '#platform';
import { SupplierRecordsService } from './supplier-records.service.js';

/** A decision a second later knows what a supplier did; nobody needs it sooner. */
const INTERVAL_MS = 1_000;

/** Takes what suppliers did into their records. */
@Injectable()
export class SupplierLearningWorker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly worker: PollingWorker;

  constructor(records: SupplierRecordsService) {
    this.worker = new PollingWorker({
      name: 'supplier-learning',
      intervalMs: INTERVAL_MS,
      run: () => records.learn(),
    });
  }

  onApplicationBootstrap(): void {
    this.worker.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.worker.stop();
  }
}
