import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { ReturnStatus } from './domain/return-state.js';
import { linesOf, type ReturnLineRow, type ReturnRow, type ReturnScope } from './return-rows.js';
import type { KnownLine } from '../orders/domain/known-order.js';
import { returnNotFound } from './return.errors.js';

interface ParcelRow {
  return_id: string;
  shipment_id: string;
  supplier_id: string | null;
  method: string;
  carrier: string | null;
  tracking_number: string | null;
  label_url: string | null;
  instructions: string | null;
  payer: string;
  in_transit_at: Date | null;
}

interface RefundRow {
  id: string;
  return_id: string;
  status: string;
  currency: string;
  amount_minor: string;
}

/** A return, and of its order what a person needs to make sense of it. */
interface ShownRow extends ReturnRow {
  readonly external_id: string;
  readonly currency: string;
  readonly order_lines: readonly KnownLine[];
}

/** Nulls: any. */
export interface ReturnFilter {
  readonly merchantId: string | null;
  readonly supplierId: string | null;
  readonly orderId: string | null;
  readonly status: ReturnStatus | null;
  /** The beginning of a return's number, or an order's number. */
  readonly q: string | null;
  readonly limit: number;
}

/** A filter that lets everything through. */
export const anyReturn: Omit<ReturnFilter, 'limit'> = {
  ...{ merchantId: null, supplierId: null, orderId: null, status: null, q: null },
};

export type ReturnView = ReturnType<typeof viewOf>;

/** Returns as the outside sees them. */
@Injectable()
export class ReturnQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws returnNotFound, also for one of somebody else. */
  async one(scope: ReturnScope, tx: EntityManager = this.dataSource.manager): Promise<ReturnView> {
    const filter = { ...anyReturn, merchantId: scope.merchantId, supplierId: scope.supplierId, limit: 1 };
    const [view] = await this.select(filter, 'AND r.id = $6', [scope.returnId], tx);
    if (!view) throw returnNotFound(scope.returnId);
    return view;
  }

  /** Newest first. */
  find(filter: ReturnFilter, beforeId: string | null): Promise<ReturnView[]> {
    return this.select(filter, `AND ($6::uuid IS NULL OR r.id < $6) ORDER BY r.id DESC`, [beforeId]);
  }

  /** What is not closed, the one first that has stood longest as it does. */
  waiting(filter: ReturnFilter, after: readonly [since: string, id: string] | null): Promise<ReturnView[]> {
    return this.select(
      filter,
      `AND r.closed_at IS NULL AND ($6::timestamptz IS NULL OR (r.status_since, r.id) > ($6, $7))
       ORDER BY r.status_since, r.id`,
      [after?.[0] ?? null, after?.[1] ?? null],
    );
  }

  /** How many are not closed, by status. */
  async counts(merchantId: string | null, supplierId: string | null): Promise<Partial<Record<ReturnStatus, number>>> {
    const rows = await this.dataSource.query<{ status: ReturnStatus; returns: number }[]>(
      `SELECT status, count(*)::int AS returns FROM returns r
       WHERE closed_at IS NULL AND ($1::uuid IS NULL OR merchant_id = $1)
         AND ($2::uuid IS NULL OR EXISTS (SELECT FROM return_lines l WHERE l.return_id = r.id AND l.supplier_id = $2))
       GROUP BY status`,
      [merchantId, supplierId],
    );
    return Object.fromEntries(rows.map(({ status, returns }) => [status, returns]));
  }

  private async select(
    { merchantId, supplierId, orderId, status, q, limit }: ReturnFilter,
    order: string,
    parameters: readonly unknown[],
    tx: EntityManager = this.dataSource.manager,
  ): Promise<ReturnView[]> {
    const rows = await tx.query<ShownRow[]>(
      `SELECT r.*, o.external_id, o.currency, o.lines AS order_lines FROM returns r JOIN orders o USING (order_id)
       WHERE ($1::uuid IS NULL OR r.merchant_id = $1) AND ($2::uuid IS NULL OR r.order_id = $2)
         AND ($3::text IS NULL OR r.status = $3)
         AND ($4::uuid IS NULL OR EXISTS (SELECT FROM return_lines l WHERE l.return_id = r.id AND l.supplier_id = $4))
         AND ($5::text IS NULL OR starts_with(r.number, upper($5)) OR o.external_id = $5) ${order}
       LIMIT ${String(limit)}`,
      [merchantId, orderId, status, supplierId, q, ...parameters],
    );
    return this.views(tx, rows, supplierId);
  }

  private async views(tx: EntityManager, rows: readonly ShownRow[], supplierId: string | null): Promise<ReturnView[]> {
    const ids = rows.map(({ id }) => id);
    const [lines, parcels, refunds] = [
      await linesOf(tx, ids),
      await tx.query<ParcelRow[]>(
        `SELECT * FROM return_parcels WHERE return_id = ANY ($1::uuid[]) ORDER BY shipment_id`,
        [ids],
      ),
      await tx.query<RefundRow[]>(
        `SELECT id, return_id, status, currency, amount_minor FROM refunds WHERE return_id = ANY ($1::uuid[]) ORDER BY id`,
        [ids],
      ),
    ];
    const mine = (row: { supplier_id: string | null }): boolean =>
      supplierId === null || row.supplier_id === supplierId;
    return rows.map((row) =>
      viewOf(row, {
        lines: lines.filter((line) => line.return_id === row.id && mine(line)),
        parcels: parcels.filter((parcel) => parcel.return_id === row.id && mine(parcel)),
        // What the customer paid is no business of a supplier.
        refunds: supplierId === null ? refunds.filter((refund) => refund.return_id === row.id) : [],
        isSupplier: supplierId !== null,
      }),
    );
  }
}

