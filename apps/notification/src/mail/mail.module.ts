import { Module } from '@nestjs/common';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { VersionsModule } from '../versions/versions.module.js';
import { MailService } from './mail.service.js';
import { MessageTemplatesController } from './message-templates.controller.js';
import { MessageTemplatesService } from './message-templates.service.js';

@Module({
  imports: [NotificationsModule, VersionsModule],
  controllers: [MessageTemplatesController],
  providers: [MailService, MessageTemplatesService],
  exports: [MailService],
})
export class MailModule {}
