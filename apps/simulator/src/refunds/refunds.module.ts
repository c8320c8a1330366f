import { Module } from '@nestjs/common';
import { StoreRefundsController } from './refunds.controller.js';
import { StoreRefundsService } from './refunds.service.js';

@Module({ controllers: [StoreRefundsController], providers: [StoreRefundsService] })
export class RefundsModule {}
