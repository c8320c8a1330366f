import { Module } from '@nestjs/common';
import { MerchantsModule } from '../merchants/merchants.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { StoresModule } from '../stores/stores.module.js';
import { DeliveriesWorker } from './deliveries.worker.js';
import { StoreOrdersService } from './store-orders.service.js';
import { WebhooksController } from './webhooks.controller.js';
import { WebhooksService } from './webhooks.service.js';

@Module({
  imports: [MerchantsModule, OrdersModule, StoresModule],
  controllers: [WebhooksController],
  providers: [WebhooksService, StoreOrdersService, DeliveriesWorker],
})
export class IntakeModule {}
