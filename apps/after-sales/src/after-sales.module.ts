import { Module } from '@nestjs/common';
import { DeadlinesModule } from './deadlines/deadlines.module.js';
import { OrdersModule } from './orders/orders.module.js';
import { PoliciesModule } from './policies/policies.module.js';
import { RefundsModule } from './refunds/refunds.module.js';
import { ReturnsModule } from './returns/returns.module.js';
import { SelfServiceModule } from './self-service/self-service.module.js';

@Module({
  imports: [OrdersModule, PoliciesModule, ReturnsModule, RefundsModule, SelfServiceModule, DeadlinesModule],
})
export class AfterSalesModule {}
