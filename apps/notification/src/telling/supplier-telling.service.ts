import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FactsService } from '../facts/facts.service.js';
import type { KnownSupplier } from '../facts/known-supplier.entity.js';
import { chooseLanguage } from '../notifications/domain/choose-language.js';
import { noFacts, type MessageFacts, type Template } from '../notifications/domain/message.js';
import { NotificationsService } from '../notifications/notifications.service.js';

/** What a supplier is told of. */
export interface SupplierMessage {
  readonly merchantId: string;
  readonly orderId: string;
  /** The purchase order, claim, … that it is about. */
  readonly subjectId: string;
  readonly reason?: string;
  readonly template: Template;
  /** The number that the supplier knows it by: never the customer's order number. */
  readonly number: string;
  readonly facts: Partial<MessageFacts>;
}

/** Writes to suppliers. They never learn who the customer is or what the customer pays. */
@Injectable()
export class SupplierTelling {
  constructor(
    private readonly facts: FactsService,
    private readonly notifications: NotificationsService,
  ) {}

  async tell(tx: EntityManager, supplier: KnownSupplier, message: SupplierMessage): Promise<void> {
    const { number, facts, ...about } = message;
    const merchant = await this.facts.merchant(tx, message.merchantId);
    await this.notifications.tell(tx, {
      ...about,
      language: chooseLanguage(supplier.language, merchant?.defaultLanguage),
      recipient: supplier.contactEmail,
      facts: {
        ...noFacts,
        orderNumber: number,
        merchantName: merchant?.name ?? null,
        name: supplier.name,
        ...facts,
      },
    });
  }
}
