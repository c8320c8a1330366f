import { Module } from '@nestjs/common';
import { FactsModule } from '../facts/facts.module.js';
import { MailModule } from '../mail/mail.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { PushModule } from '../push/push.module.js';
import { Channels } from './channels/channels.js';
import { EmailChannel } from './channels/email-channel.js';
import { PushChannel } from './channels/push-channel.js';
import { SmsChannel } from './channels/sms-channel.js';
import { WhatsAppChannel } from './channels/whatsapp-channel.js';
import { DeliveryService } from './delivery.service.js';
import { DeliveryWorker } from './delivery.worker.js';
import { Digests } from './digests.js';
import { MailStatus } from './mail-status.js';
import { OutgoingMailStore } from './outgoing-mail.store.js';
import { ShopNews } from './shop-news.js';
import { SilenceWatch } from './silence-watch.js';
import { SmtpMailer } from './smtp-mailer.js';

@Module({
  imports: [FactsModule, MailModule, NotificationsModule, PushModule],
  providers: [
    DeliveryWorker,
    DeliveryService,
    OutgoingMailStore,
    Digests,
    ShopNews,
    SilenceWatch,
    SmtpMailer,
    MailStatus,
    Channels,
    EmailChannel,
    SmsChannel,
    WhatsAppChannel,
    PushChannel,
  ],
  exports: [DeliveryService],
})
export class DeliveryModule {}
