import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { PollingWorker } from '#platform';
import { SimulationsService } from './simulations.service.js';

/** Another process may have been asked; ours wakes at once. */
const INTERVAL_MS = 1_000;

/** Takes simulations forward, some decisions at a time; after a restart it goes on where it was. */
@Injectable()
export class SimulationsWorker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly worker: PollingWorker;

  constructor(simulations: SimulationsService) {
    this.worker = new PollingWorker({
      name: 'routing-simulations',
      intervalMs: INTERVAL_MS,
      run: () => simulations.advance(),
    });
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
