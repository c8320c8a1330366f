import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { IdempotencyCleanupWorker } from '#platform';
import { OrderConfig } from '../config.js';
import { ExperienceModule } from '../experience/experience.module.js';
import { MerchantsModule } from '../merchants/merchants.module.js';
import { OffersModule } from '../offers/offers.module.js';
import { RoutingModule } from '../routing/routing.module.js';
import { AfterSalesConsumer } from './after-sales.consumer.js';
import { CustomerWishes } from './customer-wishes.service.js';
import { ExchangesService } from './exchanges.service.js';
import { HoldsService } from './holds.service.js';
import { OrderDesk } from './order-desk.service.js';
import { OrderIntakeService } from './order-intake.service.js';
import { OrderQueries } from './order-queries.service.js';
import { OrderRouterWorker } from './order-router.worker.js';
import { OrdersController } from './orders.controller.js';
import { OrdersService } from './orders.service.js';
import { ParcelsService } from './parcels.service.js';
import { PlaceOrderService } from './place-order.service.js';
import { PurchaseOrdersConsumer } from './purchase-orders.consumer.js';
import { ReroutesController } from './reroutes.controller.js';
import { ReroutesService } from './reroutes.service.js';
import { ReroutesWorker } from './reroutes.worker.js';
import { RoutingPreviewController } from './routing-preview.controller.js';
import { ShipmentsConsumer } from './shipments.consumer.js';
import { SupplierAnswersService } from './supplier-answers.service.js';
import { SupplierLearning } from './supplier-learning.service.js';

@Module({
  imports: [MerchantsModule, OffersModule, RoutingModule, ExperienceModule],
  controllers: [
    OrdersController,
    RoutingPreviewController,
    ReroutesController,
    PurchaseOrdersConsumer,
    ShipmentsConsumer,
    AfterSalesConsumer,
  ],
  providers: [
    OrdersService,
    HoldsService,
    ExchangesService,
    CustomerWishes,
    PlaceOrderService,
    OrderIntakeService,
    OrderDesk,
    OrderQueries,
    OrderRouterWorker,
    {
      provide: IdempotencyCleanupWorker,
      inject: [DataSource, OrderConfig],
      useFactory: (dataSource: DataSource, { IDEMPOTENCY_KEEP_HOURS: keepHours }: OrderConfig) =>
        new IdempotencyCleanupWorker(dataSource, { keepHours }),
    },
    SupplierAnswersService,
    SupplierLearning,
    ReroutesService,
    ReroutesWorker,
    ParcelsService,
  ],
  exports: [OrdersService, PlaceOrderService, OrderDesk],
})
export class OrdersModule {}
