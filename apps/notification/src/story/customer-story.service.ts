import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type {
  OrderCancelled,
  OrderPlaced,
  ShipmentDelivered,
  ShipmentRegistered,
  ShipmentStatusChanged,
} from '#contracts';
import { FactsService } from '../facts/facts.service.js';
import type { KnownOrder } from '../facts/known-order.entity.js';
import type { KnownParcel } from '../facts/known-parcel.entity.js';
import { chooseLanguage } from '../notifications/domain/choose-language.js';
import {
  noFacts,
  type MessageFacts,
  type MessageLine,
  type MessageParcel,
  type Template,
} from '../notifications/domain/message.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import { parcelAmongOthers } from './domain/parcel-among-others.js';

/** Tells the customer at the steps that matter, each once. */
@Injectable()
export class CustomerStoryService {
  constructor(
    private readonly facts: FactsService,
    private readonly notifications: NotificationsService,
  ) {}

  async tellPlaced(tx: EntityManager, merchantId: string, placed: OrderPlaced): Promise<void> {
    const order = await this.facts.keepOrder(tx, merchantId, placed);
    await this.tell(tx, order, 'order-placed', order.orderId, {
      lines: order.lines.map(({ title, quantity, unitPriceMinor }) => ({
        title,
        sku: null,
        quantity,
        amountMinor: unitPriceMinor * quantity,
      })),
      totals: { ...order.totals, currency: order.currency },
    });
  }

  async tellCancelled(tx: EntityManager, { orderId, partly }: OrderCancelled): Promise<void> {
    await this.tell(tx, await this.facts.order(tx, orderId), 'order-cancelled', orderId, { partly });
  }

  async tellShipped(tx: EntityManager, registered: ShipmentRegistered): Promise<void> {
    const order = await this.facts.order(tx, registered.orderId);
    await this.tellOfParcel(tx, order, await this.facts.keepParcel(tx, registered), 'order-shipped');
  }

  async tellDelivered(tx: EntityManager, { orderId, shipmentId }: ShipmentDelivered): Promise<void> {
    const order = await this.facts.order(tx, orderId);
    const parcel = await this.facts.parcel(tx, shipmentId);
    await this.facts.markDelivered(tx, shipmentId, true);
    await this.tellOfParcel(tx, order, parcel, 'delivered');
  }

  async tellChanged(tx: EntityManager, { orderId, shipmentId, status }: ShipmentStatusChanged): Promise<void> {
    const order = await this.facts.order(tx, orderId);
    const parcel = await this.facts.parcel(tx, shipmentId);
    // Any other word after a delivery corrects it.
    await this.facts.markDelivered(tx, shipmentId, false);
    if (status === 'out_for_delivery') await this.tellOfParcel(tx, order, parcel, 'out-for-delivery');
    if (status === 'delayed') await this.tellOfParcel(tx, order, parcel, 'delayed');
  }

  async tellStalled(tx: EntityManager, orderId: string, shipmentId: string): Promise<void> {
    const order = await this.facts.order(tx, orderId);
    await this.tellOfParcel(tx, order, await this.facts.parcel(tx, shipmentId), 'delayed');
  }

  private async tellOfParcel(
    tx: EntityManager,
    order: KnownOrder,
    parcel: KnownParcel,
    template: Template,
  ): Promise<void> {
    const among = parcelAmongOthers(order.lines, await this.facts.parcelsOf(tx, order.orderId));
    await this.tell(tx, order, template, parcel.shipmentId, {
      parcel: { carrier: parcel.carrier, trackingNumber: parcel.trackingNumber, ...among } satisfies MessageParcel,
      lines: contentsOf(parcel, order),
    });
  }

  private async tell(
    tx: EntityManager,
    order: KnownOrder,
    template: Template,
    subjectId: string,
    more: Partial<MessageFacts>,
  ): Promise<void> {
    const merchant = await this.facts.merchant(tx, order.merchantId);
    await this.notifications.tell(tx, {
      merchantId: order.merchantId,
      orderId: order.orderId,
      subjectId,
      template,
      language: chooseLanguage(order.language, merchant?.defaultLanguage),
      recipient: order.email,
      facts: {
        ...noFacts,
        orderNumber: order.externalId,
        merchantName: merchant?.name ?? null,
        name: order.firstName,
        trackingToken: order.trackingToken,
        country: order.country,
        promiseBy: order.promiseBy?.toISOString() ?? null,
        ...more,
      },
    });
  }
}

function contentsOf(parcel: KnownParcel, order: KnownOrder): MessageLine[] {
  return parcel.lines.map(({ orderLineId, quantity }) => ({
    title: order.lines.find((line) => line.lineId === orderLineId)?.title ?? '–',
    sku: null,
    quantity,
    amountMinor: null,
  }));
}
