import { Module } from '@nestjs/common';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { ReturnsModule } from '../returns/returns.module.js';
import { WishesModule } from '../wishes/wishes.module.js';
import { CustomerAccess } from './customer-access.service.js';
import { CustomerComplaintsController } from './customer-complaints.controller.js';
import { CustomerComplaintsService } from './customer-complaints.service.js';
import { ComplaintPagesController } from './pages/complaint-pages.controller.js';
import { HelpPageController } from './pages/help-page.controller.js';
import { PageVisits } from './pages/page-visits.service.js';
import { PhotoForms } from './pages/photo-forms.service.js';
import { ReturnPagesController } from './pages/return-pages.controller.js';
import { WithdrawalPagesController } from './pages/withdrawal-pages.controller.js';
import { WishPagesController } from './pages/wish-pages.controller.js';
import { CustomerReturnsService } from './customer-returns.service.js';
import { CustomerWishesController } from './customer-wishes.controller.js';
import { CustomerWishesService } from './customer-wishes.service.js';
import { SelfServiceController } from './self-service.controller.js';
import { WithdrawalsService } from './withdrawals.service.js';

@Module({
  imports: [OrdersModule, ReturnsModule, ComplaintsModule, WishesModule],
  controllers: [
    SelfServiceController,
    CustomerComplaintsController,
    HelpPageController,
    ReturnPagesController,
    WithdrawalPagesController,
    ComplaintPagesController,
    CustomerWishesController,
    WishPagesController,
  ],
  providers: [
    CustomerAccess,
    CustomerComplaintsService,
    CustomerReturnsService,
    CustomerWishesService,
    PageVisits,
    PhotoForms,
    WithdrawalsService,
  ],
  exports: [CustomerAccess],
})
export class SelfServiceModule {}
