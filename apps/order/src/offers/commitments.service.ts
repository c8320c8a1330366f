import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';

/** Units of an offer promised to a line of a purchase order. */
export interface Commitment {
  readonly offerId: string;
  readonly purchaseOrderId: string;
  readonly orderLineId: string;
  readonly quantity: number;
  /** Units of the offer that must be left: its safety stock. */
  readonly keptBack: number;
}

const SECONDS_PER_HOUR = 3600;

const TAKE_EACH = `
  WITH wanted AS (
    SELECT * FROM unnest($1::int[], $2::uuid[], $3::int[], $4::int[]) AS w(request, offer_id, quantity, kept_back)
  ), locked AS (
    SELECT id, on_hand - committed AS available, as_of FROM offers
    WHERE id IN (SELECT offer_id FROM wanted) AND NOT removed ORDER BY id FOR UPDATE
  ), running AS (
    SELECT w.request,
      l.available - w.kept_back >= sum(w.quantity) OVER (PARTITION BY w.offer_id ORDER BY w.request) AS fits
    FROM wanted w LEFT JOIN locked l ON l.id = w.offer_id
  ), fitting AS (
    SELECT request FROM running GROUP BY request HAVING bool_and(coalesce(fits, false))
  ), taken AS (
    UPDATE offers o SET committed = o.committed + t.quantity
    FROM (SELECT w.offer_id, sum(w.quantity)::int AS quantity FROM wanted w JOIN fitting USING (request)
          GROUP BY w.offer_id) t
    WHERE o.id = t.offer_id
  ), ledger AS (
    INSERT INTO commitments (id, offer_id, purchase_order_id, order_line_id, quantity, state, feed_age_seconds)
    SELECT e.id, e.offer_id, e.purchase_order_id, e.order_line_id, e.quantity, 'held',
      greatest(0, least(extract(epoch FROM now() - l.as_of), 1000000000))::int
    FROM unnest($5::uuid[], $6::int[], $7::uuid[], $8::uuid[], $9::uuid[], $10::int[])
      AS e(id, request, offer_id, purchase_order_id, order_line_id, quantity)
    JOIN fitting USING (request) JOIN locked l ON l.id = e.offer_id
  )
  SELECT request FROM fitting`;

interface LedgerRow {
  id: string;
  offer_id: string;
  order_line_id: string;
  quantity: number;
  state: 'held' | 'acknowledged';
  feed_age_seconds: number;
}

/**
 * The ledger of promised stock. `offers.committed` is the sum of an offer's open entries; both change together, the
 * offer always first, so that two transactions never wait for each other in a circle.
 */
@Injectable()
export class CommitmentsService {
  /**
   * Takes stock for one request, all or nothing.
   * @returns false when somebody else took units since the decision was made; nothing is taken then.
   */
  async take(tx: EntityManager, commitments: readonly Commitment[]): Promise<boolean> {
    const [taken] = await this.takeEach(tx, [commitments]);
    return taken ?? false;
  }

  /**
   * Takes stock for many requests, each all or nothing, those that come first before the others: one conditional
   * statement over all touched offers, locked in the order of their ids, and the ledger with it. A request that does
   * not fit still counts against those behind it, so some may be told to decide again that would have fitted; no unit
   * is ever given twice.
   * @returns for each request whether it got its units.
   */
  async takeEach(tx: EntityManager, requests: readonly (readonly Commitment[])[]): Promise<boolean[]> {
    const wanted = requests.flatMap(wantedUnits);
    const entries = requests.flatMap((commitments, request) => commitments.map((entry) => ({ request, ...entry })));
    const fitting = await tx.query<{ request: number }[]>(TAKE_EACH, [
      wanted.map(({ request }) => request),
      wanted.map(({ offerId }) => offerId),
      wanted.map(({ quantity }) => quantity),
      wanted.map(({ keptBack }) => keptBack),
      entries.map(() => uuidv7()),
      entries.map(({ request }) => request),
      entries.map(({ offerId }) => offerId),
      entries.map(({ purchaseOrderId }) => purchaseOrderId),
      entries.map(({ orderLineId }) => orderLineId),
      entries.map(({ quantity }) => quantity),
    ]);
    const taken = new Set(fitting.map(({ request }) => request));
    return requests.map((commitments, request) => commitments.length === 0 || taken.has(request));
  }

  /**
   * Counts a purchase order of today for each supplier, while there are fewer than `most`.
   * @returns false when somebody else used up the capacity of one of them; nothing is to be kept then.
   */
  async takeDays(tx: EntityManager, asked: readonly { supplierId: string; most: number }[]): Promise<boolean> {
    const counted = await tx.query<unknown[]>(
      `INSERT INTO supplier_days AS d (supplier_id, day, purchase_orders)
       SELECT a.supplier_id, (now() AT TIME ZONE 'UTC')::date, 1 FROM unnest($1::uuid[], $2::int[]) AS a(supplier_id, most)
       WHERE a.most > 0 ORDER BY a.supplier_id
       ON CONFLICT (supplier_id, day) DO UPDATE SET purchase_orders = d.purchase_orders + 1
       WHERE d.purchase_orders < (SELECT a.most FROM unnest($1::uuid[], $2::int[]) AS a(supplier_id, most)
                                  WHERE a.supplier_id = d.supplier_id)
       RETURNING supplier_id`,
      [asked.map(({ supplierId }) => supplierId), asked.map(({ most }) => most)],
    );
    return counted.length === asked.length;
  }

