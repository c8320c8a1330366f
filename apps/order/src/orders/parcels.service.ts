import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Order } from './domain/order.js';
import { OrdersService } from './orders.service.js';

/** What is heard of parcels. A parcel may be heard of before its ship notice: their topics differ. */
@Injectable()
export class ParcelsService {
  constructor(private readonly orders: OrdersService) {}

  async note<T extends { orderId: string }>(
    tx: EntityManager,
    data: T,
    change: (order: Order, data: T) => void,
  ): Promise<void> {
    const order = await this.orders.lock(tx, data.orderId);
    change(order, data);
    await this.orders.save(tx, order);
  }
}
