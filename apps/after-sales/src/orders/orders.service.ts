import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Envelope, OrderPlaced, PurchaseOrderCreated, ShipmentRegistered } from '#contracts';
import { orderNotFound } from './order.errors.js';
import type { KnownLine, KnownOrder, LineUnits } from './domain/known-order.js';

interface OrderRow {
  order_id: string;
  merchant_id: string;
  external_id: string;
  language: string;
  country: string | null;
  currency: string;
  shipping_minor: string;
  discount_minor: string;
  total_minor: string;
  lines: KnownLine[];
  policy_version: number | null;
  complete: boolean;
}

const ORDER_COLUMNS = `order_id, merchant_id, external_id, language, country, currency, shipping_minor, discount_minor,
  total_minor, lines, policy_version, complete`;

interface ParcelRow {
  order_id: string;
  shipment_id: string;
  purchase_order_id: string;
  supplier_id: string;
  carrier: string;
  lines: LineUnits[];
  delivered_at: Date | null;
}

/** Which order somebody asks for. `merchantId` null: an operator, who may see all. */
export interface OrderScope {
  readonly orderId: string;
  readonly merchantId: string | null;
}

/** Keeps what after-sales must know of each order: what was bought, who shipped it, when it came. */
@Injectable()
export class OrdersService {
  /** One statement for all; the policy that holds at this moment is pinned to each. */
  async rememberOrders(tx: EntityManager, placed: readonly Envelope<OrderPlaced>[]): Promise<void> {
    await tx.query(
      `INSERT INTO orders (order_id, merchant_id, external_id, token_sha256, customer_sha256, language, country,
                           currency, shipping_minor, discount_minor, total_minor, lines, placed_at, policy_version)
       SELECT o.order_id, o.merchant_id, o.external_id, decode(o.token, 'hex'), decode(o.customer, 'hex'), o.language,
              o.country, o.currency, o.shipping, o.discount, o.total, o.lines, o.placed_at, p.version
       FROM jsonb_to_recordset($1::jsonb) AS o (order_id uuid, merchant_id uuid, external_id text, token text,
              customer text, language text, country text, currency text, shipping bigint, discount bigint,
              total bigint, lines jsonb, placed_at timestamptz)
       LEFT JOIN return_policies p ON p.merchant_id = o.merchant_id AND p.state = 'active'
       ON CONFLICT (order_id) DO NOTHING`,
      [JSON.stringify(placed.map(recordOf))],
    );
  }

  async rememberPurchaseOrders(tx: EntityManager, created: readonly Envelope<PurchaseOrderCreated>[]): Promise<void> {
    await tx.query(
      `INSERT INTO purchase_orders (purchase_order_id, order_id, supplier_id, supplier_code, currency, lines)
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS p ("purchaseOrderId" uuid, "orderId" uuid, "supplierId" uuid,
              "supplierCode" text, currency text, lines jsonb)
       ON CONFLICT (purchase_order_id) DO NOTHING`,
      [JSON.stringify(created.map(({ data }) => data))],
    );
  }

  /** A return's own parcel is on the same topic, and is none that was shipped to the customer. */
  async rememberParcels(tx: EntityManager, registered: readonly Envelope<ShipmentRegistered>[]): Promise<void> {
    await tx.query(
      `INSERT INTO parcels (shipment_id, order_id, purchase_order_id, supplier_id, carrier, lines)
       SELECT s.* FROM jsonb_to_recordset($1::jsonb) AS s ("shipmentId" uuid, "orderId" uuid, "purchaseOrderId" uuid,
              "supplierId" uuid, carrier text, lines jsonb)
       WHERE NOT EXISTS (SELECT FROM return_parcels r WHERE r.shipment_id = s."shipmentId")
       ON CONFLICT (shipment_id) DO NOTHING`,
      [JSON.stringify(registered.map(({ data }) => data))],
    );
  }

  /** A parcel came, or (null) it did not after all. */
  async noteDelivery(tx: EntityManager, shipmentId: string, deliveredAt: Date | null): Promise<void> {
    await tx.query(`UPDATE parcels SET delivered_at = $2 WHERE shipment_id = $1 AND delivered_at IS DISTINCT FROM $2`, [
      shipmentId,
      deliveredAt,
    ]);
  }

  /** Nothing more of the order will be shipped. */
  async completeOrder(tx: EntityManager, orderId: string): Promise<void> {
    await tx.query(`UPDATE orders SET complete = true WHERE order_id = $1`, [orderId]);
  }

  /** A hold may end with another address; its country decides whose law holds. */
  async correctCountry(tx: EntityManager, orderId: string, country: string): Promise<void> {
    await tx.query(`UPDATE orders SET country = $2 WHERE order_id = $1`, [orderId, country]);
  }

