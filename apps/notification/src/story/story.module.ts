import { Module } from '@nestjs/common';
import { FactsModule } from '../facts/facts.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { TellingModule } from '../telling/telling.module.js';
import { CustomerStoryService } from './customer-story.service.js';
import { OperatorAlertsService } from './operator-alerts.service.js';
import { OrdersConsumer } from './orders.consumer.js';
import { PrivacyConsumer } from './privacy.consumer.js';
import { PurchaseOrdersConsumer } from './purchase-orders.consumer.js';
import { ShipmentsConsumer } from './shipments.consumer.js';
import { WishStoryService } from './wish-story.service.js';
import { SupplierAlertsService } from './supplier-alerts.service.js';

@Module({
  imports: [FactsModule, NotificationsModule, TellingModule],
  controllers: [OrdersConsumer, ShipmentsConsumer, PurchaseOrdersConsumer, PrivacyConsumer],
  providers: [CustomerStoryService, SupplierAlertsService, OperatorAlertsService, WishStoryService],
})
export class StoryModule {}
