import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { ReturnsModule } from '../returns/returns.module.js';
import { CustomerAccess } from './customer-access.service.js';
import { CustomerReturnsService } from './customer-returns.service.js';
import { SelfServiceController } from './self-service.controller.js';
import { WithdrawalsService } from './withdrawals.service.js';

@Module({
  imports: [OrdersModule, ReturnsModule],
  controllers: [SelfServiceController],
  providers: [CustomerAccess, CustomerReturnsService, WithdrawalsService],
})
export class SelfServiceModule {}
