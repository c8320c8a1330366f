import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Customer, ExchangeRequested, PostalAddress } from '#contracts';
import type { IncomingOrder } from './domain/incoming-order.js';
import { orderNotFound } from './order.errors.js';
import { PlaceOrderService } from './place-order.service.js';

interface ReplacedOrder {
  readonly customer: Customer;
  readonly shipping_address: PostalAddress | null;
  readonly payment_method: string;
}

/** Orders that replace what came back of another one. */
@Injectable()
export class ExchangesService {
  constructor(private readonly placing: PlaceOrderService) {}

  /**
   * Places the order of an exchange: to the same customer and address, routed like any other. What the returned goods
   * were worth is its discount; while a difference is due, its payment is pending and it waits as such orders do.
   */
  async placeExchange(tx: EntityManager, merchantId: string, exchange: ExchangeRequested): Promise<void> {
    const [replaced] = await tx.query<ReplacedOrder[]>(
      `SELECT customer, shipping_address, payment_method FROM orders WHERE id = $1 AND merchant_id = $2`,
      [exchange.orderId, merchantId],
    );
    if (!replaced) throw orderNotFound(exchange.orderId);
    await this.placing.placeOrder(tx, merchantId, incomingOf(exchange, replaced));
  }
}

const incomingOf = (exchange: ExchangeRequested, replaced: ReplacedOrder): IncomingOrder => ({
  ...{ source: 'exchange', storeId: null, externalId: exchange.externalId, currency: exchange.currency },
  ...{ placedAt: new Date(), test: false, promiseBy: null, note: null },
  ...{ customer: replaced.customer, shippingAddress: replaced.shipping_address },
  lines: exchange.lines.map(({ orderLineId, sku, title, quantity, unitPriceMinor }) => ({
    ...{ externalLineId: orderLineId, sku, title, quantity, unitPriceMinor, weightGrams: null },
  })),
  ...{ shippingMinor: 0, discountMinor: exchange.creditMinor },
  payment: { method: replaced.payment_method, status: exchange.dueMinor > 0 ? 'pending' : 'paid' },
  exchange: { orderId: exchange.exchangeOrderId, forOrderId: exchange.orderId },
});