interface Parts {
  readonly lines: readonly ReturnLineRow[];
  readonly parcels: readonly ParcelRow[];
  readonly refunds: readonly RefundRow[];
  readonly isSupplier: boolean;
}

const viewOf = (row: ShownRow, { lines, parcels, refunds, isSupplier }: Parts) => ({
  id: row.id,
  number: row.number,
  merchantId: row.merchant_id,
  orderId: row.order_id,
  externalId: row.external_id,
  currency: row.currency,
  kind: row.kind,
  channel: row.channel,
  status: row.status,
  statusSince: row.status_since.toISOString(),
  policyVersion: row.policy_version,
  note: isSupplier ? null : row.note,
  refusal: row.refusal,
  withdrawal: row.withdrawal && { id: row.withdrawal.withdrawalId, declaredAt: row.withdrawal.declaredAt },
  exchange: isSupplier ? null : row.exchange,
  assessment: isSupplier ? null : row.assessment,
  outcome: row.outcome,
  requestedAt: row.requested_at.toISOString(),
  expiresAt: row.expires_at?.toISOString() ?? null,
  closedAt: row.closed_at?.toISOString() ?? null,
  lines: lines.map((line) => ({
    id: line.id,
    lineId: line.order_line_id,
    sku: line.sku,
    title: row.order_lines.find(({ lineId }) => lineId === line.order_line_id)?.title ?? line.sku,
    quantity: line.quantity,
    reasonCode: line.reason_code,
    supplierId: line.supplier_id,
    purchaseOrderId: line.purchase_order_id,
    clause: line.clause,
    destination: line.destination,
    payer: line.payer,
    received: line.received,
    refundedQuantity: isSupplier ? null : line.refunded_quantity,
  })),
  parcels: parcels.map((parcel) => ({
    shipmentId: parcel.shipment_id,
    supplierId: parcel.supplier_id,
    method: parcel.method,
    carrier: parcel.carrier,
    trackingNumber: parcel.tracking_number,
    labelUrl: parcel.label_url,
    instructions: parcel.instructions,
    payer: parcel.payer,
    inTransitAt: parcel.in_transit_at?.toISOString() ?? null,
  })),
  refunds: refunds.map(({ id, status, currency, amount_minor }) => ({
    ...{ id, status, currency, amountMinor: Number(amount_minor) },
  })),
});
