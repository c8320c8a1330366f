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

/**
 * What every service does on the topic of customers' data: it answers, erases, and keeps the language that was chosen.
 * A service that has more to do there extends it.
 */
export abstract class PersonalDataHandlers {
  constructor(protected readonly personalData: PersonalDataService) {}

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

/** Of a service that has nothing more to do: the answers are for the one that asked. */
@Ignore(CustomerDataAnswered, CustomerErasureDone, CustomerExportReady)
@Consumer()
export class PersonalDataConsumer extends PersonalDataHandlers {
  // Declared again: what is injected is read from the class that is made.
  // eslint-disable-next-line @typescript-eslint/no-useless-constructor
  constructor(personalData: PersonalDataService) {
    super(personalData);
  }
}
