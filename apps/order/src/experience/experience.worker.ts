import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { PollingWorker } from '#platform';
import { OrderConfig } from '../config.js';
import { ExperienceSnapshots } from './experience-snapshots.service.js';

/** Makes figures of what after-sales told. */
@Injectable()
export class ExperienceWorker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly worker: PollingWorker;

  constructor(snapshots: ExperienceSnapshots, config: OrderConfig) {
    this.worker = new PollingWorker({
      name: 'experience',
      intervalMs: config.EXPERIENCE_SECONDS * 1000,
      run: () => snapshots.learn(),
    });
  }

  onApplicationBootstrap(): void {
    this.worker.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.worker.stop();
  }
}
