import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ConsentRecords } from '../consent-records/consent-records.service.js';
import { addressOf } from '../consent-records/domain/consent-record.js';
import { FactsService } from '../facts/facts.service.js';
import type { KnownOrder } from '../facts/known-order.entity.js';
import { chooseLanguage } from '../notifications/domain/choose-language.js';
import { noFacts, type MessageFacts, type MessageLine, type Template } from '../notifications/domain/message.js';
import { NotificationsService } from '../notifications/notifications.service.js';

/** What a customer is told of one order. */
export interface CustomerMessage {
  readonly template: Template;
  /** The order, parcel, return, … that it is about. */
  readonly subjectId: string;
  /** Tells one reason about the subject from the next; the subject when absent. */
  readonly reason?: string;
  /** Where the customer asked to be written to; the address of the order when absent. */
  readonly recipient?: string;
  readonly facts: Partial<MessageFacts>;
}

/** Writes to the customer of an order, in the customer's language and the merchant's name. */
@Injectable()
export class CustomerTelling {
  constructor(
    private readonly facts: FactsService,
    private readonly notifications: NotificationsService,
    private readonly records: ConsentRecords,
  ) {}

  async tell(tx: EntityManager, order: KnownOrder, message: CustomerMessage): Promise<void> {
    const { facts, ...about } = message;
    const address = addressOf(order);
    const chosen = address === null ? null : await this.records.language(tx, order.merchantId, address);
    const merchant = await this.facts.merchant(tx, order.merchantId);
    await this.notifications.tell(tx, {
      merchantId: order.merchantId,
      orderId: order.orderId,
      language: chooseLanguage(chosen, order.language, merchant?.defaultLanguage),
      recipient: order.email,
      phone: order.phone,
      ...about,
      facts: {
        ...noFacts,
        orderNumber: order.externalId,
        merchantName: merchant?.name ?? null,
        name: order.firstName,
        trackingToken: order.trackingToken,
        country: order.country,
        promiseBy: order.promiseBy?.toISOString() ?? null,
        ...facts,
      },
    });
  }
}

/** Units of an order's lines by the name that the customer knows them by. */
export function goodsOf(
  order: KnownOrder,
  units: readonly { readonly orderLineId: string; readonly quantity: number }[],
): MessageLine[] {
  return units.map(({ orderLineId, quantity }) => ({
    title: order.lines.find((line) => line.lineId === orderLineId)?.title ?? '–',
    sku: null,
    quantity,
    amountMinor: null,
  }));
}
