import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ExperienceCounts } from './domain/next-figures.js';

/** Changes taken up in one transaction. */
const BATCH_MAX = 2_000;
/** Half-lives after which a day no longer counts: a thousandth of it would be left. */
const HALF_LIVES_MAX = 10;

/** A day of one supplier's SKU that has to be counted again, and the event because of which. */
export interface ExperienceChange {
  readonly merchantId: string;
  readonly supplierId: string;
  readonly sku: string;
  readonly lane: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly orderId: string;
}

const TAKE = `
  DELETE FROM experience_changes WHERE id IN (SELECT id FROM experience_changes ORDER BY id LIMIT ${String(BATCH_MAX)})
  RETURNING merchant_id AS "merchantId", supplier_id AS "supplierId", sku, carrier, lane, currency,
    to_char(day, 'YYYY-MM-DD') AS day, event_id AS "eventId", event_type AS "eventType", order_id AS "orderId"`;

/** One unit has one problem, however many times it is told: returned, claimed and complained about. */
const COUNT = `
  WITH asked AS (
    SELECT * FROM jsonb_to_recordset($1) AS d("merchantId" uuid, "supplierId" uuid, sku text, carrier text, lane text,
      currency text, day date)
  )
  INSERT INTO experience_days (merchant_id, supplier_id, sku, carrier, lane, currency, day, shipped, delivered, late,
    returned, claimed, complained, problems, scored, score_sum, dissatisfied, refund_minor, refunded_units,
    credit_minor, credited_units)
  SELECT a."merchantId", a."supplierId", a.sku, a.carrier, a.lane, a.currency, a.day, coalesce(p.shipped, 0),
    coalesce(p.delivered, 0), coalesce(p.late, 0), coalesce(f.returned, 0), coalesce(f.claimed, 0),
    coalesce(f.complained, 0), coalesce(f.problems, 0), coalesce(f.scored, 0), coalesce(f.score_sum, 0),
    coalesce(f.dissatisfied, 0), coalesce(f.refund_minor, 0), coalesce(f.refunded_units, 0),
    coalesce(f.credit_minor, 0), coalesce(f.credited_units, 0)
  FROM asked a
  LEFT JOIN LATERAL (
    SELECT sum(units)::int AS shipped,
      sum(units) FILTER (WHERE delivered_at IS NOT NULL OR lost)::int AS delivered,
      sum(units) FILTER (WHERE lost OR (delivered_at AT TIME ZONE 'UTC')::date > due_on)::int AS late
    FROM experience_parcels p
    WHERE p.supplier_id = a."supplierId" AND p.sku = a.sku AND p.day = a.day AND p.carrier = a.carrier
      AND p.lane = a.lane AND p.currency = a.currency
  ) p ON true
  LEFT JOIN LATERAL (
    SELECT sum(returned)::int AS returned, sum(claimed)::int AS claimed, sum(complained)::int AS complained,
      sum(least(greatest(returned, claimed, complained), units))::int AS problems, sum(scored)::int AS scored,
      sum(score_sum)::int AS score_sum, sum(dissatisfied)::int AS dissatisfied,
      sum(refund_minor)::bigint AS refund_minor, sum(refunded_units) AS refunded_units,
      sum(credit_minor)::bigint AS credit_minor, sum(credited_units) AS credited_units
    FROM (
      SELECT coalesce(sum(f.units) FILTER (WHERE f.kind = 'return' AND f.is_problem), 0) AS returned,
        coalesce(sum(f.units) FILTER (WHERE f.kind = 'claim' AND f.is_problem), 0) AS claimed,
        coalesce(sum(f.units) FILTER (WHERE f.kind = 'complaint' AND f.is_problem), 0) AS complained,
        count(f.score) AS scored, coalesce(sum(f.score), 0) AS score_sum,
        count(*) FILTER (WHERE f.is_dissatisfied) AS dissatisfied,
        coalesce(sum(f.amount_minor) FILTER (WHERE f.kind = 'refund' AND c.is_problem), 0) AS refund_minor,
        coalesce(sum(f.amount_units) FILTER (WHERE f.kind = 'refund' AND c.is_problem), 0) AS refunded_units,
        coalesce(sum(f.amount_minor) FILTER (WHERE f.kind = 'credit'), 0) AS credit_minor,
        coalesce(sum(f.amount_units) FILTER (WHERE f.kind = 'credit' AND c.is_problem), 0) AS credited_units,
        coalesce((SELECT sum(p.units) FROM experience_parcels p WHERE p.order_line_id = f.order_line_id), 1000000000)
          AS units
      FROM experience_facts f
      LEFT JOIN LATERAL (
        SELECT true AS is_problem FROM experience_facts g
        WHERE f.kind IN ('refund', 'credit') AND g.cause_id = f.cause_id AND g.is_problem AND NOT g.is_void
          AND (g.order_line_id IS NULL OR g.order_line_id = f.order_line_id) LIMIT 1
      ) c ON true
      WHERE NOT f.is_void AND f.supplier_id = a."supplierId" AND f.sku = a.sku AND f.day = a.day
        AND f.carrier = a.carrier AND f.lane = a.lane AND f.currency = a.currency
      GROUP BY f.order_line_id, CASE WHEN f.order_line_id IS NULL THEN f.source_id END
    ) l
  ) f ON true
  ON CONFLICT (merchant_id, supplier_id, sku, carrier, lane, currency, day) DO UPDATE SET shipped = excluded.shipped,
    delivered = excluded.delivered, late = excluded.late, returned = excluded.returned, claimed = excluded.claimed,
    complained = excluded.complained, problems = excluded.problems, scored = excluded.scored,
    score_sum = excluded.score_sum, dissatisfied = excluded.dissatisfied, refund_minor = excluded.refund_minor,
    refunded_units = excluded.refunded_units, credit_minor = excluded.credit_minor,
    credited_units = excluded.credited_units`;

