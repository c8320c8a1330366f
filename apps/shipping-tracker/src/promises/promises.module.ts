import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { PromisesService } from './promises.service.js';
import { TransitHistory } from './transit-history.js';

@Module({ imports: [OrdersModule], providers: [PromisesService, TransitHistory], exports: [PromisesService] })
export class PromisesModule {}
