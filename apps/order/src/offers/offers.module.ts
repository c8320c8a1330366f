import { Module } from '@nestjs/common';
import { CommitmentsService } from './commitments.service.js';
import { OfferSearch } from './offer-search.service.js';
import { OffersConsumer } from './offers.consumer.js';
import { OffersController } from './offers.controller.js';
import { OffersService } from './offers.service.js';
import { SafetyStockService } from './safety-stock.service.js';
import { SupplierFiguresController } from './supplier-figures.controller.js';
import { SupplierLearningWorker } from './supplier-learning.worker.js';
import { SupplierRecordsService } from './supplier-records.service.js';

@Module({
  controllers: [OffersController, OffersConsumer, SupplierFiguresController],
  providers: [
    OffersService,
    OfferSearch,
    CommitmentsService,
    SafetyStockService,
    SupplierRecordsService,
    SupplierLearningWorker,
  ],
  exports: [OffersService, CommitmentsService, SafetyStockService, SupplierRecordsService],
})
export class OffersModule {}
