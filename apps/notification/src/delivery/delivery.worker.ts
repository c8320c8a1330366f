import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { PollingWorker } from '#platform';
import { NotificationsService } from '../notifications/notifications.service.js';
import { Channels } from './channels/channels.js';
import { DeliveryService } from './delivery.service.js';

/** How often to look for what other processes planned, and for second attempts. Own plans wake the worker. */
const LOOK_EVERY_MS = 1_000;

/** Delivers messages as long as the service runs. */
@Injectable()
export class DeliveryWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(DeliveryWorker.name);
  private readonly worker = new PollingWorker({
    name: 'delivery',
    intervalMs: LOOK_EVERY_MS,
    run: () => this.delivery.deliverDue(),
  });
  private stopWaking: () => void = () => undefined;

  constructor(
    private readonly delivery: DeliveryService,
    private readonly channels: Channels,
    private readonly notifications: NotificationsService,
  ) {}

  onApplicationBootstrap(): void {
    if (this.channels.configured.length === 0) {
      this.logger.warn('There is no SMTP_URL: messages wait until the service is started with one.');
      return;
    }
    this.stopWaking = this.notifications.onPlanned(() => this.worker.wake());
    this.worker.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopWaking();
    await this.worker.stop();
  }
}
