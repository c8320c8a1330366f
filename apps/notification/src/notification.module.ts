import { Module } from '@nestjs/common';
import { DeliveryModule } from './delivery/delivery.module.js';
import { FactsModule } from './facts/facts.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { StoryModule } from './story/story.module.js';

@Module({ imports: [FactsModule, NotificationsModule, StoryModule, DeliveryModule] })
export class NotificationModule {}
