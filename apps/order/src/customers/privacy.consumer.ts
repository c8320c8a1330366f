import type { EntityManager } from 'typeorm';
import {
  CustomerDataAnswered,
  CustomerDataRequested,
  CustomerErasureDone,
  CustomerErasureRequested,
  CustomerExportReady,
  CustomerPreferencesChanged,
  type Envelope,
} from '#contracts';
import { Consumer, Ignore, On } from '#messaging';
import { PersonalDataService } from '#platform';
import { CustomerRequests } from './customer-requests.service.js';
import { CustomersService } from './customers.service.js';

/** Answers for the orders' own data as every service does, and takes what all of them answer. */
@Ignore(CustomerExportReady)
@Consumer()
export class PrivacyConsumer {
  constructor(
    private readonly personalData: PersonalDataService,
    private readonly customers: CustomersService,
    private readonly requests: CustomerRequests,
  ) {}

  @On(CustomerDataRequested)
  onDataRequested(envelope: Envelope<CustomerDataRequested>, tx: EntityManager): Promise<void> {
    return this.personalData.answer(tx, envelope);
  }

  @On(CustomerErasureRequested)
  async onErasureRequested(envelope: Envelope<CustomerErasureRequested>, tx: EntityManager): Promise<void> {
    await this.personalData.erase(tx, envelope);
    await this.customers.forgetErased(tx, envelope.merchantId);
  }

  @On(CustomerPreferencesChanged)
  onPreferencesChanged(envelope: Envelope<CustomerPreferencesChanged>, tx: EntityManager): Promise<void> {
    return this.personalData.keepLanguage(tx, envelope);
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
