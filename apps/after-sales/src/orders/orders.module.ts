import { Module } from '@nestjs/common';
import { OrdersConsumer } from './orders.consumer.js';
import { OrdersService } from './orders.service.js';
import { PurchaseOrdersConsumer } from './purchase-orders.consumer.js';

@Module({
  controllers: [OrdersConsumer, PurchaseOrdersConsumer],
  providers: [OrdersService],
  exports: [OrdersService],
})
export class OrdersModule {}
