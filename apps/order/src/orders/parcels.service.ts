import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ShipmentDelivered, ShipmentDirection, ShipmentStatusChanged } from '#contracts';
import type { Order } from './domain/order.js';
import { noteDelivered, noteStatus } from './domain/supplier-answers.js';
import { OrdersService } from './orders.service.js';
import { SupplierLearning } from './supplier-learning.service.js';

/** What is heard of parcels. A parcel may be heard of before its ship notice: their topics differ. */
@Injectable()
export class ParcelsService {
  constructor(
    private readonly orders: OrdersService,
    private readonly learning: SupplierLearning,
  ) {}

  async note<T extends { orderId: string; direction?: ShipmentDirection | null }>(
    tx: EntityManager,
    data: T,
    change: (order: Order, data: T) => void,
  ): Promise<void> {
    if (isReturn(data)) return;
    const order = await this.orders.lock(tx, data.orderId);
    change(order, data);
    await this.orders.save(tx, order);
  }

  async delivered(tx: EntityManager, data: ShipmentDelivered): Promise<void> {
    if (isReturn(data)) return;
    const order = await this.orders.lock(tx, data.orderId);
    noteDelivered(order, data);
    await this.learning.parcelEnded(tx, order.record, data.shipmentId, data.deliveredAt, false);
    await this.orders.save(tx, order);
  }

  async statusChanged(tx: EntityManager, data: ShipmentStatusChanged): Promise<void> {
    if (isReturn(data)) return;
    const order = await this.orders.lock(tx, data.orderId);
    noteStatus(order, data);
    if (data.status === 'returned')
      await this.learning.parcelEnded(tx, order.record, data.shipmentId, data.occurredAt, true);
    await this.orders.save(tx, order);
  }
}

/** A parcel on its way back says nothing about whether its order was delivered. */
const isReturn = ({ direction }: { direction?: ShipmentDirection | null }): boolean => direction === 'return';
