import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { OrderPlaced, type CancelReason } from '#contracts';
import { continueCause, draft, Outbox, presentCause, type Cause } from '#messaging';
import { OrderConfig } from '../config.js';
import { holdReason } from './domain/hold-rules.js';
import { totalsOf, type IncomingOrder, type OrderTotals } from './domain/incoming-order.js';
import { Order } from './domain/order.js';
import { HoldsService } from './holds.service.js';
import type { StoredOrder } from './order-details.js';
import { amountTooLarge, OrderAlreadyExistsError } from './order.errors.js';
import { viewOf, type OrderView } from './order-view.js';

/** Bytes of a tracking token: 192 bits cannot be guessed. */
const TOKEN_BYTES = 24;

/** Order, lines and the answer to remember, all in one statement; nothing when the merchant has this order already. */
const PLACE_ORDER = `
  WITH placed AS (
    INSERT INTO orders (id, merchant_id, source, store_id, external_id, status, reason_code, test, currency, placed_at,
      customer, shipping_address, goods_minor, shipping_minor, discount_minor, total_minor, payment_method,
      payment_status, tracking_token, promise_by, note, cancel_reason, route_due_at, created_at, updated_at, cause)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
      -- When it is due is asked of the database's clock: a service whose own is fast must not keep it waiting.
      now() + ($23::timestamptz - $24::timestamptz), $24, $24, $36)
    ON CONFLICT DO NOTHING
    RETURNING id
  ), lines AS (
    INSERT INTO order_lines (id, order_id, merchant_id, position, external_line_id, sku, title, quantity,
      unit_price_minor, cancelled_quantity, status, weight_grams)
    SELECT l.id, $1, $2, l.position, l.external_line_id, l.sku, l.title, l.quantity, l.unit_price_minor,
      l.cancelled_quantity, l.status, l.weight_grams
    FROM unnest($25::uuid[], $26::text[], $27::text[], $28::text[], $29::int[], $30::bigint[], $31::int[], $32::text[],
        $37::int[])
      WITH ORDINALITY AS l(id, external_line_id, sku, title, quantity, unit_price_minor, cancelled_quantity, status,
        weight_grams, position)
    WHERE EXISTS (SELECT 1 FROM placed)
  ), answer AS (
    INSERT INTO idempotency_keys (merchant_id, key, request_hash, order_id, response)
    SELECT $2, $33, $34, $1, $35 WHERE $33::text IS NOT NULL AND EXISTS (SELECT 1 FROM placed)
  )
  SELECT id FROM placed`;

/** A request that must be answered the same way when it comes again. */
export interface RememberedRequest {
  readonly key: string;
  readonly hash: Buffer;
}

/** Takes orders in. */
@Injectable()
export class PlaceOrderService {
  constructor(
    private readonly outbox: Outbox,
    private readonly config: OrderConfig,
    private readonly holds: HoldsService,
  ) {}

  /**
   * Stores an order and tells of it; it is routed right after. `cancelReason` says that the store cancelled it before
   * it reached us: it is stored, so that everybody can see what became of it, and ends at once.
   * @throws OrderAlreadyExistsError
   */
  async placeOrder(
    tx: EntityManager,
    merchantId: string,
    incoming: IncomingOrder,
    {
      remember = null,
      cancelReason = null,
    }: { remember?: RememberedRequest | null; cancelReason?: CancelReason | null } = {},
  ): Promise<OrderView> {
    const totals = totalsOf(incoming);
    if (!totals) throw amountTooLarge();
    const stored = storedOrder(merchantId, incoming, totals);
    const order = new Order(stored.record);
    const dueAt = await this.firstStep(tx, order, stored, cancelReason);
    const view = viewOf(stored, this.config.PUBLIC_URL);
    const cause = presentCause();
    const rows = await tx.query<unknown[]>(PLACE_ORDER, parametersOf(stored, { cause, remember, view, dueAt }));
    if (rows.length === 0) throw await this.alreadyExists(tx, merchantId, incoming);
    const at = { merchantId, key: stored.record.id };
    const events = [
      draft(OrderPlaced, at, placedEvent(stored, incoming)),
      ...order.drainEvents().map((event) => draft(event.eventClass, at, event.data)),
    ];
    await continueCause(cause, 'place order', () => this.outbox.append(tx, events));
    return view;
  }

