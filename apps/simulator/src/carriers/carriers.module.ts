import { Module } from '@nestjs/common';
import { CarrierLiesService } from './carrier-lies.service.js';
import { CarrierServersController } from './carrier-servers.controller.js';
import { CarrierTokensService } from './carrier-tokens.service.js';
import { CarriersController } from './carriers.controller.js';
import { CarriersService } from './carriers.service.js';

@Module({
  controllers: [CarriersController, CarrierServersController],
  providers: [CarriersService, CarrierLiesService, CarrierTokensService],
  exports: [CarriersService],
})
export class CarriersModule {}
