import { Module } from '@nestjs/common';
import { OutboundHttp, WebhookClient } from '#platform';
import { SupplierSyncConfig } from '../config.js';
import { PurchaseOrdersModule } from '../purchase-orders/purchase-orders.module.js';
import { SuppliersModule } from '../suppliers/suppliers.module.js';
import { DeliveryQueue } from './delivery-queue.js';
import { DeliveryWorker } from './delivery.worker.js';

@Module({
  imports: [PurchaseOrdersModule, SuppliersModule],
  providers: [
    {
      provide: WebhookClient,
      inject: [OutboundHttp, SupplierSyncConfig],
      useFactory: (http: OutboundHttp, config: SupplierSyncConfig) =>
        new WebhookClient(http, { timeoutMs: config.DELIVERY_TIMEOUT_MS, breakerRestMs: config.BREAKER_RESET_MS }),
    },
    DeliveryQueue,
    DeliveryWorker,
  ],
})
export class DeliveriesModule {}
