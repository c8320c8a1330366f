import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { IncidentClosed, IncidentOpened } from '#contracts';
import { draft, Outbox, type EventDraft } from '#messaging';
import { humanNumber } from '../human-number.js';
import { incidentNotFound } from './complaint.errors.js';
import type { ComplaintRow } from './complaint-rows.js';
import type { ComplaintSettings } from './domain/complaint-settings.js';

interface IncidentRow {
  readonly id: string;
  readonly number: string;
  readonly merchant_id: string;
  readonly supplier_id: string;
  readonly sku: string;
  readonly carrier: string | null;
  readonly cause: ComplaintRow['type'];
  readonly explanation: string | null;
  readonly opened_at: Date;
  readonly closed_at: Date | null;
}

/** With how many orders it concerns. */
type CountedRow = IncidentRow & { readonly orders: number };
export type IncidentView = ReturnType<typeof viewOf>;

type Concerned = Pick<ComplaintRow, 'id' | 'order_id'>;

/** Similar complaints are one incident, of which all who are concerned are told once. */
@Injectable()
export class IncidentsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Puts a new complaint to the incident that it belongs to; opens one when there are enough of the same.
   * @returns what is to be told: of several orders, so that the caller tells all in one go.
   */
  async group(tx: EntityManager, complaint: ComplaintRow, settings: ComplaintSettings): Promise<EventDraft[]> {
    const { merchant_id, supplier_id, sku, carrier, type } = complaint;
    if (supplier_id === null || sku === null) return [];
    // Two of the same at one moment: each must see the other.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [
      `incident ${merchant_id} ${supplier_id} ${sku} ${carrier ?? ''} ${type}`,
    ]);
    const [open] = await tx.query<IncidentRow[]>(
      `SELECT * FROM incidents WHERE merchant_id = $1 AND supplier_id = $2 AND sku = $3
         AND carrier IS NOT DISTINCT FROM $4 AND cause = $5 AND closed_at IS NULL`,
      [merchant_id, supplier_id, sku, carrier, type],
    );
    if (open) return this.join(tx, open, [complaint]);
    const similar = await tx.query<Concerned[]>(
      `SELECT id, order_id FROM complaints
       WHERE merchant_id = $1 AND supplier_id = $2 AND sku = $3 AND carrier IS NOT DISTINCT FROM $4 AND type = $5
         AND status <> 'merged' AND incident_id IS NULL AND opened_at > now() - make_interval(hours => $6) ORDER BY id`,
      [merchant_id, supplier_id, sku, carrier, type, settings.incidentHours],
    );
    if (new Set(similar.map((one) => one.order_id)).size < settings.incidentComplaints) return [];
    const rows = await tx.query<IncidentRow[]>(
      `INSERT INTO incidents (id, number, merchant_id, supplier_id, sku, carrier, cause)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING *`,
      [uuidv7(), humanNumber('I'), merchant_id, supplier_id, sku, carrier, type],
    );
    return this.join(tx, rows[0] as IncidentRow, similar);
  }

  /** The newest 200. */
  async list(merchantId: string | null, open: boolean): Promise<IncidentView[]> {
    const rows = await this.dataSource.query<CountedRow[]>(
      `${COUNTED} WHERE ($1::uuid IS NULL OR merchant_id = $1) AND (closed_at IS NULL) = $2
       ORDER BY opened_at DESC LIMIT 200`,
      [merchantId, open],
    );
    return rows.map(viewOf);
  }

  /** @throws incidentNotFound, also for another merchant's. */
  async one(id: string, merchantId: string | null): Promise<IncidentView> {
    const [row] = await this.dataSource.query<CountedRow[]>(
      `${COUNTED} WHERE i.id = $1 AND ($2::uuid IS NULL OR merchant_id = $2)`,
      [id, merchantId],
    );
    if (!row) throw incidentNotFound(id);
    return viewOf(row);
  }

  /** It is over. Everybody concerned is told once. @throws incidentNotFound */
  close(id: string, merchantId: string | null, explanation: string | null): Promise<void> {
    return this.dataSource.transaction(async (tx) => {
      const [rows] = await tx.query<[IncidentRow[], number]>(
        `UPDATE incidents SET closed_at = now(), explanation = $3
         WHERE id = $1 AND ($2::uuid IS NULL OR merchant_id = $2) AND closed_at IS NULL RETURNING *`,
        [id, merchantId, explanation],
      );
      const [incident] = rows;
      if (!incident) throw incidentNotFound(id);
      const orders = await tx.query<{ order_id: string }[]>(
        `SELECT DISTINCT order_id FROM complaints WHERE incident_id = $1 ORDER BY order_id`,
        [id],
      );
      const facts = { incidentId: id, number: incident.number, explanation };
      const closedAt = (incident.closed_at ?? new Date()).toISOString();
      await this.outbox.append(
        tx,
        orders.map(({ order_id: orderId }) =>
          draft(IncidentClosed, { merchantId: incident.merchant_id, key: orderId }, { ...facts, orderId, closedAt }),
        ),
      );
    });
  }

  private async join(
    tx: EntityManager,
    incident: IncidentRow,
    complaints: readonly Concerned[],
  ): Promise<EventDraft[]> {
    const ids = complaints.map(({ id }) => id);
    const known = await tx.query<{ order_id: string }[]>(
      `SELECT DISTINCT order_id FROM complaints WHERE incident_id = $1`,
      [incident.id],
    );
    await tx.query(`UPDATE complaints SET incident_id = $2 WHERE id = ANY ($1::uuid[])`, [ids, incident.id]);
    const told = new Set(known.map((row) => row.order_id));
    const news = complaints.filter(({ order_id }) => !told.has(order_id) && told.add(order_id));
    const { number, cause, sku, carrier } = incident;
    const facts = { incidentId: incident.id, number, cause, supplierId: incident.supplier_id, sku, carrier };
    return news.map(({ id: complaintId, order_id: orderId }) =>
      draft(IncidentOpened, { merchantId: incident.merchant_id, key: orderId }, { ...facts, orderId, complaintId }),
    );
  }
}

const COUNTED = `SELECT i.*, (SELECT count(DISTINCT order_id)::int FROM complaints c WHERE c.incident_id = i.id) AS orders
  FROM incidents i`;

const viewOf = (row: CountedRow) => ({
  ...{ id: row.id, number: row.number, merchantId: row.merchant_id, supplierId: row.supplier_id, sku: row.sku },
  ...{ carrier: row.carrier, cause: row.cause, orders: row.orders, explanation: row.explanation },
  ...{ openedAt: row.opened_at.toISOString(), closedAt: row.closed_at?.toISOString() ?? null },
});
