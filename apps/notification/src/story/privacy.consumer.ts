import type { EntityManager } from 'typeorm';
import { CustomerDataAnswered, CustomerErasureDone, CustomerExportReady, type Envelope } from '#contracts';
import { Consumer, Ignore, On } from '#messaging';
import { PersonalDataHandlers, PersonalDataService } from '#platform';
import { FactsService } from '../facts/facts.service.js';
import { CustomerTelling } from '../telling/customer-telling.service.js';

/** Answers for the messages' own data as every service does, and tells customers where theirs are. */
@Ignore(CustomerDataAnswered, CustomerErasureDone)
@Consumer()
export class PrivacyConsumer extends PersonalDataHandlers {
  constructor(
    personalData: PersonalDataService,
    private readonly facts: FactsService,
    private readonly customers: CustomerTelling,
  ) {
    super(personalData);
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
