import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { PromisesModule } from '../promises/promises.module.js';
import { RecognitionModule } from '../recognition/recognition.module.js';
import { CheckpointStore } from './checkpoint-store.js';
import { LatePromisesWorker } from './late-promises.worker.js';
import { NewsService } from './news.service.js';
import { PurchaseOrdersConsumer } from './purchase-orders.consumer.js';
import { ShipmentDeskService } from './shipment-desk.service.js';
import { ShipmentsController } from './shipments.controller.js';
import { ShipmentsService } from './shipments.service.js';
import { SilenceWorker } from './silence.worker.js';

@Module({
  imports: [OrdersModule, RecognitionModule, PromisesModule],
  controllers: [ShipmentsController, PurchaseOrdersConsumer],
  providers: [ShipmentsService, NewsService, CheckpointStore, ShipmentDeskService, SilenceWorker, LatePromisesWorker],
  exports: [ShipmentsService],
})
export class ShipmentsModule {}
