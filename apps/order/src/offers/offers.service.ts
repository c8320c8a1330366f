import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { OfferChanged, OfferRemoved, SupplierChanged } from '#contracts';
import { CommitmentsService } from './commitments.service.js';

/** What is read of an offer together with its supplier's terms for one country. */
export interface OfferRow {
  offerId: string;
  supplierId: string;
  supplierSku: string;
  sku: string;
  onHand: number;
  committed: number;
  unitCostMinor: string;
  currency: string;
  leadTimeDays: number;
  asOf: Date;
  supplierCode: string | null;
  supplierActive: boolean | null;
  supplierCurrency: string | null;
  parcelFixedMinor: string | null;
}

/** The offers of all suppliers, each with the age and source of its stock. */
@Injectable()
export class OffersService {
  constructor(private readonly commitments: CommitmentsService) {}

  async changeSupplier(tx: EntityManager, merchantId: string, supplier: SupplierChanged): Promise<void> {
    await tx.query(
      `INSERT INTO suppliers (id, merchant_id, code, name, currency, active, parcel_fixed_minor, parcel_by_country,
         lead_time_days, changed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, clock_timestamp())
       ON CONFLICT (id) DO UPDATE SET code = excluded.code, name = excluded.name, currency = excluded.currency,
         active = excluded.active, parcel_fixed_minor = excluded.parcel_fixed_minor,
         parcel_by_country = excluded.parcel_by_country, lead_time_days = excluded.lead_time_days,
         changed_at = excluded.changed_at`,
      [
        supplier.supplierId,
        merchantId,
        supplier.code,
        supplier.name,
        supplier.currency,
        supplier.active,
        supplier.parcelFixedMinor,
        JSON.stringify(supplier.parcelByCountry),
        supplier.leadTimeDays,
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
   * Every offer for these SKUs, with what its supplier takes for a parcel to `country`.
   * @param lock hold the offers until the transaction ends: for whoever lost the race for stock too often.
   */
  candidatesFor(
    tx: EntityManager,
    wanted: { merchantId: string; skus: readonly string[]; country: string | null },
    lock: boolean,
  ): Promise<OfferRow[]> {
    return tx.query<OfferRow[]>(
      `SELECT o.id AS "offerId", o.supplier_id AS "supplierId", o.supplier_sku AS "supplierSku", o.sku,
         o.on_hand AS "onHand", o.committed, o.unit_cost_minor AS "unitCostMinor", o.currency,
         o.lead_time_days AS "leadTimeDays", o.as_of AS "asOf", s.code AS "supplierCode", s.active AS "supplierActive",
         s.currency AS "supplierCurrency",
         coalesce((SELECT (p->>'fixedMinor')::bigint FROM jsonb_array_elements(s.parcel_by_country) p
                   WHERE p->>'country' = $3 LIMIT 1), s.parcel_fixed_minor) AS "parcelFixedMinor"
       FROM offers o LEFT JOIN suppliers s ON s.id = o.supplier_id
       WHERE o.merchant_id = $1 AND o.sku = ANY ($2::text[]) AND NOT o.removed
       ORDER BY o.id ${lock ? 'FOR UPDATE OF o' : ''}`,
      [wanted.merchantId, wanted.skus.filter((sku) => sku !== ''), wanted.country],
    );
  }
}
