import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { SelfServiceModule } from '../self-service/self-service.module.js';
import { SurveyPlansModule } from '../survey-plans/survey-plans.module.js';
import { CustomerReviewsController } from './customer-reviews.controller.js';
import { ReviewsController } from './reviews.controller.js';
import { ReviewsService } from './reviews.service.js';
import { SurveyQueries } from './survey-queries.service.js';
import { SurveysController } from './surveys.controller.js';
import { SurveysService } from './surveys.service.js';

@Module({
  imports: [OrdersModule, SelfServiceModule, SurveyPlansModule],
  controllers: [SurveysController, ReviewsController, CustomerReviewsController],
  providers: [SurveysService, SurveyQueries, ReviewsService],
  exports: [SurveysService],
})
export class OpinionsModule {}
