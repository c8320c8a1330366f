import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { PromisesModule } from '../promises/promises.module.js';
import { TrackingPageController } from './tracking-page.controller.js';
import { TrackingPageService } from './tracking-page.service.js';

@Module({
  imports: [OrdersModule, PromisesModule],
  controllers: [TrackingPageController],
  providers: [TrackingPageService],
})
export class TrackingPageModule {}
