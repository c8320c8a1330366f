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
import type { MessageParcel, Template } from '../notifications/domain/message.js';
import { NotificationsService } from '../notifications/notifications.service.js';
import { CustomerTelling, goodsOf } from '../telling/customer-telling.service.js';
import { parcelAmongOthers } from './domain/parcel-among-others.js';

/** Tells the customer at the steps that matter, each once. */
@Injectable()
export class CustomerStoryService {
  constructor(
    private readonly facts: FactsService,
    private readonly customers: CustomerTelling,
    private readonly notifications: NotificationsService,
  ) {}

  async tellPlaced(tx: EntityManager, merchantId: string, placed: OrderPlaced): Promise<void> {
    const order = await this.facts.keepOrder(tx, merchantId, placed);
    await this.customers.tell(tx, order, {
      template: 'order-placed',
      subjectId: order.orderId,
      facts: {
        lines: order.lines.map(({ title, quantity, unitPriceMinor }) => ({
          title,
          sku: null,
          quantity,
          amountMinor: unitPriceMinor * quantity,
        })),
        totals: { ...order.totals, currency: order.currency },
      },
    });
  }

  async tellCancelled(tx: EntityManager, { orderId, partly }: OrderCancelled): Promise<void> {
    const order = await this.facts.order(tx, orderId);
    await this.customers.tell(tx, order, { template: 'order-cancelled', subjectId: orderId, facts: { partly } });
    if (partly) return this.facts.cancelRest(tx, orderId);
    await this.endStory(tx, orderId);
    await this.notifications.takeBack(tx, orderId, 'parcels-digest', 'STORY_ENDED');
  }

  /** Nothing more of the order will come: nobody waits for news of it. */
  async endStory(tx: EntityManager, orderId: string): Promise<void> {
    await this.facts.closeOrder(tx, orderId);
    await this.notifications.takeBack(tx, orderId, 'nothing-new', 'STORY_ENDED');
  }

  async tellShipped(tx: EntityManager, registered: ShipmentRegistered): Promise<void> {
    const order = await this.facts.order(tx, registered.orderId);
    await this.tellOfParcel(tx, order, await this.facts.keepParcel(tx, registered), 'order-shipped');
  }

  async tellDelivered(tx: EntityManager, { orderId, shipmentId }: ShipmentDelivered): Promise<void> {
    const order = await this.facts.order(tx, orderId);
    const parcel = await this.facts.parcel(tx, shipmentId);
    await this.facts.moveParcel(tx, shipmentId, 'delivered');
    await this.tellOfParcel(tx, order, parcel, 'delivered');
  }

  async tellChanged(tx: EntityManager, { orderId, shipmentId, status }: ShipmentStatusChanged): Promise<void> {
    const order = await this.facts.order(tx, orderId);
    const parcel = await this.facts.parcel(tx, shipmentId);
    // Any other word after a delivery corrects it.
    await this.facts.moveParcel(tx, shipmentId, status);
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
    const among = parcelAmongOthers(order, await this.facts.parcelsOf(tx, order.orderId));
    await this.customers.tell(tx, order, {
      template,
      subjectId: parcel.shipmentId,
      facts: {
        parcel: { carrier: parcel.carrier, trackingNumber: parcel.trackingNumber, ...among } satisfies MessageParcel,
        lines: goodsOf(order, parcel.lines),
      },
    });
  }
}
