import { Module } from '@nestjs/common';
import { CommitmentsService } from './commitments.service.js';
import { OfferSearch } from './offer-search.service.js';
import { OffersConsumer } from './offers.consumer.js';
import { OffersController } from './offers.controller.js';
import { OffersService } from './offers.service.js';

@Module({
  controllers: [OffersController, OffersConsumer],
  providers: [OffersService, OfferSearch, CommitmentsService],
  exports: [OffersService, CommitmentsService],
})
export class OffersModule {}
