import { Module } from '@nestjs/common';
import { OffersModule } from '../offers/offers.module.js';
import { DecisionLedger } from './decision-ledger.service.js';
import { DecisionThreads } from './decision-threads.js';
import { ExchangeRatesController } from './exchange-rates.controller.js';
import { ExchangeRatesService } from './exchange-rates.service.js';
import { LossesController } from './losses.controller.js';
import { LossesService } from './losses.service.js';
import { PoliciesController } from './policies.controller.js';
import { PoliciesService } from './policies.service.js';
import { RoutingFacts } from './routing-facts.service.js';
import { RoutingService } from './routing.service.js';
import { SimulationsController } from './simulations.controller.js';
import { SimulationsService } from './simulations.service.js';
import { SimulationsWorker } from './simulations.worker.js';

@Module({
  imports: [OffersModule],
  controllers: [PoliciesController, ExchangeRatesController, SimulationsController, LossesController],
  providers: [
    DecisionLedger,
    DecisionThreads,
    RoutingService,
    RoutingFacts,
    PoliciesService,
    ExchangeRatesService,
    SimulationsService,
    SimulationsWorker,
    LossesService,
  ],
  exports: [DecisionLedger, RoutingService, PoliciesService, ExchangeRatesService],
})
export class RoutingModule {}
