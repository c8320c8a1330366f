import { Module } from '@nestjs/common';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { ReturnsModule } from '../returns/returns.module.js';
import { CustomerAccess } from './customer-access.service.js';
import { CustomerComplaintsController } from './customer-complaints.controller.js';
import { CustomerComplaintsService } from './customer-complaints.service.js';
import { ComplaintPagesController } from './pages/complaint-pages.controller.js';
import { HelpPageController } from './pages/help-page.controller.js';
import { PageVisits } from './pages/page-visits.service.js';
import { ReturnPagesController } from './pages/return-pages.controller.js';
import { WithdrawalPagesController } from './pages/withdrawal-pages.controller.js';
import { CustomerReturnsService } from './customer-returns.service.js';
import { SelfServiceController } from './self-service.controller.js';
import { WithdrawalsService } from './withdrawals.service.js';

@Module({
  imports: [OrdersModule, ReturnsModule, ComplaintsModule],
  controllers: [
    SelfServiceController,
    CustomerComplaintsController,
    HelpPageController,
    ReturnPagesController,
    WithdrawalPagesController,
    ComplaintPagesController,
  ],
  providers: [CustomerAccess, CustomerComplaintsService, CustomerReturnsService, PageVisits, WithdrawalsService],
  exports: [CustomerAccess],
})
export class SelfServiceModule {}
