import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { continueCause } from '#messaging';
import { CallPool, MetricsRegistry, WebhookClient } from '#platform';
import { SupplierSyncConfig } from '../config.js';
import { PurchaseOrderMessagesService } from '../purchase-orders/purchase-order-messages.service.js';
import type { ClaimedCall } from './delivery-queue.js';
import { DeliveryQueue, IN_FLIGHT_PER_SUPPLIER } from './delivery-queue.js';

/** Calls in flight at once. Each holds a socket and, before and after, one of ten database connections. */
const IN_FLIGHT_MAX = 16;

/** Sends what is due. Calls run beside each other, so that a slow endpoint delays only its own supplier. */
@Injectable()
export class DeliveryWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly pool: CallPool<ClaimedCall>;
  private readonly outcomes: Counter<'outcome'>;

  constructor(
    private readonly queue: DeliveryQueue,
    private readonly client: WebhookClient,
    private readonly messages: PurchaseOrderMessagesService,
    config: SupplierSyncConfig,
    registry: MetricsRegistry,
  ) {
    this.pool = new CallPool({
      name: 'webhook-deliveries',
      intervalMs: config.DELIVERY_POLL_MS,
      callsMax: IN_FLIGHT_MAX,
      callsPerPartner: IN_FLIGHT_PER_SUPPLIER,
      claim: (limit, busy) => this.queue.claim(limit, busy),
      partnerOf: ({ endpoint }) => endpoint.id,
      make: (call) => continueCause(call.delivery.cause, `webhook ${call.eventType}`, () => this.deliver(call)),
    });
    this.outcomes = new Counter({
      name: 'kervan_supplier_webhooks_total',
      help: 'Calls to supplier endpoints by outcome',
      labelNames: ['outcome'],
      registers: [registry],
    });
  }

  onApplicationBootstrap(): void {
    this.pool.start();
  }

  /** Lets running calls end: each is bounded by its own timeout. */
  async onModuleDestroy(): Promise<void> {
    await this.pool.stop();
  }

  private async deliver(call: ClaimedCall): Promise<void> {
    const { webhookId, purchaseOrderId } = call.delivery;
    const message = await this.messages.webhookMessage(purchaseOrderId, call.eventType);
    const result = await this.client.send(call.endpoint, webhookId, JSON.stringify(message));
    await this.queue.recordResult(call, result);
    this.outcomes.inc({ outcome: result?.kind ?? 'breaker_open' });
  }
}
