import { Module } from '@nestjs/common';
import { ConsentRecordsModule } from '../consent-records/consent-records.module.js';
import { SuppressionsController } from './suppressions.controller.js';
import { SuppressionsService } from './suppressions.service.js';
import { UnsubscribeController } from './unsubscribe.controller.js';

@Module({
  imports: [ConsentRecordsModule],
  controllers: [SuppressionsController, UnsubscribeController],
  providers: [SuppressionsService],
  exports: [SuppressionsService],
})
export class SuppressionsModule {}
