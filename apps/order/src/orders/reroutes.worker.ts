import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { PollingWorker } from '#platform';
import { ReroutesService } from './reroutes.service.js';

/** Another process may have been asked; ours wakes at once. */
const INTERVAL_MS = 1_000;

/** Works through bulk re-routings, order by order. */
@Injectable()
export class ReroutesWorker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly worker: PollingWorker;

  constructor(reroutes: ReroutesService) {
    this.worker = new PollingWorker({ name: 'reroutes', intervalMs: INTERVAL_MS, run: () => reroutes.advance() });
  }

  onApplicationBootstrap(): void {
    this.worker.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.worker.stop();
  }

  wake(): void {
    this.worker.wake();
  }
}
