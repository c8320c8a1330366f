import { Module } from '@nestjs/common';
import { RefundQueue } from './refund-queue.js';
import { RefundWorker } from './refund.worker.js';
import { RefundsController } from './refunds.controller.js';
import { RefundsService } from './refunds.service.js';
import { StoreClient } from './store-client.js';

@Module({
  controllers: [RefundsController],
  providers: [RefundsService, RefundQueue, RefundWorker, StoreClient],
  exports: [RefundsService],
})
export class RefundsModule {}
