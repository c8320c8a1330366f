import type { EntityManager } from 'typeorm';
import type { OfferChanged, OfferRemoved } from '#contracts';

/** The feed whose staged rows are applied. */
export interface AppliedFeed {
  readonly feedId: string;
  readonly merchantId: string;
  readonly supplierId: string;
  readonly currency: string;
  readonly leadTimeDays: number;
  readonly asOf: Date;
  readonly refreshSeconds: number;
}

/** Why a staged row was refused after comparing it with the others and with what is known. */
export interface LateRefusal {
  readonly row: number;
  readonly field: 'supplierSku' | 'unitCost';
  readonly code: 'SUPERSEDED' | 'REQUIRED';
  readonly detail: string;
}

/** Events per batch: a compromise between round trips and memory. */
const EVENT_BATCH = 1000;

/**
 * Decides per supplier SKU what the feed means for the offer, in one statement:
 * `stale` (the offer is newer), `costless` (nobody ever said a cost), `changed`, `refreshed` (the same, but
 * downstream was told long ago) or `unchanged`. Of several rows for one SKU the last one counts.
 */
export async function compareStage(tx: EntityManager, feed: AppliedFeed): Promise<void> {
  await tx.query('ANALYZE feed_rows');
  await tx.query(
    `CREATE TEMP TABLE feed_offers ON COMMIT DROP AS
     WITH last AS (SELECT DISTINCT ON (supplier_sku) * FROM feed_rows WHERE NOT refused ORDER BY supplier_sku, row DESC),
     merged AS (
       SELECT l.row, l.supplier_sku, o.id AS known_id, coalesce(o.id, l.candidate_id) AS id,
              coalesce(l.sku, o.feed_sku) AS feed_sku, coalesce(li.sku, l.sku, o.feed_sku) AS sku,
              coalesce(l.gtin, o.gtin) AS gtin, l.on_hand,
              coalesce(l.unit_cost_minor, o.unit_cost_minor) AS unit_cost_minor,
              CASE WHEN l.unit_cost_minor IS NULL THEN o.currency ELSE coalesce(l.currency, $2) END AS currency,
              coalesce(l.lead_time_days, o.lead_time_days, $3) AS lead_time_days
       FROM last l
       LEFT JOIN offers o ON o.supplier_id = $1 AND o.supplier_sku = l.supplier_sku
       LEFT JOIN listings li ON li.supplier_id = $1 AND li.supplier_sku = l.supplier_sku)
     SELECT m.*, CASE
              WHEN o.as_of > $4 THEN 'stale'
              WHEN m.unit_cost_minor IS NULL THEN 'costless'
              WHEN o.id IS NULL OR o.removed_at IS NOT NULL
                OR (o.sku, o.gtin, o.on_hand, o.unit_cost_minor, o.currency, o.lead_time_days) IS DISTINCT FROM
                   (m.sku, m.gtin, m.on_hand, m.unit_cost_minor, m.currency, m.lead_time_days) THEN 'changed'
              WHEN o.published_at < now() - make_interval(secs => $5) AND o.as_of < $4 THEN 'refreshed'
              ELSE 'unchanged' END AS outcome
     FROM merged m LEFT JOIN offers o ON o.id = m.known_id`,
    [feed.supplierId, feed.currency, feed.leadTimeDays, feed.asOf, feed.refreshSeconds],
  );
  await tx.query('CREATE UNIQUE INDEX ON feed_offers (id)');
  // Without figures the planner sorts the whole table again for each batch of events: 70 ms instead of 2.
  await tx.query('ANALYZE feed_offers');
}

/** Rows that a later row of the same feed overrules, and first rows of an offer without a cost. */
export async function lateRefusals(tx: EntityManager, limit: number): Promise<LateRefusal[]> {
  return tx.query<LateRefusal[]>(
    `
    SELECT r.row, 'supplierSku' AS field, 'SUPERSEDED' AS code,
           'Row ' || o.row || ' of the same feed speaks about ' || o.supplier_sku || ' again; the last one counts' AS detail
    FROM feed_rows r JOIN feed_offers o USING (supplier_sku) WHERE NOT r.refused AND r.row <> o.row
    UNION ALL
    SELECT row, 'unitCost', 'REQUIRED', 'No cost is known for ' || supplier_sku FROM feed_offers WHERE outcome = 'costless'
    ORDER BY row LIMIT $1`,
    [limit],
  );
}

