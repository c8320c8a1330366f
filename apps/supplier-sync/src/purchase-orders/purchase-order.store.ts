import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { PlannedPurchaseOrder, PostalAddress } from '#contracts';
import { openStatuses } from './domain/purchase-order-status.js';
import { PurchaseOrder, PurchaseOrderLine, ShipTo } from './purchase-order.entity.js';

/** A planned purchase order with the terms of its supplier. */
export interface PurchaseOrderTerms {
  readonly planned: PlannedPurchaseOrder;
  readonly acknowledgeSeconds: number;
  readonly shipSeconds: number;
}

/** Stores planned purchase orders. @returns only those that were not there yet, complete. */
export async function insertPurchaseOrders(
  tx: EntityManager,
  at: { merchantId: string; orderId: string; routingVersion: number },
  terms: readonly PurchaseOrderTerms[],
): Promise<PurchaseOrder[]> {
  const heads = terms.map(({ planned, acknowledgeSeconds, shipSeconds }) => ({
    id: planned.purchaseOrderId,
    supplier_id: planned.supplierId,
    supplier_code: planned.supplierCode,
    currency: planned.currency,
    acknowledge_seconds: acknowledgeSeconds,
    ship_seconds: shipSeconds,
  }));
  const inserted = await tx.query<{ id: string }[]>(
    `INSERT INTO purchase_orders (id, merchant_id, number, order_id, supplier_id, supplier_code, routing_version, currency,
                                  status, created_at, updated_at, acknowledge_by, answer_due_at, ship_by, ship_to)
     SELECT p.id, $2, ${nextNumber}, $3, p.supplier_id, p.supplier_code, $4, p.currency, 'created', now(), now(),
            now() + make_interval(secs => p.acknowledge_seconds), now() + make_interval(secs => p.acknowledge_seconds),
            now() + make_interval(secs => p.ship_seconds), (SELECT change_to FROM ship_tos WHERE order_id = $3)
     FROM jsonb_to_recordset($1::jsonb)
            AS p (id uuid, supplier_id uuid, supplier_code text, currency text, acknowledge_seconds int, ship_seconds int)
     ON CONFLICT (id) DO NOTHING RETURNING id`,
    [JSON.stringify(heads), at.merchantId, at.orderId, at.routingVersion],
  );
  const ids = inserted.map(({ id }) => id);
  if (ids.length === 0) return [];
  await insertLines(
    tx,
    terms.map(({ planned }) => planned).filter(({ purchaseOrderId }) => ids.includes(purchaseOrderId)),
  );
  return findPurchaseOrders(tx, ids);
}

/** Six digits at least; a sequence, so that purchase orders of one merchant do not wait for each other. */
const nextNumber = `(SELECT 'PO-' || lpad(n, greatest(6, length(n)), '0') FROM (SELECT nextval('purchase_order_numbers')::text || left(p.id::text, 0) AS n) AS s)`;

async function insertLines(tx: EntityManager, planned: readonly PlannedPurchaseOrder[]): Promise<void> {
  const lines = planned.flatMap(({ purchaseOrderId, lines }) =>
    lines.map((line, position) => ({
      id: uuidv7(),
      purchase_order_id: purchaseOrderId,
      position,
      order_line_id: line.orderLineId,
      supplier_sku: line.supplierSku,
      sku: line.sku,
      title: line.title,
      unit_cost_minor: line.unitCostMinor,
      quantity: line.quantity,
    })),
  );
  await tx.query(
    `INSERT INTO purchase_order_lines (id, purchase_order_id, position, order_line_id, supplier_sku, sku, title,
                                       unit_cost_minor, quantity)
     SELECT * FROM jsonb_to_recordset($1::jsonb) AS l (id uuid, purchase_order_id uuid, position int, order_line_id uuid,
       supplier_sku text, sku text, title text, unit_cost_minor bigint, quantity int)`,
    [JSON.stringify(lines)],
  );
}

/** Purchase orders with their lines, by id. */
export async function findPurchaseOrders(tx: EntityManager, ids: readonly string[]): Promise<PurchaseOrder[]> {
  const purchaseOrders = await tx
    .createQueryBuilder(PurchaseOrder, 'p')
    .where('p.id = ANY(:ids)', { ids })
    .orderBy('p.id')
    .getMany();
  return withLines(tx, purchaseOrders);
}

