import { Module } from '@nestjs/common';
import { OrdersConsumer } from './orders.consumer.js';
import { OrdersService } from './orders.service.js';

@Module({ controllers: [OrdersConsumer], providers: [OrdersService], exports: [OrdersService] })
export class OrdersModule {}
