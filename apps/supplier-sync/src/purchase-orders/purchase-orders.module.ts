import { Module } from '@nestjs/common';
import { ChannelsModule } from '../channels/channels.module.js';
import { SuppliersModule } from '../suppliers/suppliers.module.js';
import { AddressChangesService } from './address-changes.service.js';
import { ExpiryWorker } from './expiry.worker.js';
import { PurchaseOrderMessagesService } from './purchase-order-messages.service.js';
import { PurchaseOrderQueriesService } from './purchase-order-queries.service.js';
import { PurchaseOrdersConsumer } from './purchase-orders.consumer.js';
import { PurchaseOrdersController } from './purchase-orders.controller.js';
import { PurchaseOrdersService } from './purchase-orders.service.js';
import { SupplierAnswersService } from './supplier-answers.service.js';

@Module({
  imports: [SuppliersModule, ChannelsModule],
  controllers: [PurchaseOrdersController, PurchaseOrdersConsumer],
  providers: [
    PurchaseOrdersService,
    PurchaseOrderQueriesService,
    PurchaseOrderMessagesService,
    SupplierAnswersService,
    AddressChangesService,
    ExpiryWorker,
  ],
  exports: [PurchaseOrdersService, PurchaseOrderMessagesService],
})
export class PurchaseOrdersModule {}
