import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { CheckpointStore } from './checkpoint-store.js';
import { PurchaseOrdersConsumer } from './purchase-orders.consumer.js';
import { ShipmentDeskService } from './shipment-desk.service.js';
import { ShipmentsController } from './shipments.controller.js';
import { ShipmentsService } from './shipments.service.js';
import { SilenceWorker } from './silence.worker.js';

@Module({
  imports: [OrdersModule],
  controllers: [ShipmentsController, PurchaseOrdersConsumer],
  providers: [ShipmentsService, CheckpointStore, ShipmentDeskService, SilenceWorker],
  exports: [ShipmentsService],
})
export class ShipmentsModule {}
