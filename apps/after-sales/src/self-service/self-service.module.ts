import { Module } from '@nestjs/common';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { ReturnsModule } from '../returns/returns.module.js';
import { CustomerAccess } from './customer-access.service.js';
import { CustomerComplaintsController } from './customer-complaints.controller.js';
import { CustomerComplaintsService } from './customer-complaints.service.js';
import { CustomerReturnsService } from './customer-returns.service.js';
import { SelfServiceController } from './self-service.controller.js';
import { WithdrawalsService } from './withdrawals.service.js';

@Module({
  imports: [OrdersModule, ReturnsModule, ComplaintsModule],
  controllers: [SelfServiceController, CustomerComplaintsController],
  providers: [CustomerAccess, CustomerComplaintsService, CustomerReturnsService, WithdrawalsService],
  exports: [CustomerAccess],
})
export class SelfServiceModule {}
