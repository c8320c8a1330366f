import { Module } from '@nestjs/common';
import { AfterSalesModule } from './after-sales/after-sales.module.js';
import { ChannelReportsModule } from './channel-reports/channel-reports.module.js';
import { DeliveryModule } from './delivery/delivery.module.js';
import { FactsModule } from './facts/facts.module.js';
import { MerchantContactsModule } from './merchant-contacts/merchant-contacts.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { PreferencesModule } from './preferences/preferences.module.js';
import { PushModule } from './push/push.module.js';
import { RulesModule } from './rules/rules.module.js';
import { StoryModule } from './story/story.module.js';
import { SuppressionsModule } from './suppressions/suppressions.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

@Module({
  imports: [
    FactsModule,
    MerchantContactsModule,
    NotificationsModule,
    StoryModule,
    AfterSalesModule,
    RulesModule,
    SuppressionsModule,
    DeliveryModule,
    WebhooksModule,
    ChannelReportsModule,
    PushModule,
    PreferencesModule,
  ],
})
export class NotificationModule {}
