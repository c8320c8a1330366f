import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { OfferChanged, OfferRemoved, ParcelStep, SupplierChanged } from '#contracts';
import type { ScopedFigure } from '../experience/domain/figure.js';
import { EVERYBODY } from '../experience/domain/next-figures.js';
import type { SupplierRecord } from '../routing/domain/supplier-record.js';
import { CommitmentsService } from './commitments.service.js';

/** What is read of an offer. */
export interface OfferRow {
  offerId: string;
  supplierId: string;
  supplierSku: string;
  sku: string;
  onHand: number;
  committed: number;
  safetyUnits: number;
  unitCostMinor: string;
  currency: string;
  leadTimeDays: number;
  asOf: Date;
  feedId: string;
}

/** What is read of a supplier, with what it takes for a parcel to one country. */
export interface SupplierRow {
  supplierId: string;
  code: string;
  active: boolean;
  currency: string;
  parcelFixedMinor: string;
  parcelPerKgMinor: string;
  parcelSteps: ParcelStep[] | null;
  minOrderMinor: string;
  unreachableAt: Date | null;
  record: SupplierRecord | null;
  experience: ScopedFigure[] | null;
  purchaseOrdersToday: number;
}

/** The offers of all suppliers, each with the age and source of its stock. */
@Injectable()
export class OffersService {
  constructor(private readonly commitments: CommitmentsService) {}

  async changeSupplier(tx: EntityManager, merchantId: string, supplier: SupplierChanged): Promise<void> {
    await tx.query(
      `INSERT INTO suppliers (id, merchant_id, code, name, currency, active, parcel_fixed_minor,
         parcel_per_kg_minor, parcel_by_country, lead_time_days, parcel_steps,
         min_order_minor, unreachable_at, country, changed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, clock_timestamp())
       ON CONFLICT (id) DO UPDATE SET code = excluded.code, name = excluded.name, currency = excluded.currency,
         active = excluded.active, parcel_fixed_minor = excluded.parcel_fixed_minor,
         parcel_per_kg_minor = excluded.parcel_per_kg_minor, parcel_by_country = excluded.parcel_by_country,
         lead_time_days = excluded.lead_time_days, parcel_steps = excluded.parcel_steps,
         min_order_minor = excluded.min_order_minor, unreachable_at = excluded.unreachable_at,
         country = excluded.country, changed_at = excluded.changed_at`,
      [
        supplier.supplierId,
        merchantId,
        supplier.code,
        supplier.name,
        supplier.currency,
        supplier.active,
        supplier.parcelFixedMinor,
        supplier.parcelPerKgMinor,
        JSON.stringify(supplier.parcelByCountry),
        supplier.leadTimeDays,
        supplier.parcelSteps ? JSON.stringify(supplier.parcelSteps) : null,
        supplier.minOrderMinor ?? 0,
        supplier.unreachableAt ?? null,
        supplier.country,
      ],
    );
  }

  /** Takes a newer feed's word. What the supplier acknowledged before that is in its number already. */
  async changeOffer(tx: EntityManager, merchantId: string, offer: OfferChanged): Promise<void> {
    const applied = await tx.query<unknown[]>(
      `INSERT INTO offers AS o (id, merchant_id, supplier_id, supplier_sku, sku, on_hand, unit_cost_minor, currency,
         lead_time_days, as_of, feed_id, changed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, clock_timestamp())
       ON CONFLICT (id) DO UPDATE SET supplier_sku = excluded.supplier_sku, sku = excluded.sku,
         on_hand = excluded.on_hand, unit_cost_minor = excluded.unit_cost_minor, currency = excluded.currency,
         lead_time_days = excluded.lead_time_days, as_of = excluded.as_of, feed_id = excluded.feed_id,
         changed_at = excluded.changed_at, removed = false
       WHERE o.as_of <= excluded.as_of
       RETURNING o.id`,
      [
        offer.offerId,
        merchantId,
        offer.supplierId,
        offer.supplierSku,
        offer.sku,
        offer.onHand,
        offer.unitCostMinor,
        offer.currency,
        offer.leadTimeDays,
        offer.asOf,
        offer.feedId,
      ],
    );
    if (applied.length > 0) await this.commitments.absorb(tx, offer.offerId, offer.asOf);
  }

