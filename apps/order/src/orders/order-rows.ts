import type { CancelReason, Customer, OrderSource, PostalAddress, ShipmentStatus, UnroutableReason } from '#contracts';
import type { EntityManager } from 'typeorm';
import type { AddressChange } from './domain/pending-address.js';
import type { Allocation, AllocationStatus } from './domain/allocation.js';
import type { OrderLine, Parcel } from './domain/order-progress.js';
import type { LineStatus, OrderStatus, StatusReason } from './domain/order-state.js';
import type { Order } from './domain/order.js';
import type { StoredOrder } from './order-details.js';

/** An order with its lines, allocations and parcels, as one row. `WHERE` and `ORDER BY` follow. */
export const SELECT_ORDERS = `
  SELECT o.*,
    (SELECT coalesce(json_agg(l ORDER BY l.position), '[]') FROM order_lines l WHERE l.order_id = o.id) AS lines,
    (SELECT coalesce(json_agg(a ORDER BY a.routing_version, a.id), '[]') FROM allocations a WHERE a.order_id = o.id)
      AS allocations,
    (SELECT coalesce(json_agg(p ORDER BY p.shipped_at, p.id), '[]') FROM parcels p WHERE p.order_id = o.id) AS parcels
  FROM orders o`;

/** One statement for everything that can change: orders, lines, allocations and parcels move together. */
const SAVE_ORDER = `
  WITH changed_lines AS (
    UPDATE order_lines l SET cancelled_quantity = n.cancelled_quantity, status = n.status, reason_code = n.reason_code
    FROM jsonb_to_recordset($2::jsonb) AS n(id uuid, cancelled_quantity int, status text, reason_code text)
    WHERE l.order_id = $1 AND l.id = n.id
  ), saved_allocations AS (
    INSERT INTO allocations (id, order_id, line_id, purchase_order_id, supplier_id, supplier_code, offer_id,
      routing_version, quantity, accepted, backordered, released, shipped, sent, refused, status)
    SELECT id, $1, line_id, purchase_order_id, supplier_id, supplier_code, offer_id,
      routing_version, quantity, accepted, backordered, released, shipped, sent, refused, status
    FROM jsonb_to_recordset($3::jsonb) AS n(id uuid, line_id uuid, purchase_order_id uuid, supplier_id uuid,
      supplier_code text, offer_id uuid, routing_version int, quantity int, accepted int, backordered int,
      released int, shipped int, sent boolean, refused boolean, status text)
    ON CONFLICT (id) DO UPDATE SET accepted = excluded.accepted, backordered = excluded.backordered,
      released = excluded.released, shipped = excluded.shipped, sent = excluded.sent, refused = excluded.refused,
      status = excluded.status
  ), saved_parcels AS (
    INSERT INTO parcels (id, order_id, purchase_order_id, carrier, tracking_number, status, announced, stalled, lines,
      shipped_at, delivered_at)
    SELECT id, $1, purchase_order_id, carrier, tracking_number, status, announced, stalled, lines, shipped_at, delivered_at
    FROM jsonb_to_recordset($4::jsonb) AS n(id uuid, purchase_order_id uuid, carrier text, tracking_number text,
      status text, announced boolean, stalled boolean, lines jsonb, shipped_at timestamptz, delivered_at timestamptz)
    ON CONFLICT (id) DO UPDATE SET purchase_order_id = excluded.purchase_order_id, carrier = excluded.carrier,
      tracking_number = excluded.tracking_number, status = excluded.status, announced = excluded.announced,
      stalled = excluded.stalled, lines = excluded.lines, shipped_at = excluded.shipped_at,
      delivered_at = excluded.delivered_at
  )
  UPDATE orders SET status = $5, reason_code = $6, cancel_reason = $7, routing_version = $8, payment_status = $9,
    shipping_address = $10, address_change = $13, route_failures = 0, updated_at = now(),
    -- An order that waits for the end of its fraud window keeps its time, whatever else is heard of it.
    route_due_at = CASE WHEN $15 THEN now()
      WHEN $14 OR $6 = 'FRAUD_WINDOW' THEN coalesce($11, route_due_at) ELSE $11 END,
    routed_at = CASE WHEN $12 THEN now() ELSE routed_at END
  WHERE id = $1`;

export interface OrderRow {
  id: string;
  merchant_id: string;
  source: OrderSource;
  store_id: string | null;
  external_id: string;
  status: OrderStatus;
  reason_code: StatusReason | null;
  test: boolean;
  currency: string;
  placed_at: Date;
  customer: Customer;
  shipping_address: PostalAddress | null;
  address_change: AddressChange | null;
  goods_minor: string;
  shipping_minor: string;
  discount_minor: string;
  total_minor: string;
  payment_method: string;
  payment_status: string;
  tracking_token: string;
  promise_by: Date | null;
  note: string | null;
  routing_version: number;
  cancel_reason: CancelReason | null;
  cancel_note: string | null;
  created_at: Date;
  updated_at: Date;
  lines: LineRow[];
  allocations: AllocationRow[];
  parcels: ParcelRow[];
}

interface LineRow {
  id: string;
  external_line_id: string;
  sku: string;
  title: string;
  quantity: number;
  unit_price_minor: number;
  weight_grams: number | null;
  cancelled_quantity: number;
  status: LineStatus;
  reason_code: UnroutableReason | null;
}

