import type { DataSource } from 'typeorm';

/** Whose figures they are; the second merchant has one order in ten. */
export const manyMerchants = ['018f0000-0000-7000-8000-00000000000a', '018f0000-0000-7000-8000-00000000000b'] as const;

/** A number from 0 to 999 that looks random and is the same for the same row and purpose. */
const chance = (purpose: number): string => `abs(hashint8(n * 31 + ${String(purpose)})) % 1000`;
const id = (kind: string, n = 'n'): string => `md5('${kind}' || ${n})::uuid`;
const supplierOf = (n: string): string => `md5('supplier' || (${n}) % 40)::uuid`;
const skuOf = (n: string): string => `'SKU-' || (${n}) % 500`;

/** A year of orders up to today, in the middle of their lives: customers come back, complain, return and answer. */
const ORDERS_SQL = `
  INSERT INTO order_facts (order_id, merchant_id, person, placed_at, day, complained_at, value_minor, refunded_minor,
    complaints, first_answer_seconds, is_purchase, currency, country, suppliers, skus, carriers)
  SELECT ${id('order')}, (ARRAY['${manyMerchants[0]}', '${manyMerchants[1]}'])[1 + (n % 10 = 0)::int]::uuid,
         CASE WHEN ${chance(1)} < 950 THEN md5('person' || ${chance(9)} || abs(hashint8(n)) % ($1 / 2000 + 1) || (n % 10 = 0))::uuid END,
         at, at::date, CASE WHEN ${chance(2)} < 80 THEN at + interval '3 days' END,
         1000 + ${chance(3)} * 100, CASE WHEN ${chance(4)} < 90 THEN 900 ELSE 0 END,
         (${chance(2)} < 80)::int, CASE WHEN ${chance(2)} < 70 THEN 60 + ${chance(5)} * 90 END,
         ${chance(6)} < 970, CASE WHEN ${chance(7)} < 900 THEN 'TRY' ELSE 'EUR' END,
         (ARRAY['TR', 'TR', 'TR', 'DE', 'NL'])[1 + n % 5],
         CASE WHEN ${chance(8)} < 200 THEN ARRAY[${supplierOf('n')}, ${supplierOf('n + 1')}]
              ELSE ARRAY[${supplierOf('n')}] END,
         ARRAY[${skuOf('n')}, ${skuOf('n * 3 + 1')}], ARRAY[(ARRAY['aras', 'yurtici', 'ups', 'dhl'])[1 + n % 4]]
  FROM (SELECT n, now() - (n::float8 / $1) * interval '364 days' AS at FROM generate_series(1, $1) AS n) AS o`;

const NUMBER_SQL = `
  UPDATE order_facts AS f SET nth = o.nth, next_placed_at = o.next_placed_at
  FROM (SELECT order_id, row_number() OVER w AS nth, lead(placed_at) OVER w AS next_placed_at
        FROM order_facts WHERE person IS NOT NULL AND is_purchase
        WINDOW w AS (PARTITION BY person ORDER BY placed_at, order_id)) AS o
  WHERE o.order_id = f.order_id`;

const CUSTOMERS_SQL = `
  INSERT INTO customer_facts (person, merchant_id, currency, country, day, first_placed_at, orders, value_minor,
                              refunded_minor)
  SELECT person, merchant_id, currency, min(country), min(day), min(placed_at), count(*), sum(value_minor),
         sum(refunded_minor)
  FROM order_facts WHERE person IS NOT NULL AND is_purchase GROUP BY 1, 2, 3`;

/** One row per supplier and SKU of an order: 1.2 times as many as orders. */
const UNITS_SQL = `
  INSERT INTO unit_facts (order_id, merchant_id, day, country, supplier_id, sku, carriers, currency, shipped_units,
    returned_units, goods_minor, shipping_minor, way_back_minor, refunded_minor, claimed_minor, credited_minor)
  SELECT order_id, merchant_id, day, country, supplier_id, skus[place], carriers, currency, 2,
         (refunded_minor > 0)::int, value_minor / 2, 350, 0, refunded_minor, refunded_minor, refunded_minor / 2
  FROM order_facts, unnest(suppliers) WITH ORDINALITY AS s(supplier_id, place)`;

const PARCELS_SQL = `
  INSERT INTO parcel_facts (shipment_id, order_id, merchant_id, country, supplier_id, skus, carrier, shipped_at, due_at,
                            day, delivered_at)
  SELECT md5('parcel' || order_id || place)::uuid, order_id, merchant_id, country, supplier_id, skus, carriers[1],
         placed_at + interval '1 day', placed_at + interval '4 days', (placed_at + interval '4 days')::date,
         CASE WHEN value_minor % 100 < 97 THEN placed_at + (1 + value_minor % 700 / 100) * interval '1 day' END
  FROM order_facts, unnest(suppliers) WITH ORDINALITY AS s(supplier_id, place)`;

