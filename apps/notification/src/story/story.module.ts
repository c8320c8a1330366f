import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module.js';
import { FactsModule } from '../facts/facts.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { TellingModule } from '../telling/telling.module.js';
import { CustomerStoryService } from './customer-story.service.js';
import { ExperienceConsumer } from './experience.consumer.js';
import { FeedAlertsService } from './feed-alerts.service.js';
import { MerchantNewsService } from './merchant-news.service.js';
import { OperatorAlertsService } from './operator-alerts.service.js';
import { OrdersConsumer } from './orders.consumer.js';
import { PartnersConsumer } from './partners.consumer.js';
import { PrivacyConsumer } from './privacy.consumer.js';
import { PurchaseOrdersConsumer } from './purchase-orders.consumer.js';
import { ShipmentsConsumer } from './shipments.consumer.js';
import { TrafficAlertsService } from './traffic-alerts.service.js';
import { WishStoryService } from './wish-story.service.js';
import { SupplierAlertsService } from './supplier-alerts.service.js';

@Module({
  imports: [AlertsModule, FactsModule, NotificationsModule, TellingModule],
  controllers: [
    PartnersConsumer,
    OrdersConsumer,
    ShipmentsConsumer,
    PurchaseOrdersConsumer,
    ExperienceConsumer,
    PrivacyConsumer,
  ],
  providers: [
    CustomerStoryService,
    SupplierAlertsService,
    OperatorAlertsService,
    MerchantNewsService,
    FeedAlertsService,
    TrafficAlertsService,
    WishStoryService,
  ],
})
export class StoryModule {}