  /** Holds or cancels the order where it must be. Answers when it is to be routed; null: not by itself. */
  private async firstStep(
    tx: EntityManager,
    order: Order,
    { record, details }: StoredOrder,
    cancelReason: CancelReason | null,
  ): Promise<Date | null> {
    const { createdAt, totalMinor, customer } = details;
    if (cancelReason !== null) {
      order.requestCancel(cancelReason);
      return null;
    }
    const reason = holdReason(record);
    const { id: orderId, merchantId, currency, lines } = record;
    const question = { orderId, merchantId, currency, totalMinor, customerEmail: customer.email, createdAt, lines };
    // What replaces goods looks like a second order of the same, and was looked at when they were returned.
    const isExchange = details.source === 'exchange';
    const hold = reason ? { reason, until: null } : isExchange ? null : await this.holds.ask(tx, question);
    if (hold === null) return createdAt;
    order.hold(hold.reason);
    return hold.until;
  }

  private async alreadyExists(tx: EntityManager, merchantId: string, { externalId, storeId }: IncomingOrder) {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT id FROM orders WHERE merchant_id = $1 AND external_id = $2 AND store_id IS NOT DISTINCT FROM $3`,
      [merchantId, externalId, storeId],
    );
    return new OrderAlreadyExistsError(externalId, rows[0]?.id ?? '');
  }
}

function storedOrder(merchantId: string, incoming: IncomingOrder, totals: OrderTotals): StoredOrder {
  const now = new Date();
  return {
    record: {
      id: incoming.exchange?.orderId ?? uuidv7(),
      merchantId,
      currency: incoming.currency,
      placedAt: incoming.placedAt,
      promiseBy: incoming.promiseBy,
      test: incoming.test,
      paymentMethod: incoming.payment.method,
      paymentStatus: incoming.payment.status,
      shippingAddress: incoming.shippingAddress,
      addressChange: null,
      status: 'placed',
      reasonCode: null,
      cancelReason: null,
      routingVersion: 0,
      lines: incoming.lines.map((line) => ({
        ...line,
        id: uuidv7(),
        cancelledQuantity: 0,
        status: 'open',
        reasonCode: null,
      })),
      allocations: [],
      parcels: [],
    },
    details: {
      externalId: incoming.externalId,
      source: incoming.source,
      storeId: incoming.storeId,
      customer: incoming.customer,
      ...totals,
      trackingToken: randomBytes(TOKEN_BYTES).toString('base64url'),
      note: incoming.note,
      cancelNote: null,
      createdAt: now,
      updatedAt: now,
    },
  };
}

function placedEvent({ record, details }: StoredOrder, incoming: IncomingOrder): OrderPlaced {
  const { externalId, source, customer, goodsMinor, shippingMinor, discountMinor, totalMinor, trackingToken } = details;
  return {
    ...{ orderId: record.id, externalId, source, currency: record.currency, customer, trackingToken },
    ...{ goodsMinor, shippingMinor, discountMinor, totalMinor },
    placedAt: record.placedAt.toISOString(),
    shippingAddress: record.shippingAddress,
    lines: record.lines.map(({ id, externalLineId, sku, title, quantity, unitPriceMinor }) => ({
      ...{ lineId: id, externalLineId, sku, title, quantity, unitPriceMinor },
    })),
    payment: incoming.payment,
    promiseBy: record.promiseBy?.toISOString() ?? null,
    exchangeForOrderId: incoming.exchange?.forOrderId ?? null,
  };
}

interface Placing {
  readonly cause: Cause;
  readonly remember: RememberedRequest | null;
  readonly view: OrderView;
  readonly dueAt: Date | null;
}

function parametersOf({ record, details }: StoredOrder, { cause, remember, view, dueAt }: Placing): unknown[] {
  const { lines } = record;
  return [
    ...[record.id, record.merchantId, details.source, details.storeId, details.externalId],
    ...[record.status, record.reasonCode, record.test, record.currency, record.placedAt],
    JSON.stringify(details.customer),
    record.shippingAddress === null ? null : JSON.stringify(record.shippingAddress),
    ...[details.goodsMinor, details.shippingMinor, details.discountMinor, details.totalMinor],
    ...[record.paymentMethod, record.paymentStatus, details.trackingToken, record.promiseBy, details.note],
    record.cancelReason,
    dueAt,
    details.createdAt,
    lines.map((line) => line.id),
    lines.map((line) => line.externalLineId),
    lines.map((line) => line.sku),
    lines.map((line) => line.title),
    lines.map((line) => line.quantity),
    lines.map((line) => line.unitPriceMinor),
    lines.map((line) => line.cancelledQuantity),
    lines.map((line) => line.status),
    remember?.key ?? null,
    remember?.hash ?? null,
    remember ? JSON.stringify(view) : null,
    JSON.stringify(cause),
    lines.map((line) => line.weightGrams),
  ];
}
