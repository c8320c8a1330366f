import { Module } from '@nestjs/common';
import { MerchantsConsumer } from './merchants.consumer.js';
import { MerchantsService } from './merchants.service.js';

@Module({ controllers: [MerchantsConsumer], providers: [MerchantsService], exports: [MerchantsService] })
export class MerchantsModule {}
