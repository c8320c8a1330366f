import { Module } from '@nestjs/common';
import { FiguresModule } from '../figures/figures.module.js';
import { InsightModule } from '../insight/insight.module.js';
import { EventLog } from './event-log.service.js';
import { EventRetention } from './event-retention.service.js';
import { EventTail } from './event-tail.service.js';
import { EventsConsumer } from './events.consumer.js';
import { EventsController } from './events.controller.js';
import { EventsService } from './events.service.js';

@Module({
  imports: [FiguresModule, InsightModule],
  controllers: [EventsConsumer, EventsController],
  providers: [EventLog, EventRetention, EventTail, EventsService],
  exports: [EventsService],
})
export class EventsModule {}
