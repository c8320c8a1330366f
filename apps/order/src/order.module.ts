import { Module } from '@nestjs/common';
import { CustomersModule } from './customers/customers.module.js';
import { IntakeModule } from './intake/intake.module.js';
import { MerchantsModule } from './merchants/merchants.module.js';
import { OffersModule } from './offers/offers.module.js';
import { OrdersModule } from './orders/orders.module.js';
import { RoutingModule } from './routing/routing.module.js';
import { StoresModule } from './stores/stores.module.js';

@Module({
  imports: [MerchantsModule, OffersModule, RoutingModule, OrdersModule, StoresModule, IntakeModule, CustomersModule],
})
export class OrderModule {}
