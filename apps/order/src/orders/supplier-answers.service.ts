import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type {
  PurchaseOrderAcknowledged,
  PurchaseOrderCancellationRefused,
  PurchaseOrderCancelled,
  PurchaseOrderExpired,
  PurchaseOrderSent,
  PurchaseOrderShipped,
} from '#contracts';
import { CommitmentsService } from '../offers/commitments.service.js';
import type { Order } from './domain/order.js';
import { noteAcknowledged, noteSent, noteShipped } from './domain/supplier-answers.js';
import { OrdersService } from './orders.service.js';
import { SupplierLearning } from './supplier-learning.service.js';

/** What suppliers say about their purchase orders: units move, stock is given back, what is missing is routed again. */
@Injectable()
export class SupplierAnswersService {
  constructor(
    private readonly orders: OrdersService,
    private readonly commitments: CommitmentsService,
    private readonly learning: SupplierLearning,
  ) {}

  async sent(tx: EntityManager, data: PurchaseOrderSent): Promise<void> {
    const order = await this.orders.lock(tx, data.orderId);
    noteSent(order, data.purchaseOrderId);
    await this.orders.save(tx, order);
  }

  async acknowledged(tx: EntityManager, data: PurchaseOrderAcknowledged): Promise<void> {
    const order = await this.orders.lock(tx, data.orderId);
    noteAcknowledged(order, data);
    const promised = data.lines.map((line) => ({
      orderLineId: line.orderLineId,
      quantity: line.acceptedQuantity + line.backorderedQuantity,
    }));
    const reliedHours = await this.commitments.acknowledge(tx, data.purchaseOrderId, promised, data.acknowledgedAt);
    const rejected = data.lines.map((line) => ({ orderLineId: line.orderLineId, quantity: line.rejectedQuantity }));
    await this.commitments.release(tx, data.purchaseOrderId, rejected);
    await this.learning.acknowledged(tx, order.record, data, reliedHours);
    await this.finish(tx, order, data.purchaseOrderId);
  }

  async expired(tx: EntityManager, data: PurchaseOrderExpired): Promise<void> {
    await this.takeBack(tx, data, 'expired');
  }

  async cancelled(tx: EntityManager, data: PurchaseOrderCancelled): Promise<void> {
    await this.takeBack(tx, data, 'cancelled');
  }

  /** Too late: the parcels that left are known from ship notices before this; nothing of ours changes. */
  async cancellationRefused(tx: EntityManager, data: PurchaseOrderCancellationRefused): Promise<void> {
    const order = await this.orders.lock(tx, data.orderId);
    order.settle();
    await this.orders.save(tx, order);
  }

  async shipped(tx: EntityManager, data: PurchaseOrderShipped): Promise<void> {
    const order = await this.orders.lock(tx, data.orderId);
    noteShipped(order, data);
    for (const parcel of data.parcels) {
      // A parcel is an answer too: stock counted after it left has these units taken off.
      await this.commitments.acknowledge(tx, data.purchaseOrderId, parcel.lines, parcel.shippedAt);
    }
    await this.learning.shipped(tx, order.record, data);
    await this.orders.save(tx, order);
  }

  private async takeBack(
    tx: EntityManager,
    data: PurchaseOrderExpired | PurchaseOrderCancelled,
    kind: 'expired' | 'cancelled',
  ): Promise<void> {
    const order = await this.orders.lock(tx, data.orderId);
    order.takeBack(data.purchaseOrderId, data.lines, kind);
    await this.commitments.release(tx, data.purchaseOrderId, data.lines);
    await this.learning.takenBack(tx, order.record, data, kind);
    await this.finish(tx, order, data.purchaseOrderId);
  }

  /** Routes again what is missing now. An order that is being cancelled has nothing missing: its units are gone. */
  private async finish(tx: EntityManager, order: Order, purchaseOrderId: string): Promise<void> {
    if (order.missing().length > 0) return this.orders.routeMissing(tx, order, purchaseOrderId);
    order.settle();
    await this.orders.save(tx, order);
  }
}
