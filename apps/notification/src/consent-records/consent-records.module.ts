import { Module } from '@nestjs/common';
import { ConsentRecords } from './consent-records.service.js';

/** What people said about being written to. */
@Module({ providers: [ConsentRecords], exports: [ConsentRecords] })
export class ConsentRecordsModule {}
