import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { availableUnits } from '../routing/domain/routing-input.js';

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
  source: string;
}

interface OfferItemRow extends Omit<OfferItem, 'available' | 'unitCostMinor' | 'asOf'> {
  unitCostMinor: string;
  asOf: Date;
}

@Injectable()
export class OfferSearch {
  constructor(private readonly dataSource: DataSource) {}

  async find(query: OfferQuery): Promise<OfferItem[]> {
    const rows = await this.dataSource.query<OfferItemRow[]>(
      `SELECT o.id AS "offerId", o.supplier_id AS "supplierId", s.code AS "supplierCode",
         o.supplier_sku AS "supplierSku", o.sku, o.on_hand AS "onHand", o.committed,
         o.unit_cost_minor AS "unitCostMinor", o.currency, o.lead_time_days AS "leadTimeDays", o.as_of AS "asOf",
         'feed:' || o.feed_id AS source
       FROM offers o LEFT JOIN suppliers s ON s.id = o.supplier_id
       WHERE NOT o.removed
         AND ($1::uuid IS NULL OR o.merchant_id = $1) AND ($2::uuid IS NULL OR o.supplier_id = $2)
         AND ($3::uuid IS NULL OR o.supplier_id = $3) AND ($4::text IS NULL OR o.sku = $4)
         AND ($5::uuid IS NULL OR o.id > $5)
       ORDER BY o.id LIMIT $6`,
      [query.merchantId, query.ownSupplierId, query.supplierId, query.sku, query.afterId, query.limit],
    );
    return rows.map((row) => ({
      ...row,
      available: availableUnits(row),
      unitCostMinor: Number(row.unitCostMinor),
      asOf: row.asOf.toISOString(),
    }));
  }
}
