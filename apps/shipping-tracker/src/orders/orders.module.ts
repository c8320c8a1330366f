import { Module } from '@nestjs/common';
import { CasesModule } from '../after-sales/cases.module.js';
import { OrdersConsumer } from './orders.consumer.js';
import { OrdersService } from './orders.service.js';

@Module({ imports: [CasesModule], controllers: [OrdersConsumer], providers: [OrdersService], exports: [OrdersService] })
export class OrdersModule {}