  /**
   * The supplier has promised these units: the next feed's number will have them taken off.
   * @returns the unit-hours for which its stock number was relied on.
   */
  async acknowledge(
    tx: EntityManager,
    purchaseOrderId: string,
    lines: readonly { orderLineId: string; quantity: number }[],
    at: string,
  ): Promise<number> {
    const rows = await this.openEntries(tx, purchaseOrderId);
    const held = rows.filter((row) => row.state === 'held');
    const moved = this.pick(held, lines);
    await this.shrink(tx, moved);
    await tx.query(
      `INSERT INTO commitments (id, offer_id, purchase_order_id, order_line_id, quantity, state, acknowledged_at,
         feed_age_seconds)
       SELECT id, offer_id, $4, order_line_id, quantity, 'acknowledged', $5::timestamptz, feed_age_seconds
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $6::int[], $7::int[])
         AS m(id, offer_id, order_line_id, quantity, feed_age_seconds)`,
      [
        moved.map(() => uuidv7()),
        moved.map((entry) => entry.row.offer_id),
        moved.map((entry) => entry.row.order_line_id),
        purchaseOrderId,
        at,
        moved.map((entry) => entry.quantity),
        moved.map((entry) => entry.row.feed_age_seconds),
      ],
    );
    return moved.reduce((sum, { row, quantity }) => sum + (quantity * row.feed_age_seconds) / SECONDS_PER_HOUR, 0);
  }

  /** Gives units back: refused, expired or cancelled. What a later feed has absorbed already stays absorbed. */
  async release(
    tx: EntityManager,
    purchaseOrderId: string,
    lines: readonly { orderLineId: string; quantity: number }[],
  ): Promise<void> {
    const rows = await this.openEntries(tx, purchaseOrderId);
    const given = this.pick(rows, lines);
    if (given.length === 0) return;
    await tx.query(
      `UPDATE offers o SET committed = o.committed - r.quantity, changed_at = clock_timestamp()
       FROM (SELECT id, sum(quantity)::int AS quantity FROM unnest($1::uuid[], $2::int[]) AS r(id, quantity) GROUP BY id) r
       WHERE o.id = r.id`,
      [given.map((entry) => entry.row.offer_id), given.map((entry) => entry.quantity)],
    );
    await this.shrink(tx, given);
  }

  /** Releases what a supplier acknowledged before its stock was counted: the new number already has it taken off. */
  async absorb(tx: EntityManager, offerId: string, asOf: string): Promise<void> {
    await tx.query(
      `WITH absorbed AS (
         UPDATE commitments SET state = 'released', released_at = now()
         WHERE offer_id = $1 AND state = 'acknowledged' AND acknowledged_at < $2 RETURNING quantity
       )
       UPDATE offers SET committed = committed - (SELECT sum(quantity)::int FROM absorbed)
       WHERE id = $1 AND EXISTS (SELECT 1 FROM absorbed)`,
      [offerId, asOf],
    );
  }

  /** Open entries of a purchase order, their offers locked first and in the order of their ids. */
  private async openEntries(tx: EntityManager, purchaseOrderId: string): Promise<LedgerRow[]> {
    await tx.query(
      `SELECT 1 FROM offers WHERE id IN (SELECT offer_id FROM commitments WHERE purchase_order_id = $1)
       ORDER BY id FOR UPDATE`,
      [purchaseOrderId],
    );
    return tx.query<LedgerRow[]>(
      `SELECT id, offer_id, order_line_id, quantity, state, feed_age_seconds FROM commitments
       WHERE purchase_order_id = $1 AND state <> 'released' ORDER BY state = 'acknowledged', id`,
      [purchaseOrderId],
    );
  }

  private pick(
    rows: readonly LedgerRow[],
    lines: readonly { orderLineId: string; quantity: number }[],
  ): { row: LedgerRow; quantity: number }[] {
    const left = new Map(rows.map((row) => [row.id, row.quantity]));
    return lines.flatMap((line) => {
      let missing = line.quantity;
      return rows
        .filter((row) => row.order_line_id === line.orderLineId)
        .flatMap((row) => {
          const quantity = Math.min(missing, left.get(row.id) ?? 0);
          missing -= quantity;
          left.set(row.id, (left.get(row.id) ?? 0) - quantity);
          return quantity > 0 ? [{ row, quantity }] : [];
        });
    });
  }

  /** Takes units off ledger entries; an entry without units left is released. */
  private async shrink(tx: EntityManager, taken: readonly { row: LedgerRow; quantity: number }[]): Promise<void> {
    const ids = [...new Set(taken.map((entry) => entry.row.id))];
    const quantities = ids.map((id) =>
      taken.filter((entry) => entry.row.id === id).reduce((sum, entry) => sum + entry.quantity, 0),
    );
    await tx.query(
      `UPDATE commitments c SET quantity = c.quantity - CASE WHEN c.quantity > t.quantity THEN t.quantity ELSE 0 END,
         state = CASE WHEN c.quantity <= t.quantity THEN 'released' ELSE c.state END,
         released_at = CASE WHEN c.quantity <= t.quantity THEN now() END
       FROM unnest($1::uuid[], $2::int[]) AS t(id, quantity) WHERE c.id = t.id`,
      [ids, quantities],
    );
  }
}

/** What a request wants of each offer: two lines of one order may draw on the same. */
function wantedUnits(commitments: readonly Commitment[], request: number) {
  const wanted = new Map<string, { request: number; offerId: string; quantity: number; keptBack: number }>();
  for (const { offerId, quantity, keptBack } of commitments) {
    const so = wanted.get(offerId)?.quantity ?? 0;
    wanted.set(offerId, { request, offerId, quantity: so + quantity, keptBack });
  }
  return [...wanted.values()];
}
