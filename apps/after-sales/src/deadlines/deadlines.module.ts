import { Module } from '@nestjs/common';
import { ReturnsModule } from '../returns/returns.module.js';
import { DeadlinesConsumer } from './deadlines.consumer.js';

@Module({ imports: [ReturnsModule], controllers: [DeadlinesConsumer] })
export class DeadlinesModule {}