interface AllocationRow {
  id: string;
  line_id: string;
  purchase_order_id: string;
  supplier_id: string;
  supplier_code: string;
  offer_id: string;
  routing_version: number;
  quantity: number;
  accepted: number;
  backordered: number;
  released: number;
  shipped: number;
  sent: boolean;
  refused: boolean;
  status: AllocationStatus;
}

interface ParcelRow {
  id: string;
  purchase_order_id: string | null;
  carrier: string | null;
  tracking_number: string | null;
  status: ShipmentStatus;
  announced: boolean;
  stalled: boolean;
  lines: { orderLineId: string; quantity: number }[];
  shipped_at: string | null;
  delivered_at: string | null;
}

/** When an order is to be routed; null: not by itself. */
export type DueAt = Date | 'now' | 'as it was' | null;

/** Writes what changed of an order. */
export async function saveOrder(
  tx: EntityManager,
  order: Order,
  routing: { dueAt: DueAt; routedNow: boolean },
): Promise<void> {
  const { record } = order;
  await tx.query(SAVE_ORDER, [
    record.id,
    JSON.stringify(record.lines.map(lineToRow)),
    JSON.stringify(record.allocations.map(allocationToRow)),
    JSON.stringify(record.parcels.map(parcelToRow)),
    record.status,
    record.reasonCode,
    record.cancelReason,
    record.routingVersion,
    record.paymentStatus,
    record.shippingAddress === null ? null : JSON.stringify(record.shippingAddress),
    routing.dueAt instanceof Date ? routing.dueAt : null,
    routing.routedNow,
    record.addressChange === null ? null : JSON.stringify(record.addressChange),
    ...[routing.dueAt === 'as it was', routing.dueAt === 'now'],
  ]);
}

export function storedOrderOf(row: OrderRow): StoredOrder {
  return {
    record: {
      id: row.id,
      merchantId: row.merchant_id,
      currency: row.currency,
      placedAt: row.placed_at,
      promiseBy: row.promise_by,
      test: row.test,
      paymentMethod: row.payment_method,
      paymentStatus: row.payment_status,
      shippingAddress: row.shipping_address,
      addressChange: row.address_change,
      status: row.status,
      reasonCode: row.reason_code,
      cancelReason: row.cancel_reason,
      routingVersion: row.routing_version,
      lines: row.lines.map(lineOf),
      allocations: row.allocations.map(allocationOf),
      parcels: row.parcels.map(parcelOf),
    },
    details: {
      externalId: row.external_id,
      source: row.source,
      storeId: row.store_id,
      customer: row.customer,
      goodsMinor: Number(row.goods_minor),
      shippingMinor: Number(row.shipping_minor),
      discountMinor: Number(row.discount_minor),
      totalMinor: Number(row.total_minor),
      trackingToken: row.tracking_token,
      note: row.note,
      cancelNote: row.cancel_note,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
    },
  };
}

const isoTime = (time: string | null): string | null => (time === null ? null : new Date(time).toISOString());

const lineOf = (row: LineRow): OrderLine => ({
  id: row.id,
  externalLineId: row.external_line_id,
  sku: row.sku,
  title: row.title,
  quantity: row.quantity,
  unitPriceMinor: row.unit_price_minor,
  weightGrams: row.weight_grams,
  cancelledQuantity: row.cancelled_quantity,
  status: row.status,
  reasonCode: row.reason_code,
});

const lineToRow = (line: OrderLine): Partial<LineRow> => ({
  id: line.id,
  cancelled_quantity: line.cancelledQuantity,
  status: line.status,
  reason_code: line.reasonCode,
});

const allocationOf = (row: AllocationRow): Allocation => ({
  id: row.id,
  lineId: row.line_id,
  purchaseOrderId: row.purchase_order_id,
  supplierId: row.supplier_id,
  supplierCode: row.supplier_code,
  offerId: row.offer_id,
  routingVersion: row.routing_version,
  quantity: row.quantity,
  accepted: row.accepted,
  backordered: row.backordered,
  released: row.released,
  shipped: row.shipped,
  sent: row.sent,
  refused: row.refused,
  status: row.status,
});

const allocationToRow = (allocation: Allocation): AllocationRow => ({
  id: allocation.id,
  line_id: allocation.lineId,
  purchase_order_id: allocation.purchaseOrderId,
  supplier_id: allocation.supplierId,
  supplier_code: allocation.supplierCode,
  offer_id: allocation.offerId,
  routing_version: allocation.routingVersion,
  quantity: allocation.quantity,
  accepted: allocation.accepted,
  backordered: allocation.backordered,
  released: allocation.released,
  shipped: allocation.shipped,
  sent: allocation.sent,
  refused: allocation.refused,
  status: allocation.status,
});

const parcelOf = (row: ParcelRow): Parcel => ({
  id: row.id,
  purchaseOrderId: row.purchase_order_id,
  carrier: row.carrier,
  trackingNumber: row.tracking_number,
  status: row.status,
  announced: row.announced,
  stalled: row.stalled,
  lines: row.lines,
  shippedAt: isoTime(row.shipped_at),
  deliveredAt: isoTime(row.delivered_at),
});

const parcelToRow = (parcel: Parcel): ParcelRow => ({
  id: parcel.id,
  purchase_order_id: parcel.purchaseOrderId,
  carrier: parcel.carrier,
  tracking_number: parcel.trackingNumber,
  status: parcel.status,
  announced: parcel.announced,
  stalled: parcel.stalled,
  lines: parcel.lines,
  shipped_at: parcel.shippedAt,
  delivered_at: parcel.deliveredAt,
});
