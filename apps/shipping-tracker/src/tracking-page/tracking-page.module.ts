import { Module } from '@nestjs/common';
import { CasesModule } from '../after-sales/cases.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { PromisesModule } from '../promises/promises.module.js';
import { TrackingPageController } from './tracking-page.controller.js';
import { TrackingPageService } from './tracking-page.service.js';

@Module({
  imports: [OrdersModule, PromisesModule, CasesModule],
  controllers: [TrackingPageController],
  providers: [TrackingPageService],
})
export class TrackingPageModule {}
