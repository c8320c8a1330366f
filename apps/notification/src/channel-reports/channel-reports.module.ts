import { Module } from '@nestjs/common';
import { ConsentRecordsModule } from '../consent-records/consent-records.module.js';
import { SuppressionsModule } from '../suppressions/suppressions.module.js';
import { ChannelReportsService } from './channel-reports.service.js';
import { ConsentsController } from './consents.controller.js';
import { ConsentsService } from './consents.service.js';
import { SmsCallbacksController } from './sms-callbacks.controller.js';
import { WhatsAppCallbacksController } from './whatsapp-callbacks.controller.js';

/** What comes back over channels that answer. */
@Module({
  imports: [ConsentRecordsModule, SuppressionsModule],
  controllers: [ConsentsController, SmsCallbacksController, WhatsAppCallbacksController],
  providers: [ChannelReportsService, ConsentsService],
  exports: [ConsentsService],
})
export class ChannelReportsModule {}
