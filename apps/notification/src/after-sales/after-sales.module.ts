import { Module } from '@nestjs/common';
import { FactsModule } from '../facts/facts.module.js';
import { TellingModule } from '../telling/telling.module.js';
import { AfterSalesConsumer } from './after-sales.consumer.js';
import { ClaimStoryService } from './claim-story.service.js';
import { ComplaintStoryService } from './complaint-story.service.js';
import { MerchantCasesService } from './merchant-cases.service.js';
import { ReturnStoryService } from './return-story.service.js';

@Module({
  imports: [FactsModule, TellingModule],
  controllers: [AfterSalesConsumer],
  providers: [ReturnStoryService, ComplaintStoryService, ClaimStoryService, MerchantCasesService],
})
export class AfterSalesModule {}
