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
import { FactsService } from '../facts/facts.service.js';
import { CustomerTelling } from '../telling/customer-telling.service.js';

/** Answers for the messages' own data as every service does, and tells customers where theirs are. */
@Ignore(CustomerDataAnswered, CustomerErasureDone, CustomerPreferencesChanged)
@Consumer()
export class PrivacyConsumer {
  constructor(
    private readonly personalData: PersonalDataService,
    private readonly facts: FactsService,
    private readonly customers: CustomerTelling,
  ) {}

  @On(CustomerDataRequested)
  onDataRequested(envelope: Envelope<CustomerDataRequested>, tx: EntityManager): Promise<void> {
    return this.personalData.answer(tx, envelope);
  }

  @On(CustomerErasureRequested)
  onErasureRequested(envelope: Envelope<CustomerErasureRequested>, tx: EntityManager): Promise<void> {
    return this.personalData.erase(tx, envelope);
  }

  @On(CustomerExportReady)
  async onExportReady({ data }: Envelope<CustomerExportReady>, tx: EntityManager): Promise<void> {
    const order = await this.facts.order(tx, data.orderId);
    await this.customers.tell(tx, order, {
      template: 'data-export-ready',
      subjectId: data.requestId,
      facts: { at: data.expiresAt, exportPath: `/track/${order.trackingToken}/data/${data.link}` },
    });
  }
}
