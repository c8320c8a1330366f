import { Module } from '@nestjs/common';
import { ComplainingCustomers } from './complaining-customers.service.js';
import { CustomerCases } from './customer-cases.service.js';
import { CustomerMails } from './customer-mails.service.js';
import { MailReader } from './mail-reader.service.js';
import { PatientCustomers } from './patient-customers.service.js';
import { ReturningCustomers } from './returning-customers.service.js';
import { ShopFront } from './shop-front.service.js';
import { SurveyCustomers } from './survey-customers.service.js';

@Module({
  providers: [
    ComplainingCustomers,
    CustomerCases,
    CustomerMails,
    MailReader,
    PatientCustomers,
    ReturningCustomers,
    ShopFront,
    SurveyCustomers,
  ],
  exports: [CustomerCases, MailReader],
})
export class CustomersModule {}
