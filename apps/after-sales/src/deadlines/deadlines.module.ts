import { Module } from '@nestjs/common';
import { ClaimsModule } from '../claims/claims.module.js';
import { ComplaintsModule } from '../complaints/complaints.module.js';
import { ReturnsModule } from '../returns/returns.module.js';
import { DeadlinesConsumer } from './deadlines.consumer.js';

@Module({ imports: [ReturnsModule, ClaimsModule, ComplaintsModule], controllers: [DeadlinesConsumer] })
export class DeadlinesModule {}
