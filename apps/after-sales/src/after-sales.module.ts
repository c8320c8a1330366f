import { Module } from '@nestjs/common';
import { ClaimsModule } from './claims/claims.module.js';
import { ComplaintsModule } from './complaints/complaints.module.js';
import { DeadlinesModule } from './deadlines/deadlines.module.js';
import { OpinionsModule } from './opinions/opinions.module.js';
import { OrdersModule } from './orders/orders.module.js';
import { PoliciesModule } from './policies/policies.module.js';
import { RefundsModule } from './refunds/refunds.module.js';
import { ReturnsModule } from './returns/returns.module.js';
import { SelfServiceModule } from './self-service/self-service.module.js';

@Module({
  imports: [
    OrdersModule,
    PoliciesModule,
    ReturnsModule,
    ClaimsModule,
    ComplaintsModule,
    RefundsModule,
    SelfServiceModule,
    OpinionsModule,
    DeadlinesModule,
  ],
})
export class AfterSalesModule {}
