import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { OrderPlaced, PostalAddress } from '#contracts';
import { firstNameOf } from './domain/first-name.js';
import { TrackedOrder, type OrderState } from './tracked-order.entity.js';

/** What a token can look like; the database refuses some of what an address may hold. */
const TOKEN = /^[\x21-\x7e]{1,64}$/;

/** Where an order goes, and until when it was promised. */
export interface Destination {
  readonly country: string | null;
  readonly promiseBy: Date | null;
}

/** Keeps what the customer's page must know of each order. */
@Injectable()
export class OrdersService {
  constructor(private readonly dataSource: DataSource) {}

  async trackOrder(tx: EntityManager, merchantId: string, placed: OrderPlaced): Promise<void> {
    await tx.insert(TrackedOrder, {
      orderId: placed.orderId,
      merchantId,
      externalId: placed.externalId,
      trackingToken: placed.trackingToken,
      firstName: firstNameOf(placed.customer.name),
      city: placed.shippingAddress?.city ?? null,
      country: placed.shippingAddress?.country ?? null,
      language: placed.customer.language,
      lines: placed.lines.map(({ lineId, title, quantity }) => ({ lineId, title, quantity })),
      state: 'open',
      placedAt: new Date(placed.placedAt),
      promiseBy: placed.promiseBy === null ? null : new Date(placed.promiseBy),
    });
  }

  /** A hold may end with another address; null leaves the one there is. */
  async correctAddress(tx: EntityManager, orderId: string, address: PostalAddress | null): Promise<void> {
    if (address) await tx.update(TrackedOrder, { orderId }, { city: address.city, country: address.country });
  }

  async endOrder(tx: EntityManager, orderId: string, state: OrderState): Promise<void> {
    await tx.update(TrackedOrder, { orderId }, { state });
  }

  /** The order behind a customer's address, or null when the token is nobody's. */
  async findByToken(trackingToken: string): Promise<TrackedOrder | null> {
    if (!TOKEN.test(trackingToken)) return null;
    return this.dataSource.manager.findOneBy(TrackedOrder, { trackingToken });
  }

  /** Where orders go and until when they were promised, by order; nothing of one that is not known here. */
  async destinationsOf(tx: EntityManager, orderIds: readonly string[]): Promise<Map<string, Destination>> {
    const rows: { order_id: string; country: string | null; promise_by: Date | null }[] = await tx.query(
      `SELECT order_id, country, promise_by FROM tracked_orders WHERE order_id = ANY($1::uuid[])`,
      [orderIds],
    );
    return new Map(rows.map((row) => [row.order_id, { country: row.country, promiseBy: row.promise_by }]));
  }

  /** Tracking tokens by order, for links. */
  async tokensOf(orderIds: readonly string[]): Promise<Map<string, string>> {
    const rows: { order_id: string; tracking_token: string }[] = await this.dataSource.query(
      `SELECT order_id, tracking_token FROM tracked_orders WHERE order_id = ANY($1::uuid[])`,
      [orderIds],
    );
    return new Map(rows.map((row) => [row.order_id, row.tracking_token]));
  }
}