/** Writes the offers. @returns how many rows had each outcome. */
export async function applyStage(tx: EntityManager, feed: AppliedFeed): Promise<Readonly<Record<string, number>>> {
  await tx.query(
    `UPDATE offers o SET sku = f.sku, feed_sku = f.feed_sku, gtin = f.gtin, on_hand = f.on_hand,
            unit_cost_minor = f.unit_cost_minor, currency = f.currency, lead_time_days = f.lead_time_days,
            as_of = $1, feed_id = $2, removed_at = NULL,
            published_at = CASE WHEN f.outcome = 'unchanged' THEN o.published_at ELSE now() END
     FROM feed_offers f WHERE o.id = f.known_id AND f.outcome IN ('changed', 'refreshed', 'unchanged')`,
    [feed.asOf, feed.feedId],
  );
  await tx.query(
    `INSERT INTO offers (id, merchant_id, supplier_id, supplier_sku, sku, feed_sku, gtin, on_hand, unit_cost_minor,
                         currency, lead_time_days, as_of, feed_id, published_at)
     SELECT id, $1, $2, supplier_sku, sku, feed_sku, gtin, on_hand, unit_cost_minor, currency, lead_time_days, $3, $4, now()
     FROM feed_offers WHERE known_id IS NULL AND outcome = 'changed'`,
    [feed.merchantId, feed.supplierId, feed.asOf, feed.feedId],
  );
  const counts = await tx.query<{ outcome: string; count: number }[]>(
    'SELECT outcome, count(*)::int AS count FROM feed_offers GROUP BY outcome',
  );
  return Object.fromEntries(counts.map(({ outcome, count }) => [outcome, count]));
}

/** Removes what a full feed does not list. What it lists in a broken row stays as it was known. */
export async function removeUnlisted(tx: EntityManager, feed: AppliedFeed): Promise<OfferRemoved[]> {
  const rows = await tx.query<[{ id: string }[], number]>(
    `UPDATE offers o SET removed_at = now(), on_hand = 0, as_of = $2, feed_id = $3, published_at = now()
     WHERE supplier_id = $1 AND removed_at IS NULL AND as_of <= $2
       AND NOT EXISTS (SELECT 1 FROM feed_rows r WHERE r.supplier_sku = o.supplier_sku)
     RETURNING id`,
    [feed.supplierId, feed.asOf, feed.feedId],
  );
  const asOf = feed.asOf.toISOString();
  return rows[0]
    .map(({ id }) => ({ offerId: id, supplierId: feed.supplierId, asOf, feedId: feed.feedId }))
    .sort((a, b) => a.offerId.localeCompare(b.offerId));
}

/** The changed and refreshed offers as facts, in batches ordered by offer id. */
export async function* changedOffers(tx: EntityManager, feed: AppliedFeed): AsyncGenerator<OfferChanged[]> {
  const asOf = feed.asOf.toISOString();
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await tx.query<OfferFact[]>(
      `SELECT id AS "offerId", supplier_sku AS "supplierSku", sku, gtin, on_hand AS "onHand",
              unit_cost_minor::float8 AS "unitCostMinor", currency, lead_time_days AS "leadTimeDays"
       FROM feed_offers WHERE outcome IN ('changed', 'refreshed') AND id > $1 ORDER BY id LIMIT ${EVENT_BATCH}`,
      [after],
    );
    if (rows.length > 0) yield rows.map((row) => ({ ...row, supplierId: feed.supplierId, asOf, feedId: feed.feedId }));
    const last = rows.at(-1);
    if (!last || rows.length < EVENT_BATCH) return;
    after = last.offerId;
  }
}

type OfferFact = Omit<OfferChanged, 'supplierId' | 'asOf' | 'feedId'>;
