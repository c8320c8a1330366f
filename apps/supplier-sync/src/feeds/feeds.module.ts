import { Module } from '@nestjs/common';
import { SuppliersModule } from '../suppliers/suppliers.module.js';
import { FeedsController } from './feeds.controller.js';
import { FeedsService } from './feeds.service.js';
import { OffersService } from './offers.service.js';

@Module({
  imports: [SuppliersModule],
  controllers: [FeedsController],
  providers: [FeedsService, OffersService],
  exports: [OffersService],
})
export class FeedsModule {}
