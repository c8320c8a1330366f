import { Module } from '@nestjs/common';
import { CarriersModule } from '../carriers/carriers.module.js';
import { BookingsService } from './bookings.service.js';
import { PurchaseOrderPullWorker } from './purchase-order-pull.worker.js';
import { ReturnedGoods } from './returned-goods.service.js';
import { StockFeedsService } from './stock-feeds.service.js';
import { SupplierAccountsService } from './supplier-accounts.service.js';
import { SupplierAddresses } from './supplier-addresses.service.js';
import { SupplierAnswersService } from './supplier-answers.service.js';
import { SupplierClaims } from './supplier-claims.service.js';
import { SupplierWebhooksController } from './supplier-webhooks.controller.js';
import { SupplierWebhooksService } from './supplier-webhooks.service.js';

@Module({
  imports: [CarriersModule],
  controllers: [SupplierWebhooksController],
  providers: [
    BookingsService,
    PurchaseOrderPullWorker,
    ReturnedGoods,
    StockFeedsService,
    SupplierAccountsService,
    SupplierAddresses,
    SupplierAnswersService,
    SupplierClaims,
    SupplierWebhooksService,
  ],
  exports: [SupplierAccountsService],
})
export class SuppliersModule {}
