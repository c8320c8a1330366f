import { Module } from '@nestjs/common';
import { PurchaseOrdersModule } from '../purchase-orders/purchase-orders.module.js';
import { SuppliersModule } from '../suppliers/suppliers.module.js';
import { DeliveryQueue } from './delivery-queue.js';
import { DeliveryWorker } from './delivery.worker.js';
import { WebhookClient } from './webhook-client.js';

@Module({
  imports: [PurchaseOrdersModule, SuppliersModule],
  providers: [WebhookClient, DeliveryQueue, DeliveryWorker],
})
export class DeliveriesModule {}
