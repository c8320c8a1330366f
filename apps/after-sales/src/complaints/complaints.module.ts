import { Module } from '@nestjs/common';
import { OrdersModule } from '../orders/orders.module.js';
import { PhotosModule } from '../photos/photos.module.js';
import { RefundsModule } from '../refunds/refunds.module.js';
import { ComplaintClocks } from './complaint-clocks.service.js';
import { ComplaintDeskController } from './complaint-desk.controller.js';
import { ComplaintIntakeController } from './complaint-intake.controller.js';
import { ComplaintPhotos } from './complaint-photos.service.js';
import { ComplaintQueries } from './complaint-queries.service.js';
import { ComplaintRefundsController } from './complaint-refunds.controller.js';
import { ComplaintRefunds } from './complaint-refunds.service.js';
import { ComplaintsController } from './complaints.controller.js';
import { ComplaintsService } from './complaints.service.js';
import { IncidentsService } from './incidents.service.js';
import { MailIntake } from './mail-intake.service.js';
import { MessagesService } from './messages.service.js';
import { ComplaintSettingsService } from './settings.service.js';

@Module({
  imports: [OrdersModule, PhotosModule, RefundsModule],
  controllers: [ComplaintsController, ComplaintRefundsController, ComplaintDeskController, ComplaintIntakeController],
  providers: [
    ComplaintsService,
    ComplaintClocks,
    ComplaintQueries,
    ComplaintPhotos,
    ComplaintRefunds,
    MessagesService,
    IncidentsService,
    MailIntake,
    ComplaintSettingsService,
  ],
  exports: [ComplaintsService, ComplaintClocks, ComplaintQueries, ComplaintPhotos, MessagesService],
})
export class ComplaintsModule {}
