import { Module } from '@nestjs/common';
import { MailboxController } from './mailbox.controller.js';
import { MailboxService } from './mailbox.service.js';
import { SmtpSink } from './smtp-sink.js';

@Module({ controllers: [MailboxController], providers: [MailboxService, SmtpSink] })
export class MailboxModule {}
