import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module.js';
import { ConsentRecordsModule } from '../consent-records/consent-records.module.js';
import { FactsModule } from '../facts/facts.module.js';
import { MerchantContactsModule } from '../merchant-contacts/merchant-contacts.module.js';
import { NotificationsModule } from '../notifications/notifications.module.js';
import { CustomerTelling } from './customer-telling.service.js';
import { MerchantTelling } from './merchant-telling.service.js';
import { OperatorTelling } from './operator-telling.service.js';
import { SupplierTelling } from './supplier-telling.service.js';

@Module({
  imports: [AlertsModule, ConsentRecordsModule, FactsModule, MerchantContactsModule, NotificationsModule],
  providers: [CustomerTelling, SupplierTelling, MerchantTelling, OperatorTelling],
  exports: [CustomerTelling, SupplierTelling, MerchantTelling, OperatorTelling],
})
export class TellingModule {}