const FADED = `
  SELECT supplier_id AS "supplierId", sku, lane, sum(w * delivered) AS delivered, sum(w * late) AS late,
    sum(w * problems) AS problems, sum(w * refunded_units) AS refunded, sum(w * credited_units) AS credited,
    sum(w * scored) AS scored, sum(w * dissatisfied) AS dissatisfied, sum(delivered)::int AS "deliveredInAll"
  FROM experience_days, LATERAL (SELECT power(2::float8, -greatest(0, $2::date - day)::float8 / $3)) AS faded(w)
  WHERE merchant_id = $1 AND day > $2::date - $3::int * ${String(HALF_LIVES_MAX)}
  GROUP BY supplier_id, sku, lane ORDER BY supplier_id, sku, lane`;

/** Counts per day, made again from the facts of the day whenever one of them changed. */
@Injectable()
export class ExperienceCountsService {
  /**
   * Counts the days again that something was told about.
   * @returns what was told; as many as one round takes when there is more.
   */
  async recount(tx: EntityManager): Promise<{ changes: ExperienceChange[]; hasMore: boolean }> {
    const [rows] =
      await tx.query<[(ExperienceChange & { carrier: string; currency: string; day: string })[], number]>(TAKE);
    const days = new Map(
      rows.map(({ merchantId, supplierId, sku, carrier, lane, currency, day }) => {
        const place = { merchantId, supplierId, sku, carrier, lane, currency, day };
        return [JSON.stringify(place), place];
      }),
    );
    if (days.size > 0) await tx.query(COUNT, [JSON.stringify([...days.values()])]);
    return { changes: rows, hasMore: rows.length === BATCH_MAX };
  }

  /** A merchant's counts, each day worth half of what it was worth a half-life earlier. */
  async faded(tx: EntityManager, merchantId: string, today: string, halfLifeDays: number): Promise<ExperienceCounts[]> {
    return tx.query<ExperienceCounts[]>(FADED, [merchantId, today, halfLifeDays]);
  }
}
