import { Module } from '@nestjs/common';
import { ShipmentsModule } from '../shipments/shipments.module.js';
import { CarrierPollingWorker } from './carrier-polling.worker.js';
import { CarriersController } from './carriers.controller.js';
import { CarriersService } from './carriers.service.js';
import { PollSchedule } from './poll-schedule.js';

@Module({
  imports: [ShipmentsModule],
  controllers: [CarriersController],
  providers: [CarriersService, CarrierPollingWorker, PollSchedule],
})
export class CarriersModule {}
