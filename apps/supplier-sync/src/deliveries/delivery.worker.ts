import { setTimeout as delay } from 'node:timers/promises';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { Counter } from 'prom-client';
import { continueCause } from '#messaging';
import { MetricsRegistry, PollingWorker } from '#platform';
import { SupplierSyncConfig } from '../config.js';
import { PurchaseOrderMessagesService } from '../purchase-orders/purchase-order-messages.service.js';
import type { ClaimedCall } from './delivery-queue.js';
import { DeliveryQueue, IN_FLIGHT_PER_SUPPLIER } from './delivery-queue.js';
import { WebhookClient } from './webhook-client.js';

/** Calls in flight at once. Each holds a socket and, before and after, one of ten database connections. */
const IN_FLIGHT_MAX = 16;

/** Sends what is due. Calls run beside each other, so that a slow endpoint delays only its own supplier. */
@Injectable()
export class DeliveryWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(DeliveryWorker.name);
  private readonly inFlight = new Map<Promise<void>, string>();
  private readonly worker: PollingWorker;
  private readonly outcomes: Counter<'outcome'>;

  constructor(
    private readonly queue: DeliveryQueue,
    private readonly client: WebhookClient,
    private readonly messages: PurchaseOrderMessagesService,
    config: SupplierSyncConfig,
    registry: MetricsRegistry,
  ) {
    this.worker = new PollingWorker({
      name: 'webhook-deliveries',
      intervalMs: config.DELIVERY_POLL_MS,
      run: (signal) => this.round(signal),
    });
    this.outcomes = new Counter({
      name: 'kervan_supplier_webhooks_total',
      help: 'Calls to supplier endpoints by outcome',
      labelNames: ['outcome'],
      registers: [registry],
    });
  }

  onApplicationBootstrap(): void {
    this.worker.start();
  }

  /** Lets running calls end: each is bounded by its own timeout. */
  async onModuleDestroy(): Promise<void> {
    await this.worker.stop();
    await Promise.allSettled(this.inFlight.keys());
  }

  private async round(signal: AbortSignal): Promise<boolean> {
    const free = IN_FLIGHT_MAX - this.inFlight.size;
    if (free === 0) {
      await Promise.race([...this.inFlight.keys(), untilAborted(signal)]);
      return !signal.aborted;
    }
    const { calls, seen } = await this.queue.claim(free, this.busySuppliers());
    for (const call of calls) this.begin(call);
    return seen > 0;
  }

  private begin(call: ClaimedCall): void {
    const running = continueCause(call.delivery.cause, `webhook ${call.eventType}`, () => this.deliver(call))
      // The lease brings it back; a broken database must not end the worker.
      .catch((error: unknown) => this.logger.error({ err: error, deliveryId: call.delivery.id }))
      .finally(() => this.inFlight.delete(running));
    this.inFlight.set(running, call.endpoint.supplierId);
  }

  private async deliver(call: ClaimedCall): Promise<void> {
    const { webhookId, purchaseOrderId } = call.delivery;
    const message = await this.messages.webhookMessage(purchaseOrderId, call.eventType);
    const result = await this.client.send(call.endpoint, webhookId, message);
    await this.queue.recordResult(call, result);
    this.outcomes.inc({ outcome: result?.kind ?? 'breaker_open' });
  }

  private busySuppliers(): string[] {
    const suppliers = [...this.inFlight.values()];
    return [...new Set(suppliers)].filter(
      (id) => suppliers.filter((other) => other === id).length >= IN_FLIGHT_PER_SUPPLIER,
    );
  }
}

const NEVER_MS = 2 ** 30;

const untilAborted = (signal: AbortSignal): Promise<void> =>
  delay(NEVER_MS, undefined, { signal }).catch(() => undefined);
