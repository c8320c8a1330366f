import { Module } from '@nestjs/common';
import { OffersModule } from '../offers/offers.module.js';
import { DecisionLedger } from './decision-ledger.service.js';
import { DecisionThreads } from './decision-threads.js';
import { ExchangeRatesController } from './exchange-rates.controller.js';
import { ExchangeRatesService } from './exchange-rates.service.js';
import { PoliciesController } from './policies.controller.js';
import { PoliciesService } from './policies.service.js';
import { RoutingFacts } from './routing-facts.service.js';
import { RoutingService } from './routing.service.js';

@Module({
  imports: [OffersModule],
  controllers: [PoliciesController, ExchangeRatesController],
  providers: [DecisionLedger, DecisionThreads, RoutingService, RoutingFacts, PoliciesService, ExchangeRatesService],
  exports: [DecisionLedger, RoutingService, PoliciesService, ExchangeRatesService],
})
export class RoutingModule {}
