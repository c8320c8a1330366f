import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Envelope } from '#contracts';
import { onePerPart } from './domain/one-per-part.js';

/** A kind of fact; a source has at most one fact of a kind and part. */
export type FactKind = 'return' | 'claim' | 'complaint' | 'refund' | 'credit' | 'score';

/** Whose a fact is: what the day's counts are kept by. */
export interface FactPlace {
  readonly orderLineId: string | null;
  readonly supplierId: string;
  readonly sku: string;
  readonly carrier: string;
  readonly lane: string;
  readonly currency: string;
  /** `YYYY-MM-DD`. */
  readonly day: string;
}

/** What one event says of some units. */
export interface Fact extends FactPlace {
  readonly sourceId: string;
  readonly kind: FactKind;
  readonly part: string;
  readonly causeId: string | null;
  readonly units?: number;
  /** Whether the units had a problem that is the supplier's fault. */
  readonly isProblem?: boolean;
  readonly amountMinor?: number;
  /** The amount in units: divided by what one unit was sold, or bought, for. */
  readonly amountUnits?: number;
  /** In hundredths of the best score. */
  readonly score?: number;
  readonly isDissatisfied?: boolean;
}

/** An order line as it is asked about. */
export interface LineQuestion {
  readonly orderId: string;
  readonly orderLineId: string | null;
  readonly supplierId: string | null;
  readonly sku: string | null;
  /** When it happened: the day that it is counted on while no parcel is known. */
  readonly at: string;
}

export interface PlacedLine extends FactPlace {
  readonly unitPriceMinor: number;
}

/** What an event is known by, for the record of why a figure moved. */
export type Told = Pick<Envelope, 'id' | 'type' | 'merchantId'>;

const PLACE = 'supplier_id, sku, carrier, lane, currency, day';

const PUT = `
  WITH given AS (
    SELECT * FROM jsonb_to_recordset($1) AS f("sourceId" uuid, kind text, part text, "orderLineId" uuid, "causeId" uuid,
      "supplierId" uuid, sku text, carrier text, lane text, currency text, day date, units int, "isProblem" boolean,
      "amountMinor" bigint, "amountUnits" float8, score int, "isDissatisfied" boolean)
  ), known AS (
    SELECT ${PLACE} FROM experience_facts
    WHERE (source_id, kind, part) IN (SELECT "sourceId", kind, part FROM given) FOR UPDATE
  ), stored AS (
    INSERT INTO experience_facts AS f (source_id, kind, part, merchant_id, order_id, order_line_id, cause_id, ${PLACE},
      units, is_problem, amount_minor, amount_units, score, is_dissatisfied)
    SELECT "sourceId", kind, part, $2, $3, "orderLineId", "causeId", "supplierId", sku, carrier, lane, currency, day,
      coalesce(units, 0), coalesce("isProblem", false), coalesce("amountMinor", 0), coalesce("amountUnits", 0), score,
      coalesce("isDissatisfied", false)
    FROM given
    ON CONFLICT (source_id, kind, part) DO UPDATE SET supplier_id = excluded.supplier_id, sku = excluded.sku,
      carrier = excluded.carrier, lane = excluded.lane, currency = excluded.currency, day = excluded.day,
      units = excluded.units, is_problem = excluded.is_problem, amount_minor = excluded.amount_minor,
      amount_units = excluded.amount_units, score = excluded.score, is_dissatisfied = excluded.is_dissatisfied
  )
  INSERT INTO experience_changes (merchant_id, ${PLACE}, order_id, event_id, event_type)
  SELECT $2, p.*, $3, $4, $5
  FROM (SELECT * FROM known UNION SELECT "supplierId", sku, carrier, lane, currency, day FROM given) p`;

const VOID = `
  WITH changed AS (
    UPDATE experience_facts SET is_void = $3 WHERE source_id = $1 AND kind = $2 AND is_void <> $3
    RETURNING merchant_id, ${PLACE}, order_id
  )
  INSERT INTO experience_changes (merchant_id, ${PLACE}, order_id, event_id, event_type)
  SELECT DISTINCT *, $4::uuid, $5 FROM changed`;

