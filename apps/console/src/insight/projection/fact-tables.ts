import type { EntityManager } from 'typeorm';
import type { OrderFactRows } from '../domain/fact-rows.js';

/** Advisory lock of whoever changes facts: one at a time, so that none puts older ones in place of newer ones. */
export const FACTS_LOCK = 7_301_004;

/** Tables whose rows of an order are replaced as a whole, each with its columns as `jsonb_to_recordset` reads them. */
const parts: Readonly<Record<Exclude<keyof OrderFactRows, 'order'>, { table: string; columns: string }>> = {
  units: {
    table: 'unit_facts',
    columns: `order_id uuid, merchant_id uuid, day date, country text, supplier_id uuid, sku text, carriers text[],
      currency text, shipped_units int, returned_units int, goods_minor bigint, shipping_minor bigint,
      way_back_minor bigint, refunded_minor bigint, claimed_minor bigint, credited_minor bigint`,
  },
  parcels: {
    table: 'parcel_facts',
    columns: `shipment_id uuid, order_id uuid, merchant_id uuid, country text, supplier_id uuid, skus text[],
      carrier text, shipped_at timestamptz, due_at timestamptz, day date, delivered_at timestamptz`,
  },
  returns: {
    table: 'return_facts',
    columns: `return_line_id uuid, return_id uuid, order_id uuid, merchant_id uuid, day date, country text,
      supplier_id uuid, sku text, carriers text[], kind text, reason text, quantity int, is_returned boolean,
      requested_at timestamptz`,
  },
  complaints: {
    table: 'complaint_facts',
    columns: `complaint_id uuid, order_id uuid, merchant_id uuid, day date, country text, supplier_id uuid, sku text,
      carrier text, type text, cause text, party_at_fault text, first_answer_seconds int, solution_seconds int`,
  },
  claims: {
    table: 'claim_facts',
    columns: `claim_id uuid, order_id uuid, merchant_id uuid, day date, country text, supplier_id uuid, skus text[],
      type text, currency text, claimed_minor bigint, credited_minor bigint`,
  },
  surveys: {
    table: 'survey_facts',
    columns: `survey_id uuid, order_id uuid, merchant_id uuid, day date, country text, suppliers uuid[], skus text[],
      carriers text[], kind text, score int, complaint_id uuid, order_day date, is_purchase boolean, complaints int,
      first_answer_seconds int`,
  },
};

/** What depends on other orders of the person (`nth`, `next_placed_at`) is left as it is. */
const ORDERS_SQL = `
  INSERT INTO order_facts AS f (order_id, merchant_id, person, placed_at, day, complained_at, value_minor,
    refunded_minor, complaints, first_answer_seconds, is_purchase, currency, country, suppliers, skus, carriers)
  SELECT order_id, merchant_id, person, placed_at, day, complained_at, value_minor, refunded_minor, complaints,
    first_answer_seconds, is_purchase, currency, country, suppliers, skus, carriers
  FROM jsonb_to_recordset($1::jsonb) AS o (order_id uuid, merchant_id uuid, person uuid, placed_at timestamptz,
    day date, complained_at timestamptz, value_minor bigint, refunded_minor bigint, complaints int,
    first_answer_seconds int, is_purchase boolean, currency text, country text, suppliers uuid[], skus text[],
    carriers text[])
  ON CONFLICT (order_id) DO UPDATE SET
    merchant_id = excluded.merchant_id, person = excluded.person, placed_at = excluded.placed_at, day = excluded.day,
    complained_at = excluded.complained_at, value_minor = excluded.value_minor,
    refunded_minor = excluded.refunded_minor, complaints = excluded.complaints,
    first_answer_seconds = excluded.first_answer_seconds, is_purchase = excluded.is_purchase,
    currency = excluded.currency, country = excluded.country, suppliers = excluded.suppliers, skus = excluded.skus,
    carriers = excluded.carriers`;

/**
 * Which purchase of the person an order is, and when the next one came. What is no purchase has no number.
 * @param whose condition on `person`: whose orders are numbered anew.
 */
export const numberSql = (whose: string): string => `
  UPDATE order_facts AS f SET nth = n.nth, next_placed_at = n.next_placed_at
  FROM (
    SELECT order_id, CASE WHEN is_purchase THEN row_number() OVER earlier END::int AS nth,
           CASE WHEN is_purchase THEN lead(placed_at) OVER earlier END AS next_placed_at
    FROM order_facts WHERE ${whose}
    WINDOW earlier AS (PARTITION BY person, is_purchase ORDER BY placed_at, order_id)
  ) AS n
  WHERE f.order_id = n.order_id AND (f.nth, f.next_placed_at) IS DISTINCT FROM (n.nth, n.next_placed_at)`;

/** What persons bought in all. Of whom nothing is left, the row of before stays. @param whose condition on `person`. */
export const customersSql = (whose: string): string => `
  INSERT INTO customer_facts (person, merchant_id, currency, country, day, first_placed_at, orders, value_minor,
                              refunded_minor)
  SELECT person, merchant_id, currency, (array_agg(country ORDER BY placed_at, order_id))[1], min(day), min(placed_at),
         count(*), sum(value_minor), sum(refunded_minor)
  FROM order_facts WHERE ${whose} AND is_purchase
  GROUP BY person, merchant_id, currency
  ON CONFLICT (person, currency) DO UPDATE SET
    country = excluded.country, day = excluded.day, first_placed_at = excluded.first_placed_at,
    orders = excluded.orders, value_minor = excluded.value_minor, refunded_minor = excluded.refunded_minor`;

const NAMED = 'person = ANY($1)';

/** Puts what is known of orders in place of what was known. Nobody else may do so at the same time. */
export async function replaceFacts(tx: EntityManager, facts: readonly OrderFactRows[]): Promise<void> {
  if (facts.length === 0) return;
  const orderIds = facts.map(({ order }) => order.order_id);
  await tx.query(ORDERS_SQL, [JSON.stringify(facts.map(({ order }) => order))]);
  for (const [name, { table, columns }] of Object.entries(parts)) {
    const rows = facts.flatMap((ofOrder): readonly object[] => ofOrder[name as keyof typeof parts]);
    const names = columns.replace(/ (uuid|text|date|int|bigint|boolean|timestamptz)(\[\])?/g, '');
    await tx.query(`DELETE FROM ${table} WHERE order_id = ANY($1)`, [orderIds]);
    if (rows.length === 0) continue;
    await tx.query(
      `INSERT INTO ${table} (${names}) SELECT ${names} FROM jsonb_to_recordset($1::jsonb) AS r (${columns})`,
      [JSON.stringify(rows)],
    );
  }
  const persons = [...new Set(facts.flatMap(({ order }) => order.person ?? []))];
  await tx.query(numberSql(NAMED), [persons]);
  await tx.query('DELETE FROM customer_facts WHERE person = ANY($1)', [persons]);
  await tx.query(customersSql(NAMED), [persons]);
}
