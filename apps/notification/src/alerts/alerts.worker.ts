import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { PollingWorker } from '#platform';
import { AlertsService } from './alerts.service.js';

/** How often to look: repetitions are hours apart, a few seconds do not matter. */
const LOOK_EVERY_MS = 2_000;

/** Repeats alerts as long as the service runs. */
@Injectable()
export class AlertsWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly worker = new PollingWorker({
    name: 'alerts',
    intervalMs: LOOK_EVERY_MS,
    run: () => this.alerts.repeatDue(),
  });

  constructor(private readonly alerts: AlertsService) {}

  onApplicationBootstrap(): void {
    this.worker.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.worker.stop();
  }
}
