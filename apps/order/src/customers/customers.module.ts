import { Module } from '@nestjs/common';
import { CustomerProfiles } from './customer-profile.service.js';
import { CustomerErasuresController, CustomerExportsController } from './customer-requests.controller.js';
import { CustomerRequests } from './customer-requests.service.js';
import { CustomerRequestsWorker } from './customer-requests.worker.js';
import { CustomersController } from './customers.controller.js';
import { CustomersService } from './customers.service.js';
import { ExportFiles } from './export-files.service.js';
import { OwnDataController } from './own-data.controller.js';
import { OwnData } from './own-data.service.js';
import { PrivacyConsumer } from './privacy.consumer.js';
import { RequestViews } from './request-views.service.js';

@Module({
  controllers: [
    CustomersController,
    CustomerExportsController,
    CustomerErasuresController,
    OwnDataController,
    PrivacyConsumer,
  ],
  providers: [
    CustomersService,
    CustomerProfiles,
    CustomerRequests,
    RequestViews,
    ExportFiles,
    CustomerRequestsWorker,
    OwnData,
  ],
})
export class CustomersModule {}
