import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import {
  AddressChangeRequested,
  CancellationRequested,
  type AddressRefusal,
  type CancellationOrigin,
  type PostalAddress,
} from '#contracts';
import { draft, Outbox } from '#messaging';
import type { KnownOrder } from '../orders/domain/known-order.js';
import { notNow, type Wish, type WishKind, type WishStatus } from './domain/wish.js';
import { countryChanged, wishNotFound, wishNotNow } from './wish.errors.js';

type WishRow = Omit<Wish, 'askedAt' | 'settledAt'> & { askedAt: Date; settledAt: Date | null };

/** Whose order, under a lock that the caller holds until the transaction ends. */
type HeldOrder = Pick<KnownOrder, 'orderId' | 'merchantId' | 'complete' | 'country'>;

/**
 * Takes to `order` what a customer wants of an order that has not left, and keeps what became of it. Nothing is
 * decided here: the answer comes as facts about the order.
 */
@Injectable()
export class WishesService {
  constructor(private readonly outbox: Outbox) {}

  /** Newest first. */
  async of(tx: EntityManager, orderId: string): Promise<Wish[]> {
    const rows = await tx.query<WishRow[]>(
      `SELECT id, kind, origin, status, reason_code AS "reasonCode", city, asked_at AS "askedAt",
              settled_at AS "settledAt"
       FROM wishes WHERE order_id = $1 ORDER BY id DESC`,
      [orderId],
    );
    return rows.map((row) => ({
      ...row,
      askedAt: row.askedAt.toISOString(),
      settledAt: row.settledAt?.toISOString() ?? null,
    }));
  }

  /** @throws wishNotFound, also for another order's. */
  async one(tx: EntityManager, orderId: string, id: string): Promise<Wish> {
    const found = (await this.of(tx, orderId)).find((wish) => wish.id === id);
    if (!found) throw wishNotFound(id);
    return found;
  }

  /** What has not left shall not leave. @throws wishNotNow */
  async askCancellation(tx: EntityManager, order: HeldOrder, origin: CancellationOrigin): Promise<string> {
    const requestedAt = new Date().toISOString();
    const requestId = await this.insert(tx, order, { kind: 'cancellation', origin, city: null });
    const { orderId, merchantId } = order;
    const asked = { requestId, orderId, origin, requestedAt };
    await this.outbox.append(tx, [draft(CancellationRequested, { merchantId, key: orderId }, asked)]);
    return requestId;
  }

  /** As {@link askCancellation} where it can be; a withdrawal stands whatever becomes of the parcels. */
  async cancelWithdrawn(tx: EntityManager, order: HeldOrder): Promise<void> {
    if (notNow('cancellation', order, await this.of(tx, order.orderId)) === null)
      await this.askCancellation(tx, order, 'withdrawal');
  }

  /** What has not left shall go elsewhere in the country. @throws wishNotNow, countryChanged */
  async askAddress(tx: EntityManager, order: HeldOrder, shippingAddress: PostalAddress): Promise<string> {
    if (shippingAddress.country !== order.country) throw countryChanged();
    const requestedAt = new Date().toISOString();
    const about = { kind: 'address', origin: 'customer', city: shippingAddress.city } as const;
    const requestId = await this.insert(tx, order, about);
    const { orderId, merchantId } = order;
    const asked = { requestId, orderId, shippingAddress, requestedAt };
    await this.outbox.append(tx, [draft(AddressChangeRequested, { merchantId, key: orderId }, asked)]);
    return requestId;
  }

  /**
   * What the order says about a wish: about the open ones of a kind, or about one by its id. A change that nobody
   * wished for here changes nothing.
   */
  async note(
    tx: EntityManager,
    orderId: string,
    about: { readonly kind: WishKind; readonly id?: string },
    { status, reasonCode = null }: { readonly status: WishStatus; readonly reasonCode?: AddressRefusal | null },
  ): Promise<void> {
    await tx.query(
      `UPDATE wishes SET status = $4, reason_code = $5, settled_at = CASE WHEN $4 = 'waiting' THEN NULL ELSE now() END
       WHERE order_id = $1 AND status IN ('asked', 'waiting') AND kind = $2 AND ($3::uuid IS NULL OR id = $3)`,
      [orderId, about.kind, about.id ?? null, status, reasonCode],
    );
  }

  private async insert(
    tx: EntityManager,
    order: HeldOrder,
    wish: { kind: WishKind; origin: CancellationOrigin; city: string | null },
  ): Promise<string> {
    const refusal = notNow(wish.kind, order, await this.of(tx, order.orderId));
    if (refusal !== null) throw wishNotNow(refusal);
    const id = uuidv7();
    await tx.query(`INSERT INTO wishes (id, order_id, kind, origin, city) VALUES ($1, $2, $3, $4, $5)`, [
      ...[id, order.orderId, wish.kind, wish.origin, wish.city],
    ]);
    return id;
  }
}
