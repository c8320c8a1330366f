import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { OrderAddressChanged, OrderAddressChangeRefused, OrderCancellationRefused } from '#contracts';
import { FactsService } from '../facts/facts.service.js';
import { CustomerTelling } from '../telling/customer-telling.service.js';

/** Tells the customer what became of a wish about an order that had not left. */
@Injectable()
export class WishStoryService {
  constructor(
    private readonly facts: FactsService,
    private readonly customers: CustomerTelling,
  ) {}

  async tellNotCancelled(tx: EntityManager, { orderId, reasonCode }: OrderCancellationRefused): Promise<void> {
    const order = await this.facts.order(tx, orderId);
    await this.customers.tell(tx, order, {
      ...{ template: 'cancellation-refused', subjectId: orderId, facts: { reasonCode } },
    });
  }

  /** The address itself stays out of mails: whoever reads them later may not live there. */
  async tellAddressChanged(tx: EntityManager, { orderId, changeId, partly }: OrderAddressChanged): Promise<void> {
    const order = await this.facts.order(tx, orderId);
    await this.customers.tell(tx, order, {
      ...{ template: 'address-changed', subjectId: changeId, facts: { partly } },
    });
  }

  async tellAddressRefused(tx: EntityManager, refused: OrderAddressChangeRefused): Promise<void> {
    const { orderId, changeId, reasonCode } = refused;
    const order = await this.facts.order(tx, orderId);
    await this.customers.tell(tx, order, {
      ...{ template: 'address-refused', subjectId: changeId, facts: { reasonCode } },
    });
  }
}