/** One purchase order with its lines, locked: what it decides until the commit it decides alone. */
export async function lockPurchaseOrder(tx: EntityManager, id: string): Promise<PurchaseOrder | null> {
  const purchaseOrder = await tx.findOne(PurchaseOrder, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!purchaseOrder) return null;
  await withLines(tx, [purchaseOrder]);
  return purchaseOrder;
}

/** Those that are in an open state. */
export async function findOpen(tx: EntityManager, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }[]>(
    'SELECT id FROM purchase_orders WHERE id = ANY($1) AND status = ANY($2)',
    [ids, openStatuses],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Purchase orders without their lines, locked in the order of their ids. */
export function lockHeads(tx: EntityManager, ids: readonly string[]): Promise<PurchaseOrder[]> {
  return tx
    .createQueryBuilder(PurchaseOrder, 'p')
    .setLock('pessimistic_write')
    .where('p.id = ANY(:ids)', { ids })
    .orderBy('p.id')
    .getMany();
}

/** Writes that the supplier's side has these purchase orders. */
export async function saveSent(tx: EntityManager, purchaseOrders: readonly PurchaseOrder[], at: Date): Promise<void> {
  await tx.query(
    `UPDATE purchase_orders SET sent_at = $2, updated_at = now(),
            status = CASE WHEN status = 'created' THEN 'sent' ELSE status END WHERE id = ANY($1)`,
    [purchaseOrders.map(({ id }) => id), at],
  );
}

/** Writes state and units. What never changes is not written again. */
export async function savePurchaseOrder(tx: EntityManager, purchaseOrder: PurchaseOrder): Promise<void> {
  const { id, status, sentAt, answerDueAt, cancelledAt, expiredAt } = purchaseOrder;
  await tx.query(
    `UPDATE purchase_orders SET status = $2, sent_at = $3, answer_due_at = $4, cancelled_at = $5, expired_at = $6,
            updated_at = now() WHERE id = $1`,
    [id, status, sentAt, answerDueAt, cancelledAt, expiredAt],
  );
  await tx.query(
    `UPDATE purchase_order_lines l SET accepted_quantity = n.a, backordered_quantity = n.b, rejected_quantity = n.r,
            cancelled_quantity = n.c, expired_quantity = n.e, shipped_quantity = n.s
     FROM jsonb_to_recordset($1::jsonb) AS n (id uuid, a int, b int, r int, c int, e int, s int) WHERE l.id = n.id`,
    [
      JSON.stringify(
        purchaseOrder.lines.map((line) => ({
          id: line.id,
          a: line.acceptedQuantity,
          b: line.backorderedQuantity,
          r: line.rejectedQuantity,
          c: line.cancelledQuantity,
          e: line.expiredQuantity,
          s: line.shippedQuantity,
        })),
      ),
    ],
  );
}

/** Keeps where an order goes. A later address, given with a release, replaces the first. */
export async function saveShipTo(
  tx: EntityManager,
  orderId: string,
  merchantId: string,
  shipTo: PostalAddress | null,
): Promise<void> {
  await tx.query(
    `INSERT INTO ship_tos (order_id, merchant_id, ship_to) VALUES ($1, $2, $3)
     ON CONFLICT (order_id) DO UPDATE SET ship_to = excluded.ship_to`,
    [orderId, merchantId, shipTo === null ? null : JSON.stringify(shipTo)],
  );
}

/** Where orders go, by order id. */
export async function findShipTos(tx: EntityManager, orderIds: readonly string[]): Promise<Map<string, ShipTo>> {
  const shipTos = await tx.createQueryBuilder(ShipTo, 's').where('s.order_id = ANY(:orderIds)', { orderIds }).getMany();
  return new Map(shipTos.map((shipTo) => [shipTo.orderId, shipTo]));
}

/** The database's clock: what is due is due by it, on whichever machine the service runs. */
export async function databaseNow(tx: EntityManager): Promise<Date> {
  const rows = await tx.query<{ now: Date }[]>('SELECT now()::timestamptz(3) AS now');
  return rows[0]?.now ?? new Date();
}

async function withLines(tx: EntityManager, purchaseOrders: PurchaseOrder[]): Promise<PurchaseOrder[]> {
  const lines = await tx
    .createQueryBuilder(PurchaseOrderLine, 'l')
    .where('l.purchase_order_id = ANY(:ids)', { ids: purchaseOrders.map(({ id }) => id) })
    .orderBy('l.position')
    .getMany();
  for (const purchaseOrder of purchaseOrders) {
    purchaseOrder.lines = lines.filter((line) => line.purchaseOrderId === purchaseOrder.id);
  }
  return purchaseOrders;
}
