import { Module } from '@nestjs/common';
import { FeedsModule } from '../feeds/feeds.module.js';
import { SuppliersModule } from '../suppliers/suppliers.module.js';
import { ListingsController } from './listings.controller.js';
import { ListingsService } from './listings.service.js';

@Module({
  imports: [FeedsModule, SuppliersModule],
  controllers: [ListingsController],
  providers: [ListingsService],
})
export class ListingsModule {}