  async removeOffer(tx: EntityManager, offer: OfferRemoved): Promise<void> {
    await tx.query(
      `UPDATE offers SET removed = true, on_hand = 0, as_of = $2, feed_id = $3, changed_at = clock_timestamp()
       WHERE id = $1 AND as_of <= $2`,
      [offer.offerId, offer.asOf, offer.feedId],
    );
    await this.commitments.absorb(tx, offer.offerId, offer.asOf);
  }

  /**
   * Every offer for these SKUs.
   * @param lock hold the offers until the transaction ends: for whoever lost the race for stock too often.
   */
  candidatesFor(
    tx: EntityManager,
    wanted: { merchantId: string; skus: readonly string[] },
    lock: boolean,
  ): Promise<OfferRow[]> {
    return tx.query<OfferRow[]>(
      `SELECT id AS "offerId", supplier_id AS "supplierId", supplier_sku AS "supplierSku", sku, on_hand AS "onHand",
         committed, safety_units AS "safetyUnits", unit_cost_minor AS "unitCostMinor", currency,
         lead_time_days AS "leadTimeDays", as_of AS "asOf", feed_id AS "feedId"
       FROM offers WHERE merchant_id = $1 AND sku = ANY ($2::text[]) AND NOT removed
       ORDER BY id ${lock ? 'FOR UPDATE' : ''}`,
      [wanted.merchantId, wanted.skus.filter((sku) => sku !== '')],
    );
  }

  /**
   * Suppliers with their terms for a parcel to `country`, their record, how often they were asked today, and what
   * experience says of them, of these SKUs of theirs and of their parcels to there.
   */
  suppliersFor(
    tx: EntityManager,
    ids: readonly string[],
    country: string | null,
    skus: readonly string[],
  ): Promise<SupplierRow[]> {
    return tx.query<SupplierRow[]>(SUPPLIERS_FOR, [ids, country, skus.filter((sku) => sku !== '')]);
  }
}

/** The figures are looked up by their whole keys, and only where the merchant has any. */
const SUPPLIERS_FOR = `
  SELECT s.id AS "supplierId", s.code, s.active, s.currency,
    coalesce((c.price->>'fixedMinor')::bigint, s.parcel_fixed_minor) AS "parcelFixedMinor",
    coalesce((c.price->>'perKgMinor')::bigint, s.parcel_per_kg_minor) AS "parcelPerKgMinor",
    CASE WHEN c.price IS NULL THEN s.parcel_steps ELSE nullif(c.price->'steps', 'null') END AS "parcelSteps",
    s.min_order_minor AS "minOrderMinor", s.unreachable_at AS "unreachableAt", r.record,
    coalesce(d.purchase_orders, 0) AS "purchaseOrdersToday", x.figures AS experience
  FROM suppliers s
  LEFT JOIN LATERAL (SELECT price FROM jsonb_array_elements(s.parcel_by_country) price
                     WHERE price->>'country' = $2 LIMIT 1) c ON true
  LEFT JOIN supplier_records r ON r.supplier_id = s.id
  LEFT JOIN supplier_days d ON d.supplier_id = s.id AND d.day = (now() AT TIME ZONE 'UTC')::date
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object('scope', e.scope, 'key', e.key, 'figure', e.figure)
                    ORDER BY e.scope, e.key) AS figures
    FROM (
      SELECT s.id AS supplier_id, 'sku' AS scope, sku AS key FROM unnest($3::text[]) sku
      UNION ALL SELECT s.id, 'supplier', ''
      UNION ALL SELECT s.id, 'lane', coalesce(s.country, 'ZZ') || '-' || coalesce($2, 'ZZ')
      UNION ALL SELECT '${EVERYBODY}', 'all', ''
    ) k
    JOIN experience_current e ON e.merchant_id = s.merchant_id AND e.supplier_id = k.supplier_id
      AND e.scope = k.scope AND e.key = k.key
    WHERE e.figure IS NOT NULL
      AND EXISTS (SELECT 1 FROM experience_heads h WHERE h.merchant_id = s.merchant_id AND h.version > 0)
  ) x ON true
  WHERE s.id = ANY ($1::uuid[]) ORDER BY s.id`;
