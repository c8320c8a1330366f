import { Module } from '@nestjs/common';
import { MailModule } from '../mail/mail.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { DeliveryService } from './delivery.service.js';
import { DeliveryWorker } from './delivery.worker.js';
import { MailStatus } from './mail-status.js';
import { OutgoingMailStore } from './outgoing-mail.store.js';
import { SmtpMailer } from './smtp-mailer.js';

@Module({
  imports: [MailModule, NotificationsModule],
  providers: [DeliveryWorker, DeliveryService, OutgoingMailStore, SmtpMailer, MailStatus],
})
export class DeliveryModule {}
