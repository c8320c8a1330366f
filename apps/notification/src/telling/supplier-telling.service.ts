import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AlertsService } from '../alerts/alerts.service.js';
import { FactsService } from '../facts/facts.service.js';
import type { KnownSupplier } from '../facts/known-supplier.entity.js';
import { chooseLanguage } from '../notifications/domain/choose-language.js';
import { noFacts, type MessageFacts, type Template } from '../notifications/domain/message.js';
import { NotificationsService, type Telling } from '../notifications/notifications.service.js';

/** What a supplier is told of. */
export interface SupplierMessage {
  readonly merchantId: string;
  /** Null: it is about none. */
  readonly orderId: string | null;
  /** The purchase order, claim, … that it is about. */
  readonly subjectId: string;
  readonly reason?: string;
  readonly template: Template;
  /** The number that the supplier knows it by: never the customer's order number. Empty: it has none. */
  readonly number: string;
  readonly facts: Partial<MessageFacts>;
}

/** Writes to suppliers. They never learn who the customer is or what the customer pays. */
@Injectable()
export class SupplierTelling {
  constructor(
    private readonly facts: FactsService,
    private readonly notifications: NotificationsService,
    private readonly alerts: AlertsService,
  ) {}

  async tell(tx: EntityManager, supplier: KnownSupplier, message: SupplierMessage): Promise<void> {
    await this.notifications.tell(tx, await this.tellingOf(tx, supplier, message));
  }

  /** Tells at `dueAt` unless it is settled by then, and again until somebody acknowledges it. */
  async alertAt(tx: EntityManager, supplier: KnownSupplier, message: SupplierMessage, dueAt: Date): Promise<void> {
    await this.alerts.expect(tx, supplier.supplierId, await this.tellingOf(tx, supplier, message), dueAt);
  }

  /** What the supplier would be alerted to has happened. */
  settle(
    tx: EntityManager,
    about: Pick<SupplierMessage, 'merchantId' | 'orderId' | 'template' | 'subjectId'>,
  ): Promise<void> {
    return this.alerts.settle(tx, about);
  }

  private async tellingOf(
    tx: EntityManager,
    supplier: KnownSupplier,
    { number, facts, ...about }: SupplierMessage,
  ): Promise<Telling> {
    const merchant = await this.facts.merchant(tx, about.merchantId);
    return {
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
    };
  }
}
