import { Module } from '@nestjs/common';
import { FactsService } from './facts.service.js';
import { PartnersConsumer } from './partners.consumer.js';

@Module({ controllers: [PartnersConsumer], providers: [FactsService], exports: [FactsService] })
export class FactsModule {}
