import { Module } from '@nestjs/common';
import { CustomersModule } from '../customers/customers.module.js';
import { MailboxController } from './mailbox.controller.js';
import { MailboxService } from './mailbox.service.js';
import { SmtpSink } from './smtp-sink.js';

@Module({ imports: [CustomersModule], controllers: [MailboxController], providers: [MailboxService, SmtpSink] })
export class MailboxModule {}
