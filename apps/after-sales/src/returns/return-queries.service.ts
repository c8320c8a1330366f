import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { ReturnStatus } from './domain/return-state.js';
import { findReturn, linesOf, type ReturnLineRow, type ReturnRow, type ReturnScope } from './return-rows.js';
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

export interface ReturnFilter {
  /** Null: of all. */
  readonly merchantId: string | null;
  readonly supplierId: string | null;
  readonly orderId: string | null;
  readonly status: ReturnStatus | null;
  readonly beforeId: string | null;
  readonly limit: number;
}

export type ReturnView = ReturnType<typeof viewOf>;

/** Returns as the outside sees them. */
@Injectable()
export class ReturnQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws returnNotFound, also for one of somebody else. */
  async one(scope: ReturnScope, tx: EntityManager = this.dataSource.manager): Promise<ReturnView> {
    const record = await findReturn(tx, scope);
    if (!record) throw returnNotFound(scope.returnId);
    const [view] = await this.views(tx, [record], scope.supplierId);
    return view as ReturnView;
  }

  /** Newest first. */
  async find(filter: ReturnFilter): Promise<ReturnView[]> {
    const { merchantId, supplierId, orderId, status, beforeId, limit } = filter;
    const rows = await this.dataSource.query<ReturnRow[]>(
      `SELECT * FROM returns r
       WHERE ($1::uuid IS NULL OR merchant_id = $1) AND ($2::uuid IS NULL OR order_id = $2)
         AND ($3::text IS NULL OR status = $3) AND ($4::uuid IS NULL OR id < $4)
         AND ($5::uuid IS NULL OR EXISTS (SELECT FROM return_lines l WHERE l.return_id = r.id AND l.supplier_id = $5))
       ORDER BY id DESC LIMIT $6`,
      [merchantId, orderId, status, beforeId, supplierId, limit],
    );
    return this.views(this.dataSource.manager, rows, supplierId);
  }

  private async views(tx: EntityManager, rows: readonly ReturnRow[], supplierId: string | null): Promise<ReturnView[]> {
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

const viewOf = (row: ReturnRow, { lines, parcels, refunds, isSupplier }: Parts) => ({
  id: row.id,
  number: row.number,
  orderId: row.order_id,
  kind: row.kind,
  channel: row.channel,
  status: row.status,
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
    quantity: line.quantity,
    reasonCode: line.reason_code,
    supplierId: line.supplier_id,
    purchaseOrderId: line.purchase_order_id,
    clause: line.clause,
    destination: line.destination,
    payer: line.payer,
    received: line.received,
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
