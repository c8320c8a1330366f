import { Module } from '@nestjs/common';
import { OffersModule } from '../offers/offers.module.js';
import { RoutingService } from './routing.service.js';

@Module({ imports: [OffersModule], providers: [RoutingService], exports: [RoutingService] })
export class RoutingModule {}
