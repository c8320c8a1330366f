import { Module } from '@nestjs/common';
import { CasesModule } from './cases.module.js';
import { ShipmentsModule } from '../shipments/shipments.module.js';
import { AfterSalesConsumer } from './after-sales.consumer.js';

@Module({ imports: [CasesModule, ShipmentsModule], controllers: [AfterSalesConsumer] })
export class AfterSalesModule {}
