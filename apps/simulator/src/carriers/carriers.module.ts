import { Module } from '@nestjs/common';
import { CarrierServersController } from './carrier-servers.controller.js';
import { CarriersController } from './carriers.controller.js';
import { CarriersService } from './carriers.service.js';

@Module({
  controllers: [CarriersController, CarrierServersController],
  providers: [CarriersService],
  exports: [CarriersService],
})
export class CarriersModule {}
