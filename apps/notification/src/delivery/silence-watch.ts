import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FactsService } from '../facts/facts.service.js';
import { noFacts } from '../notifications/domain/message.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import { endOfSilence, endsSilence } from '../rules/domain/end-of-silence.js';
import type { CustomerMail } from './claimed-mail.js';
import { hurryDigest } from './digests.js';

/** Sees to it that no customer whose order is on its way hears nothing for longer than the rules allow. */
@Injectable()
export class SilenceWatch {
  constructor(
    private readonly facts: FactsService,
    private readonly notifications: NotificationsService,
  ) {}

  /** The customer was told something now: the next word that there is nothing new is due later, or never. */
  async told(tx: EntityManager, mail: CustomerMail, at: Date): Promise<void> {
    if (!endsSilence(mail.template)) return;
    await this.notifications.takeBack(tx, mail.order_id, 'nothing-new', 'NEWS_CAME');
    const notBefore = mail.rules && endOfSilence(mail.rules, at, mail.facts.country);
    if (notBefore === null || !(await this.facts.isOpen(tx, mail.order_id))) return;
    const { orderNumber, merchantName, name, trackingToken, country, promiseBy } = mail.facts;
    await this.notifications.tell(tx, {
      merchantId: mail.merchant_id,
      orderId: mail.order_id,
      subjectId: mail.order_id,
      // One after each message, that the next message takes back.
      reason: mail.id,
      template: 'nothing-new',
      language: mail.language,
      recipient: mail.recipient,
      phone: mail.phone,
      facts: { ...noFacts, orderNumber, merchantName, name, trackingToken, country, promiseBy },
      notBefore,
    });
    await hurryDigest(tx, mail.order_id, notBefore);
  }
}
