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
import { PersonalDataService } from './personal-data.service.js';

/** Takes requests about customers' data, and the language that they chose; the answers are for the service that asked. */
@Ignore(CustomerDataAnswered, CustomerErasureDone, CustomerExportReady)
@Consumer()
export class PersonalDataConsumer {
  constructor(private readonly personalData: PersonalDataService) {}

  @On(CustomerDataRequested)
  onDataRequested(envelope: Envelope<CustomerDataRequested>, tx: EntityManager): Promise<void> {
    return this.personalData.answer(tx, envelope);
  }

  @On(CustomerErasureRequested)
  onErasureRequested(envelope: Envelope<CustomerErasureRequested>, tx: EntityManager): Promise<void> {
    return this.personalData.erase(tx, envelope);
  }

  @On(CustomerPreferencesChanged)
  onPreferencesChanged(envelope: Envelope<CustomerPreferencesChanged>, tx: EntityManager): Promise<void> {
    return this.personalData.keepLanguage(tx, envelope);
  }
}
