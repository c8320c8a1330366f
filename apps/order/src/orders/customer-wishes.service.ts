import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type {
  AddressChangeRequested,
  CancellationRequested,
  PostalAddress,
  PurchaseOrderAddressChangeAnswered,
} from '#contracts';
import { changeAddress, noteAddressAnswer, wishAddress } from './domain/address-change.js';
import { orderNotFound } from './order.errors.js';
import { OrdersService } from './orders.service.js';
import type { Order } from './domain/order.js';

/** What customers want of their order while it can still be done, and a change of its address whoever wants it. */
@Injectable()
export class CustomerWishes {
  constructor(private readonly orders: OrdersService) {}

  /** @throws AddressNotChangeableError */
  async changeAddress(tx: EntityManager, orderId: string, changeId: string, address: PostalAddress): Promise<void> {
    const order = await this.orders.lock(tx, orderId);
    changeAddress(order, { changeId, address });
    await this.orders.save(tx, order, 'as it was');
  }

  async wishCancel(tx: EntityManager, merchantId: string, { orderId }: CancellationRequested): Promise<void> {
    const order = await this.lockOf(tx, merchantId, orderId);
    order.wishCancel('REQUESTED_BY_CUSTOMER');
    await this.orders.save(tx, order, 'as it was');
  }

  /** A customer who says no telephone number keeps the one that the courier has. */
  async wishAddress(tx: EntityManager, merchantId: string, wish: AddressChangeRequested): Promise<void> {
    const order = await this.lockOf(tx, merchantId, wish.orderId);
    const { shippingAddress } = wish;
    const phone = shippingAddress.phone ?? order.record.shippingAddress?.phone ?? null;
    wishAddress(order, { changeId: wish.requestId, address: Object.assign({}, shippingAddress, { phone }) });
    await this.orders.save(tx, order, 'as it was');
  }

  async answered(tx: EntityManager, answer: PurchaseOrderAddressChangeAnswered): Promise<void> {
    const order = await this.orders.lock(tx, answer.orderId);
    noteAddressAnswer(order, answer);
    await this.orders.save(tx, order, 'as it was');
  }

  private async lockOf(tx: EntityManager, merchantId: string, orderId: string): Promise<Order> {
    const order = await this.orders.lock(tx, orderId);
    if (order.record.merchantId !== merchantId) throw orderNotFound(orderId);
    return order;
  }
}
