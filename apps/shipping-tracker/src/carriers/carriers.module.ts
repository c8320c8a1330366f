import { Module } from '@nestjs/common';
import { ShipmentsModule } from '../shipments/shipments.module.js';
import { CarrierBudgets } from './carrier-budgets.js';
import { CarrierPollingWorker } from './carrier-polling.worker.js';
import { CarriersOverviewService } from './carriers-overview.service.js';
import { CarriersController } from './carriers.controller.js';
import { CarriersService } from './carriers.service.js';
import { PollSchedule } from './poll-schedule.js';
import { RefusalsService } from './refusals.service.js';
import { ReportIntake } from './report-intake.js';
import { UnknownCodesService } from './unknown-codes.service.js';

@Module({
  imports: [ShipmentsModule],
  controllers: [CarriersController],
  providers: [
    CarriersService,
    ReportIntake,
    CarriersOverviewService,
    CarrierPollingWorker,
    PollSchedule,
    CarrierBudgets,
    RefusalsService,
    UnknownCodesService,
  ],
})
export class CarriersModule {}
