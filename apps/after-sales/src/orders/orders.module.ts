import { Module } from '@nestjs/common';
import { SurveyPlansModule } from '../survey-plans/survey-plans.module.js';
import { WishesModule } from '../wishes/wishes.module.js';
import { OrdersConsumer } from './orders.consumer.js';
import { OrdersService } from './orders.service.js';
import { PurchaseOrdersConsumer } from './purchase-orders.consumer.js';

@Module({
  imports: [SurveyPlansModule, WishesModule],
  controllers: [OrdersConsumer, PurchaseOrdersConsumer],
  providers: [OrdersService],
  exports: [OrdersService],
})
export class OrdersModule {}
