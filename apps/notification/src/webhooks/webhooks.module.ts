import { Module } from '@nestjs/common';
import { OutboundHttp, WebhookClient } from '#platform';
import { AlertsModule } from '../alerts/alerts.module.js';
import { NotificationConfig } from '../config.js';
import { FactsModule } from '../facts/facts.module.js';
import { EndpointHealthService } from './endpoint-health.service.js';
import { MerchantEventsService } from './merchant-events.service.js';
import { UntoldEventsConsumer } from './untold-events.consumer.js';
import { WebhookDeliveriesController } from './webhook-deliveries.controller.js';
import { WebhookEndpointsController } from './webhook-endpoints.controller.js';
import { WebhookEndpointsService } from './webhook-endpoints.service.js';
import { WebhookLogService } from './webhook-log.service.js';
import { WebhookQueueService } from './webhook-queue.service.js';
import { WebhookWorker } from './webhook.worker.js';

@Module({
  imports: [AlertsModule, FactsModule],
  controllers: [UntoldEventsConsumer, WebhookEndpointsController, WebhookDeliveriesController],
  providers: [
    {
      provide: WebhookClient,
      inject: [OutboundHttp, NotificationConfig],
      useFactory: (http: OutboundHttp, config: NotificationConfig) =>
        new WebhookClient(http, {
          timeoutMs: config.WEBHOOK_TIMEOUT_MS,
          breakerRestMs: config.WEBHOOK_BREAKER_REST_MS,
        }),
    },
    MerchantEventsService,
    EndpointHealthService,
    WebhookEndpointsService,
    WebhookLogService,
    WebhookQueueService,
    WebhookWorker,
  ],
})
export class WebhooksModule {}
