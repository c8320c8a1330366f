import { Module } from '@nestjs/common';
import { ChannelReportsModule } from '../channel-reports/channel-reports.module.js';
import { ConsentRecordsModule } from '../consent-records/consent-records.module.js';
import { DeliveryModule } from '../delivery/delivery.module.js';
import { PushModule } from '../push/push.module.js';
import { SuppressionsModule } from '../suppressions/suppressions.module.js';
import { ContactPreferencesController } from './contact-preferences.controller.js';
import { PreferenceDecisions } from './preference-decisions.service.js';
import { PreferencesPageController } from './preferences-page.controller.js';
import { PreferencesService } from './preferences.service.js';

/** What customers decide about being written to, and the page on which they do. */
@Module({
  imports: [ChannelReportsModule, ConsentRecordsModule, DeliveryModule, PushModule, SuppressionsModule],
  controllers: [PreferencesPageController, ContactPreferencesController],
  providers: [PreferencesService, PreferenceDecisions],
})
export class PreferencesModule {}
