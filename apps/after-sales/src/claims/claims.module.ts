import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { PhotosModule } from '../photos/photos.module.js';
import { ClaimQueries } from './claim-queries.service.js';
import { ClaimsController } from './claims.controller.js';
import { ClaimsService } from './claims.service.js';
import { OrderClaimsController } from './order-claims.controller.js';
import { PhotosService } from './photos.service.js';

@Module({
  imports: [OrdersModule, PhotosModule],
  controllers: [ClaimsController, OrderClaimsController],
  providers: [ClaimsService, ClaimQueries, PhotosService],
  exports: [ClaimsService],
})
export class ClaimsModule {}
