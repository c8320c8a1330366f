import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { IdempotencyCleanupWorker } from '#platform';
import { ClaimsModule } from '../claims/claims.module.js';
import { AfterSalesConfig } from '../config.js';
import { OrdersModule } from '../orders/orders.module.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { RefundsModule } from '../refunds/refunds.module.js';
import { WishesModule } from '../wishes/wishes.module.js';
import { ExchangeOffers } from './exchange-offers.service.js';
import { OrderReturnsController } from './order-returns.controller.js';
import { PolicyPreviewController } from './policy-preview.controller.js';
import { PolicyPreviews } from './policy-preview.service.js';
import { ReceiptsService } from './receipts.service.js';
import { ReturnDesk } from './return-desk.service.js';
import { ReturnParcels } from './return-parcels.service.js';
import { ReturnQueries } from './return-queries.service.js';
import { ReturnSettlement } from './return-settlement.service.js';
import { ReturnUseCases } from './return-use-cases.service.js';
import { ReturnsController } from './returns.controller.js';
import { ReturnsService } from './returns.service.js';
import { ShipmentsConsumer } from './shipments.consumer.js';

@Module({
  imports: [OrdersModule, WishesModule, ClaimsModule, PoliciesModule, RefundsModule],
  controllers: [ReturnsController, OrderReturnsController, PolicyPreviewController, ShipmentsConsumer],
  providers: [
    ReturnsService,
    ReturnDesk,
    ReceiptsService,
    ReturnSettlement,
    ReturnQueries,
    ReturnUseCases,
    ReturnParcels,
    ExchangeOffers,
    PolicyPreviews,
    {
      provide: IdempotencyCleanupWorker,
      inject: [DataSource, AfterSalesConfig],
      useFactory: (dataSource: DataSource, { IDEMPOTENCY_KEEP_HOURS: keepHours }: AfterSalesConfig) =>
        new IdempotencyCleanupWorker(dataSource, { keepHours }),
    },
  ],
  exports: [ExchangeOffers, ReturnsService, ReturnDesk, ReturnUseCases, ReturnQueries],
})
export class ReturnsModule {}