const RETURNS_SQL = `
  INSERT INTO return_facts (return_line_id, return_id, order_id, merchant_id, day, country, supplier_id, sku, carriers,
                            kind, reason, quantity, is_returned, requested_at)
  SELECT md5('return' || order_id || supplier_id)::uuid, md5('return' || order_id)::uuid, order_id, merchant_id, day, country,
         supplier_id, sku, carriers, 'return', (ARRAY['DAMAGED', 'TOO_SMALL', 'QUALITY', 'WITHDRAWAL'])[1 + extract(day FROM day)::int % 4],
         1, true, day + interval '9 days'
  FROM unit_facts WHERE returned_units > 0`;

const COMPLAINTS_SQL = `
  INSERT INTO complaint_facts (complaint_id, order_id, merchant_id, day, country, supplier_id, sku, carrier, type, cause,
                               party_at_fault, first_answer_seconds, solution_seconds)
  SELECT md5('complaint' || order_id)::uuid, order_id, merchant_id, complained_at::date, country, suppliers[1], skus[1],
         carriers[1], (ARRAY['late', 'damaged', 'wrong', 'quality'])[1 + value_minor::int / 100 % 4], 'late', 'carrier',
         first_answer_seconds, first_answer_seconds * 4
  FROM order_facts WHERE complaints > 0`;

const CLAIMS_SQL = `
  INSERT INTO claim_facts (claim_id, order_id, merchant_id, day, country, supplier_id, skus, type, currency,
                           claimed_minor, credited_minor)
  SELECT md5('claim' || order_id || supplier_id)::uuid, order_id, merchant_id, day, country, supplier_id, ARRAY[sku],
         'returned', currency, claimed_minor, credited_minor
  FROM unit_facts WHERE claimed_minor > 0`;

/** Whoever waited longer for an answer is less content, and one order in six says whether it would be recommended. */
const SURVEYS_SQL = `
  INSERT INTO survey_facts (survey_id, order_id, merchant_id, day, country, suppliers, skus, carriers, kind, score,
                            complaint_id, order_day, is_purchase, complaints, first_answer_seconds)
  SELECT md5('nps' || order_id)::uuid, order_id, merchant_id, day + 7, country, suppliers, skus, carriers, 'nps',
         least(10, value_minor / 100 % 12 + 2), NULL::uuid, day, is_purchase, complaints, first_answer_seconds
  FROM order_facts WHERE value_minor / 100 % 6 = 0
  UNION ALL
  SELECT md5('ces' || order_id)::uuid, order_id, merchant_id, day + 20, country, suppliers, skus, carriers, 'ces',
         1 + value_minor / 100 % 7, NULL, day, is_purchase, complaints, first_answer_seconds
  FROM order_facts WHERE refunded_minor > 0
  UNION ALL
  SELECT md5('csat' || order_id)::uuid, order_id, merchant_id, day + 9, country, suppliers, skus, carriers, 'csat',
         greatest(1, 5 - first_answer_seconds / 25000 - value_minor / 100 % 3), md5('complaint' || order_id)::uuid,
         day, is_purchase, complaints, first_answer_seconds
  FROM order_facts WHERE first_answer_seconds IS NOT NULL AND value_minor / 100 % 2 = 0`;

const SESSIONS_SQL = `
  INSERT INTO store_sessions (merchant_id, store_id, day, sessions)
  SELECT merchant_id, 'store', day, count(*) * 40 FROM order_facts GROUP BY merchant_id, day`;

/** Fills the fact tables of an empty console with a year of `orders` orders and all that follows them. */
export async function fillFacts(database: DataSource, orders: number): Promise<void> {
  await database.query(ORDERS_SQL, [orders]);
  for (const sql of [NUMBER_SQL, CUSTOMERS_SQL, UNITS_SQL, PARCELS_SQL, RETURNS_SQL, COMPLAINTS_SQL, CLAIMS_SQL])
    await database.query(sql);
  for (const sql of [SURVEYS_SQL, SESSIONS_SQL]) await database.query(sql);
}

export const factTables = [
  'order_facts',
  'customer_facts',
  'unit_facts',
  'parcel_facts',
  'return_facts',
  'complaint_facts',
  'claim_facts',
  'survey_facts',
] as const;

/** Every question that the catalogue allows with one division or none, over the year, day by day. */
export function questionsOf(
  catalogue: readonly { readonly id: string; readonly groupBy: readonly string[]; readonly pairs: boolean }[],
  period: string,
): string[] {
  const measures = catalogue.flatMap(({ id, groupBy, pairs }) => {
    const pair = pairs && groupBy.includes('supplier') && groupBy.includes('sku') ? ['supplier,sku'] : [];
    return ['', ...groupBy, ...pair].map(
      (by) => `/v1/insight/measures/${id}?${period}&granularity=day${by === '' ? '' : `&groupBy=${by}`}`,
    );
  });
  return [...measures, `/v1/insight/relation?${period}`];
}
