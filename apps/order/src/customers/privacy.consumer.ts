import type { EntityManager } from 'typeorm';
import {
  CustomerDataAnswered,
  CustomerErasureDone,
  CustomerErasureRequested,
  CustomerExportReady,
  type Envelope,
} from '#contracts';
import { Consumer, Ignore, On } from '#messaging';
import { PersonalDataHandlers, PersonalDataService } from '#platform';
import { CustomerRequests } from './customer-requests.service.js';
import { CustomersService } from './customers.service.js';

/** Answers for the orders' own data as every service does, and takes what all of them answer. */
@Ignore(CustomerExportReady)
@Consumer()
export class PrivacyConsumer extends PersonalDataHandlers {
  constructor(
    personalData: PersonalDataService,
    private readonly customers: CustomersService,
    private readonly requests: CustomerRequests,
  ) {
    super(personalData);
  }

  @On(CustomerErasureRequested)
  override async onErasureRequested(envelope: Envelope<CustomerErasureRequested>, tx: EntityManager): Promise<void> {
    await super.onErasureRequested(envelope, tx);
    await this.customers.forgetErased(tx, envelope.merchantId);
  }

  @On(CustomerDataAnswered)
  onDataAnswered({ data }: Envelope<CustomerDataAnswered>, tx: EntityManager): Promise<void> {
    return this.requests.takeAnswer(tx, data);
  }

  @On(CustomerErasureDone)
  onErasureDone({ data }: Envelope<CustomerErasureDone>, tx: EntityManager): Promise<void> {
    return this.requests.takeDone(tx, data);
  }
}
