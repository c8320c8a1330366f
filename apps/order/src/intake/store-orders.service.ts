import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { isEmail, validateSync } from 'class-validator';
import type { EntityManager } from 'typeorm';
import { isCurrency, PostalAddress, type OrderSource } from '#contracts';
import { MerchantsService } from '../merchants/merchants.service.js';
import type { IncomingOrder } from '../orders/domain/incoming-order.js';
import { OrdersService } from '../orders/orders.service.js';
import { PlaceOrderService } from '../orders/place-order.service.js';
import { parseExactly } from './domain/store-fields.js';
import { shopifyOrderOf } from './domain/shopify-order.js';
import type { StoreAddress, StoreOrder } from './domain/store-order.js';
import { storeTopicOf } from './domain/store-topics.js';
import { UnmappableOrderError } from './domain/unmappable-order.error.js';
import { deletedWooCommerceOrderId, wooCommerceOrderOf } from './domain/woocommerce-order.js';

/** A message of a store, with whose it is. */
export interface StoredDelivery {
  readonly storeId: string;
  readonly merchantId: string;
  readonly platform: 'shopify' | 'woocommerce';
  readonly topic: string;
  readonly body: Buffer;
  readonly receivedAt: Date;
}

export interface DeliveryOutcome {
  readonly state: 'processed' | 'ignored';
  readonly outcome: string;
  readonly orderId: string | null;
}

/** The outcome of a message about an order whose personal data are erased: its body goes too. */
export const ERASED = 'ERASED';

const ignored = (outcome: string, orderId: string | null = null): DeliveryOutcome => ({
  state: 'ignored',
  outcome,
  orderId,
});
const processed = (outcome: string, orderId: string): DeliveryOutcome => ({ state: 'processed', outcome, orderId });

/** Understands what stores sent. Messages may come twice and out of order: each carries the order whole. */
@Injectable()
export class StoreOrdersService {
  constructor(
    private readonly merchants: MerchantsService,
    private readonly placing: PlaceOrderService,
    private readonly orders: OrdersService,
  ) {}

  /** @throws UnmappableOrderError when a person has to look at it. */
  async apply(tx: EntityManager, delivery: StoredDelivery): Promise<DeliveryOutcome> {
    const topic = storeTopicOf(delivery.topic);
    if (topic === null) return ignored('TOPIC_NOT_NEEDED');
    const message = parseExactly(delivery.body.toString('utf8'));
    if (topic === 'deleted') return this.delete(tx, delivery, deletedWooCommerceOrderId(message));
    const order = delivery.platform === 'shopify' ? shopifyOrderOf(message) : wooCommerceOrderOf(message);
    if (!isCurrency(order.currency)) throw new UnmappableOrderError('BAD_CURRENCY', 'currency is not an ISO 4217 code');
    const known = await this.find(tx, delivery, order.externalId);
    if (known === null) return this.place(tx, delivery, order, topic === 'created');
    if (await this.isErased(tx, known)) return ignored(ERASED, known);
    if (topic === 'created') return ignored('ALREADY_PLACED', known);
    await this.orders.updateFromStore(tx, known, {
      paid: order.payment.status === 'paid',
      shippingAddress: sendable(order.address),
      cancelled: order.cancelled,
    });
    return processed('UPDATED', known);
  }

  private async place(
    tx: EntityManager,
    delivery: StoredDelivery,
    order: StoreOrder,
    created: boolean,
  ): Promise<DeliveryOutcome> {
    if (order.draft) return ignored('DRAFT');
    if (order.completed && !created) return ignored('COMPLETED_ELSEWHERE');
    const language = order.customer.language ?? (await this.merchants.languageOf(tx, delivery.merchantId));
    const { id } = await this.placing.placeOrder(tx, delivery.merchantId, incomingOrderOf(delivery, order, language), {
      cancelReason: order.cancelled ? 'CANCELLED_IN_STORE' : null,
    });
    return processed(order.cancelled ? 'PLACED_CANCELLED' : 'PLACED', id);
  }

  private async delete(tx: EntityManager, delivery: StoredDelivery, externalId: string): Promise<DeliveryOutcome> {
    const known = await this.find(tx, delivery, externalId);
    if (known === null) return ignored('ORDER_NOT_KNOWN');
    await this.orders.updateFromStore(tx, known, { paid: false, shippingAddress: null, cancelled: true });
    return processed('CANCELLED', known);
  }

  /** A store that tells an old order again must not bring back who ordered it. */
  private async isErased(tx: EntityManager, orderId: string): Promise<boolean> {
    const rows = await tx.query<unknown[]>(`SELECT FROM orders WHERE id = $1 AND anonymised_at IS NOT NULL`, [orderId]);
    return rows.length > 0;
  }

  private async find(tx: EntityManager, delivery: StoredDelivery, externalId: string): Promise<string | null> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT id FROM orders WHERE merchant_id = $1 AND external_id = $2 AND store_id = $3`,
      [delivery.merchantId, externalId, delivery.storeId],
    );
    return rows[0]?.id ?? null;
  }
}

function incomingOrderOf(delivery: StoredDelivery, order: StoreOrder, language: string): IncomingOrder {
  const { externalId, currency, test, lines, shippingMinor, discountMinor, payment, note, customer } = order;
  const email = customer.email !== null && isEmail(customer.email) ? customer.email : null;
  return {
    ...{ externalId, currency, test, lines, shippingMinor, discountMinor, payment, note },
    source: delivery.platform satisfies OrderSource,
    storeId: delivery.storeId,
    placedAt: order.placedAt ?? delivery.receivedAt,
    customer: { name: customer.name, email, phone: customer.phone, language },
    shippingAddress: sendable(order.address),
    promiseBy: null,
  };
}

/** The address if a parcel can be sent to it, as the contract understands that. */
function sendable(address: StoreAddress): PostalAddress | null {
  const candidate = plainToInstance(PostalAddress, { ...address, country: address.country?.toUpperCase() ?? null });
  return validateSync(candidate).length === 0 ? candidate : null;
}
