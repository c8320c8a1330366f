import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FactsService } from '../facts/facts.service.js';
import { MerchantContactsService } from '../merchant-contacts/merchant-contacts.service.js';
import { noFacts, type MerchantTemplate, type MessageFacts } from '../notifications/domain/message.js';
import { NotificationsService } from '../notifications/notifications.service.js';

/** What the people of a shop are told of. */
export interface MerchantMessage {
  readonly merchantId: string;
  /** Null: it is about no order. */
  readonly orderId: string | null;
  readonly subjectId: string;
  readonly reason?: string;
  readonly template: MerchantTemplate;
  /** When it becomes true, if nothing happens before; at once when absent. */
  readonly notBefore?: Date;
}

/**
 * Writes to those whom a shop has named. What customers and suppliers wrote stays in the console: a mail goes to
 * mailboxes that nobody erases.
 */
@Injectable()
export class MerchantTelling {
  constructor(
    private readonly facts: FactsService,
    private readonly contacts: MerchantContactsService,
    private readonly notifications: NotificationsService,
  ) {}

  /** Whether there is anybody to tell: what decides whether there is news is only looked up then. */
  async listens(tx: EntityManager, merchantId: string, template: MerchantTemplate): Promise<boolean> {
    return (await this.contacts.listeners(tx, merchantId, template)).length > 0;
  }

  /** @param factsOf looked up only if there is somebody to tell. */
  async tell(
    tx: EntityManager,
    message: MerchantMessage,
    factsOf: () => Partial<MessageFacts> | Promise<Partial<MessageFacts>>,
  ): Promise<void> {
    const { merchantId, orderId, template } = message;
    const listeners = await this.contacts.listeners(tx, merchantId, template);
    if (listeners.length === 0) return;
    const order = orderId === null ? null : await this.facts.order(tx, orderId);
    const merchant = await this.facts.merchant(tx, merchantId);
    const facts: MessageFacts = {
      ...noFacts,
      orderNumber: order?.externalId ?? '',
      merchantName: merchant?.name ?? null,
      ...(await factsOf()),
    };
    for (const { email, language } of listeners) {
      const reason = `${message.reason ?? message.subjectId}:${keyOf(email)}`;
      await this.notifications.tell(tx, { ...message, reason, language, recipient: email, facts });
    }
  }

  /** What was to become true did not. */
  takeBack(
    tx: EntityManager,
    { orderId, template, subjectId }: { orderId: string; template: MerchantTemplate; subjectId: string },
  ): Promise<void> {
    return this.notifications.takeBack(tx, orderId, template, 'STORY_MOVED_ON', subjectId);
  }
}

/** Tells one reader from the next in keys that events carry: an address stands in none. */
const keyOf = (email: string): string => createHash('sha256').update(email.toLowerCase()).digest('hex').slice(0, 16);
