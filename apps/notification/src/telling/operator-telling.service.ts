import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AlertsService } from '../alerts/alerts.service.js';
import { NotificationConfig } from '../config.js';
import { FactsService } from '../facts/facts.service.js';
import { chooseLanguage } from '../notifications/domain/choose-language.js';
import { noFacts, type MessageFacts, type Template } from '../notifications/domain/message.js';
import { NotificationsService, type Telling } from '../notifications/notifications.service.js';

/** What an operator is told of. */
export interface OperatorMessage {
  readonly merchantId: string;
  /** Null: it is about none. */
  readonly orderId: string | null;
  readonly subjectId: string;
  readonly reason?: string;
  readonly template: Template;
  readonly facts: Partial<MessageFacts>;
}

/** Writes to the operator, again until somebody acknowledges it. Without OPERATOR_EMAIL nobody is told. */
@Injectable()
export class OperatorTelling {
  constructor(
    private readonly facts: FactsService,
    private readonly alerts: AlertsService,
    private readonly notifications: NotificationsService,
    private readonly config: NotificationConfig,
  ) {}

  /** Whether there is anybody to tell: what a message needs is only looked up then. */
  get listens(): boolean {
    return this.config.OPERATOR_EMAIL !== undefined;
  }

  async tell(tx: EntityManager, message: OperatorMessage): Promise<void> {
    const telling = await this.tellingOf(tx, message);
    if (telling) await this.alerts.raise(tx, telling);
  }

  /** Once: there is nothing to see to. */
  async inform(tx: EntityManager, message: OperatorMessage): Promise<void> {
    const telling = await this.tellingOf(tx, message);
    if (telling) await this.notifications.tell(tx, telling);
  }

  private async tellingOf(tx: EntityManager, message: OperatorMessage): Promise<Telling | null> {
    if (this.config.OPERATOR_EMAIL === undefined) return null;
    const order = message.orderId === null ? null : await this.facts.order(tx, message.orderId);
    const merchant = await this.facts.merchant(tx, message.merchantId);
    return {
      ...message,
      language: chooseLanguage(this.config.OPERATOR_LANGUAGE),
      recipient: this.config.OPERATOR_EMAIL,
      facts: {
        ...noFacts,
        orderNumber: order?.externalId ?? '',
        merchantName: merchant?.name ?? null,
        ...message.facts,
      },
    };
  }
}
