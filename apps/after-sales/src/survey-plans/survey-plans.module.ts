import { Module } from '@nestjs/common';
import { SurveyPlans } from './survey-plans.service.js';

@Module({ providers: [SurveyPlans], exports: [SurveyPlans] })
export class SurveyPlansModule {}
