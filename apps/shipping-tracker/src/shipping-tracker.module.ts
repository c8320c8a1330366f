import { Module } from '@nestjs/common';
import { AfterSalesModule } from './after-sales/after-sales.module.js';
import { CarriersModule } from './carriers/carriers.module.js';
import { OrdersModule } from './orders/orders.module.js';
import { RecognitionModule } from './recognition/recognition.module.js';
import { ShipmentsModule } from './shipments/shipments.module.js';
import { TrackingPageModule } from './tracking-page/tracking-page.module.js';

@Module({
  imports: [OrdersModule, RecognitionModule, ShipmentsModule, AfterSalesModule, CarriersModule, TrackingPageModule],
})
export class ShippingTrackerModule {}
