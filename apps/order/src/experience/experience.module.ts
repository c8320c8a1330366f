import { Module } from '@nestjs/common';
import { RoutingModule } from '../routing/routing.module.js';
import { AfterSalesFacts } from './after-sales-facts.service.js';
import { ExperienceConsumer } from './experience.consumer.js';
import { ExperienceController } from './experience.controller.js';
import { ExperienceCountsService } from './experience-counts.service.js';
import { ExperienceLedger } from './experience-ledger.service.js';
import { ExperienceParcels } from './experience-parcels.service.js';
import { ExperienceQueries } from './experience-queries.service.js';
import { ExperienceSnapshots } from './experience-snapshots.service.js';
import { ExperienceUndo } from './experience-undo.service.js';
import { ExperienceWorker } from './experience.worker.js';

@Module({
  imports: [RoutingModule],
  controllers: [ExperienceConsumer, ExperienceController],
  providers: [
    AfterSalesFacts,
    ExperienceLedger,
    ExperienceParcels,
    ExperienceCountsService,
    ExperienceSnapshots,
    ExperienceUndo,
    ExperienceQueries,
    ExperienceWorker,
  ],
  exports: [ExperienceParcels],
})
export class ExperienceModule {}
