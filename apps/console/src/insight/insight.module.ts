import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { InsightController } from './insight.controller.js';
import { MeasuresService } from './measures/measures.service.js';
import { PredictedValueService } from './measures/predicted-value.service.js';
import { InsightNews } from './projection/news.service.js';
import { InsightProjector } from './projection/projector.service.js';
import { RelationService } from './relation/relation.service.js';
import { StoreSessionsController } from './store-sessions.controller.js';

@Module({
  imports: [AuditModule],
  controllers: [InsightController, StoreSessionsController],
  providers: [InsightNews, InsightProjector, MeasuresService, PredictedValueService, RelationService],
  exports: [InsightNews],
})
export class InsightModule {}