  /**
   * The order with its parcels. Held until the transaction ends: all that changes what may be returned or refunded
   * of one order happens one after the other.
   * @throws orderNotFound, also for another merchant's.
   */
  async holdOrder(tx: EntityManager, { orderId, merchantId }: OrderScope): Promise<KnownOrder> {
    return this.read(tx, orderId, merchantId, 'FOR UPDATE');
  }

  /** @throws orderNotFound, also for another merchant's. */
  async order(tx: EntityManager, { orderId, merchantId }: OrderScope): Promise<KnownOrder> {
    return this.read(tx, orderId, merchantId, '');
  }

  /** Of a merchant, the newest whose parcels all came, the newest first. */
  async newestDelivered(tx: EntityManager, merchantId: string, count: number): Promise<KnownOrder[]> {
    const rows = await tx.query<OrderRow[]>(
      `SELECT ${ORDER_COLUMNS} FROM orders o WHERE merchant_id = $1 AND complete
          AND (SELECT count(*) > 0 AND count(*) = count(delivered_at) FROM parcels p WHERE p.order_id = o.order_id)
       ORDER BY order_id DESC LIMIT $2`,
      [merchantId, count],
    );
    const parcels = await parcelsOf(
      tx,
      rows.map(({ order_id: id }) => id),
    );
    return rows.map((row) =>
      orderOf(
        row,
        parcels.filter(({ order_id: id }) => id === row.order_id),
      ),
    );
  }

  /** The order behind a customer's token; null when the token is nobody's. */
  async scopeOfToken(tx: EntityManager, token: string): Promise<(OrderScope & { merchantId: string }) | null> {
    const rows = await tx.query<{ order_id: string; merchant_id: string }[]>(
      `SELECT order_id, merchant_id FROM orders WHERE token_sha256 = $1`,
      [sha256(token)],
    );
    const [row] = rows;
    return row ? { orderId: row.order_id, merchantId: row.merchant_id } : null;
  }

  private async read(
    tx: EntityManager,
    orderId: string,
    merchantId: string | null,
    lock: 'FOR UPDATE' | '',
  ): Promise<KnownOrder> {
    const [row] = await tx.query<OrderRow[]>(
      `SELECT ${ORDER_COLUMNS} FROM orders WHERE order_id = $1 AND ($2::uuid IS NULL OR merchant_id = $2) ${lock}`,
      [orderId, merchantId],
    );
    if (!row) throw orderNotFound(orderId);
    return orderOf(row, await parcelsOf(tx, [orderId]));
  }
}

const parcelsOf = (tx: EntityManager, orderIds: readonly string[]): Promise<ParcelRow[]> =>
  tx.query(
    `SELECT order_id, shipment_id, purchase_order_id, supplier_id, carrier, lines, delivered_at FROM parcels
      WHERE order_id = ANY ($1) ORDER BY shipment_id`,
    [orderIds],
  );

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

const recordOf = ({ merchantId, data }: Envelope<OrderPlaced>): object => ({
  ...moneyOf(data),
  order_id: data.orderId,
  merchant_id: merchantId,
  external_id: data.externalId,
  token: sha256(data.trackingToken).toString('hex'),
  customer: data.customer.email === null ? null : sha256(data.customer.email.toLowerCase()).toString('hex'),
  language: data.customer.language,
  country: data.shippingAddress?.country ?? null,
  lines: data.lines.map(({ lineId, sku, title, quantity, unitPriceMinor }) => ({
    ...{ lineId, sku, title, quantity, unitPriceMinor },
  })),
  placed_at: data.placedAt,
});

/** What an exchange's order calls its discount was paid with goods: it is worth as much when these come back. */
function moneyOf({ currency, shippingMinor, discountMinor, totalMinor, exchangeForOrderId }: OrderPlaced): object {
  const paidWithGoods = exchangeForOrderId == null ? 0 : discountMinor;
  return {
    ...{ currency, shipping: shippingMinor },
    ...{ discount: discountMinor - paidWithGoods, total: totalMinor + paidWithGoods },
  };
}

const orderOf = (row: OrderRow, parcels: readonly ParcelRow[]): KnownOrder => ({
  orderId: row.order_id,
  merchantId: row.merchant_id,
  externalId: row.external_id,
  language: row.language,
  country: row.country,
  currency: row.currency,
  shippingMinor: Number(row.shipping_minor),
  discountMinor: Number(row.discount_minor),
  totalMinor: Number(row.total_minor),
  lines: row.lines,
  policyVersion: row.policy_version,
  complete: row.complete,
  parcels: parcels.map((parcel) => ({
    shipmentId: parcel.shipment_id,
    purchaseOrderId: parcel.purchase_order_id,
    supplierId: parcel.supplier_id,
    carrier: parcel.carrier,
    lines: parcel.lines,
    deliveredAt: parcel.delivered_at,
  })),
});
