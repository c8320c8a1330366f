import { Module } from '@nestjs/common';
import { ClaimsModule } from '../claims/claims.module.js';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { OpinionsModule } from '../opinions/opinions.module.js';
import { ReturnsModule } from '../returns/returns.module.js';
import { SurveyPlansModule } from '../survey-plans/survey-plans.module.js';
import { DeadlinesConsumer } from './deadlines.consumer.js';

@Module({
  imports: [ReturnsModule, ClaimsModule, ComplaintsModule, OpinionsModule, SurveyPlansModule],
  controllers: [DeadlinesConsumer],
})
export class DeadlinesModule {}