const PLACED = `
  SELECT l.id AS "orderLineId", coalesce(p.supplier_id, $3::uuid) AS "supplierId", coalesce(l.sku, $4, '') AS sku,
    coalesce(p.carrier, 'unknown') AS carrier,
    coalesce(p.lane, coalesce(s.country, 'ZZ') || '-' || coalesce(o.shipping_address->>'country', 'ZZ')) AS lane,
    o.currency, to_char(coalesce(p.day, ($5::timestamptz AT TIME ZONE 'UTC')::date), 'YYYY-MM-DD') AS day,
    coalesce(l.unit_price_minor, 0)::float8 AS "unitPriceMinor"
  FROM orders o
  LEFT JOIN order_lines l ON l.order_id = o.id AND (l.id = $2 OR ($2::uuid IS NULL AND l.sku = $4))
  LEFT JOIN LATERAL (
    SELECT * FROM experience_parcels p
    WHERE p.order_line_id = l.id AND ($3::uuid IS NULL OR p.supplier_id = $3) ORDER BY p.day DESC, p.shipment_id LIMIT 1
  ) p ON true
  LEFT JOIN suppliers s ON s.id = coalesce(p.supplier_id, $3::uuid)
  WHERE o.id = $1 ORDER BY l.id LIMIT 1`;

/**
 * What happened after sales, fact by fact. A fact that is told again, later or corrected takes the place of what was
 * told before, so that counts are never added twice; which days have to be counted again is noted beside it and waits
 * for nobody.
 */
@Injectable()
export class ExperienceLedger {
  /** Whose a line is, by the parcel that its units left in; null when nobody knows the supplier. */
  async placeOf(tx: EntityManager, asked: LineQuestion): Promise<PlacedLine | null> {
    const rows = await tx.query<(PlacedLine & { supplierId: string | null })[]>(PLACED, [
      ...[asked.orderId, asked.orderLineId, asked.supplierId, asked.sku, asked.at],
    ]);
    const [row] = rows;
    return row?.supplierId ? row : null;
  }

  /** Whose SKUs an order brought: each supplier's once. */
  deliveredPlaces(tx: EntityManager, orderId: string): Promise<FactPlace[]> {
    return tx.query<FactPlace[]>(
      `SELECT DISTINCT ON (supplier_id, sku) order_line_id AS "orderLineId", supplier_id AS "supplierId", sku, carrier,
         lane, currency, to_char(day, 'YYYY-MM-DD') AS day
       FROM experience_parcels WHERE order_id = $1 ORDER BY supplier_id, sku, day DESC, shipment_id`,
      [orderId],
    );
  }

  async put(tx: EntityManager, told: Told, orderId: string, facts: readonly Fact[]): Promise<void> {
    if (facts.length === 0) return;
    await tx.query(PUT, [JSON.stringify(onePerPart(facts)), told.merchantId, orderId, told.id, told.type]);
  }

  /** Takes the facts of a source out of the counts, or back in: refused, rejected, expired. */
  async setVoid(tx: EntityManager, told: Told, source: { id: string; kind: FactKind }, isVoid: boolean): Promise<void> {
    await tx.query(VOID, [source.id, source.kind, isVoid, told.id, told.type]);
  }

  /** The facts of a source, as they stand. */
  factsOf(tx: EntityManager, sourceId: string, kind: FactKind): Promise<StoredFact[]> {
    return tx.query<StoredFact[]>(
      `SELECT part, order_line_id AS "orderLineId", cause_id AS "causeId", supplier_id AS "supplierId", sku, carrier,
         lane, currency, to_char(day, 'YYYY-MM-DD') AS day, units, amount_minor::float8 AS "amountMinor"
       FROM experience_facts WHERE source_id = $1 AND kind = $2 ORDER BY part`,
      [sourceId, kind],
    );
  }
}

export interface StoredFact extends FactPlace {
  readonly part: string;
  readonly causeId: string | null;
  readonly units: number;
  readonly amountMinor: number;
}
