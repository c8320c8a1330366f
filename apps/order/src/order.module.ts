import { Module } from '@nestjs/common';
import { MerchantsModule } from './merchants/merchants.module.js';
import { OffersModule } from './offers/offers.module.js';
import { OrdersModule } from './orders/orders.module.js';
import { RoutingModule } from './routing/routing.module.js';

@Module({ imports: [MerchantsModule, OffersModule, RoutingModule, OrdersModule] })
export class OrderModule {}
