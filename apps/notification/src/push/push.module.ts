import { Module } from '@nestjs/common';
import { ConsentRecordsModule } from '../consent-records/consent-records.module.js';
import { PushSubscriptionsController } from './push-subscriptions.controller.js';
import { PushSubscriptionsService } from './push-subscriptions.service.js';

/** Browsers in which customers allowed messages. */
@Module({
  imports: [ConsentRecordsModule],
  controllers: [PushSubscriptionsController],
  providers: [PushSubscriptionsService],
  exports: [PushSubscriptionsService],
})
export class PushModule {}
