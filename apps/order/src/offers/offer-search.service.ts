import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { availableUnits } from '../routing/domain/routing-input.js';
import { presencePermille, type SupplierRecord } from '../routing/domain/supplier-record.js';

export interface OfferQuery {
  readonly merchantId: string | null;
  /** Set for a supplier's key: nothing else is ever shown. */
  readonly ownSupplierId: string | null;
  readonly supplierId: string | null;
  readonly sku: string | null;
  readonly afterId: string | null;
  readonly limit: number;
}

export interface OfferItem {
  offerId: string;
  supplierId: string;
  supplierCode: string | null;
  supplierSku: string;
  sku: string | null;
  onHand: number;
  committed: number;
  available: number;
  unitCostMinor: number;
  currency: string;
  leadTimeDays: number;
  asOf: string;
  ageSeconds: number;
  source: string;
  /** Chance, in thousandths, that a unit is really there: falls with the number's age and the supplier's own record. */
  presencePermille: number;
  /** Units that experience says should be kept back; the merchant's policy bounds it. */
  safetyStock: { units: number; reason: string | null; changedAt: string | null };
}

interface OfferItemRow extends Omit<
  OfferItem,
  'available' | 'unitCostMinor' | 'asOf' | 'ageSeconds' | 'presencePermille' | 'safetyStock'
> {
  unitCostMinor: string;
  asOf: Date;
  record: SupplierRecord | null;
  safetyUnits: number;
  safetyReason: string | null;
  safetyChangedAt: Date | null;
}

@Injectable()
export class OfferSearch {
  constructor(private readonly dataSource: DataSource) {}

  async find(query: OfferQuery): Promise<OfferItem[]> {
    const rows = await this.dataSource.query<OfferItemRow[]>(
      `SELECT o.id AS "offerId", o.supplier_id AS "supplierId", s.code AS "supplierCode",
         o.supplier_sku AS "supplierSku", o.sku, o.on_hand AS "onHand", o.committed,
         o.unit_cost_minor AS "unitCostMinor", o.currency, o.lead_time_days AS "leadTimeDays", o.as_of AS "asOf",
         'feed:' || o.feed_id AS source, r.record, o.safety_units AS "safetyUnits", o.safety_reason AS "safetyReason",
         o.safety_changed_at AS "safetyChangedAt"
       FROM offers o LEFT JOIN suppliers s ON s.id = o.supplier_id
       LEFT JOIN supplier_records r ON r.supplier_id = o.supplier_id
       WHERE NOT o.removed
         AND ($1::uuid IS NULL OR o.merchant_id = $1) AND ($2::uuid IS NULL OR o.supplier_id = $2)
         AND ($3::uuid IS NULL OR o.supplier_id = $3) AND ($4::text IS NULL OR o.sku = $4)
         AND ($5::uuid IS NULL OR o.id > $5)
       ORDER BY o.id LIMIT $6`,
      [query.merchantId, query.ownSupplierId, query.supplierId, query.sku, query.afterId, query.limit],
    );
    const now = new Date();
    return rows.map((row) => itemOf(row, now));
  }
}

function itemOf(row: OfferItemRow, now: Date): OfferItem {
  const { record, safetyUnits, safetyReason, safetyChangedAt, ...facts } = row;
  const ageSeconds = Math.max(0, Math.floor((now.getTime() - row.asOf.getTime()) / 1000));
  return {
    ...facts,
    available: availableUnits({ onHand: row.onHand, committed: row.committed }),
    unitCostMinor: Number(row.unitCostMinor),
    asOf: row.asOf.toISOString(),
    ageSeconds,
    presencePermille: presencePermille(record, ageSeconds, now.toISOString()),
    safetyStock: {
      units: safetyUnits,
      reason: safetyReason,
      changedAt: safetyChangedAt?.toISOString() ?? null,
    },
  };
}
