import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Counter } from 'prom-client';
import { continueCause } from '#messaging';
import { CallPool, MetricsRegistry, PollingWorker, WebhookClient } from '#platform';
import { NotificationConfig } from '../config.js';
import { WebhookLogService } from './webhook-log.service.js';
import { IN_FLIGHT_PER_ENDPOINT, WebhookQueueService, type ClaimedWebhook } from './webhook-queue.service.js';

/** Calls in flight at once. */
const IN_FLIGHT_MAX = 16;
/** How often the log is looked through for what is too old. */
const SWEEP_EVERY_MS = 3_600_000;

/** Sends merchants their events as long as the service runs. */
@Injectable()
export class WebhookWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly pool: CallPool<ClaimedWebhook>;
  private readonly sweeper: PollingWorker;
  private readonly outcomes: Counter<'outcome'>;

  constructor(
    private readonly queue: WebhookQueueService,
    private readonly client: WebhookClient,
    log: WebhookLogService,
    config: NotificationConfig,
    registry: MetricsRegistry,
  ) {
    this.pool = new CallPool({
      name: 'merchant-webhooks',
      intervalMs: config.WEBHOOK_POLL_MS,
      callsMax: IN_FLIGHT_MAX,
      callsPerPartner: IN_FLIGHT_PER_ENDPOINT,
      claim: (limit, busy) => this.queue.claim(limit, busy),
      partnerOf: ({ endpoint }) => endpoint.id,
      make: (call) => continueCause(call.cause, `webhook ${call.eventType}`, () => this.deliver(call)),
    });
    this.sweeper = new PollingWorker({
      name: 'webhook-log',
      intervalMs: SWEEP_EVERY_MS,
      run: () => log.sweep(config.WEBHOOK_LOG_DAYS),
    });
    this.outcomes = new Counter({
      name: 'kervan_merchant_webhooks_total',
      help: 'Calls to endpoints of merchants by outcome',
      labelNames: ['outcome'],
      registers: [registry],
    });
  }

  onApplicationBootstrap(): void {
    this.pool.start();
    this.sweeper.start();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.pool.stop(), this.sweeper.stop()]);
  }

  private async deliver(call: ClaimedWebhook): Promise<void> {
    const reply = await this.client.send(call.endpoint, call.webhookId, call.body);
    await this.queue.recordResult(call, reply);
    this.outcomes.inc({ outcome: reply?.kind ?? 'breaker_open' });
  }
}
