import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { ClaimQueries } from './claim-queries.service.js';
import { ClaimsController } from './claims.controller.js';
import { ClaimsService } from './claims.service.js';
import { OrderClaimsController } from './order-claims.controller.js';
import { PhotoCleanupWorker } from './photo-cleanup.worker.js';
import { PhotoFiles } from './photo-files.js';
import { PhotosService } from './photos.service.js';

@Module({
  imports: [OrdersModule],
  controllers: [ClaimsController, OrderClaimsController],
  providers: [ClaimsService, ClaimQueries, PhotosService, PhotoFiles, PhotoCleanupWorker],
  exports: [ClaimsService],
})
export class ClaimsModule {}
