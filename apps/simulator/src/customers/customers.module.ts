import { Module } from '@nestjs/common';
import { PushModule } from '../push/push.module.js';
import { ComplainingCustomers } from './complaining-customers.service.js';
import { CustomerCases } from './customer-cases.service.js';
import { CustomerMails } from './customer-mails.service.js';
import { MailReader } from './mail-reader.service.js';
import { MovingCustomers } from './moving-customers.service.js';
import { PatientCustomers } from './patient-customers.service.js';
import { PushCustomers } from './push-customers.service.js';
import { ReturningCustomers } from './returning-customers.service.js';
import { ShopFront } from './shop-front.service.js';
import { SurveyCustomers } from './survey-customers.service.js';

@Module({
  imports: [PushModule],
  providers: [
    ComplainingCustomers,
    CustomerCases,
    CustomerMails,
    MailReader,
    MovingCustomers,
    PatientCustomers,
    PushCustomers,
    ReturningCustomers,
    ShopFront,
    SurveyCustomers,
  ],
  exports: [CustomerCases, MailReader],
})
export class CustomersModule {}
