import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';

/** Units of an offer promised to a line of a purchase order. */
export interface Commitment {
  readonly offerId: string;
  readonly purchaseOrderId: string;
  readonly orderLineId: string;
  readonly quantity: number;
}

interface LedgerRow {
  id: string;
  offer_id: string;
  order_line_id: string;
  quantity: number;
  state: 'held' | 'acknowledged';
}

/**
 * The ledger of promised stock. `offers.committed` is the sum of an offer's open entries; both change together, the
 * offer always first, so that two transactions never wait for each other in a circle.
 */
@Injectable()
export class CommitmentsService {
  /**
   * Takes stock, all or nothing: one conditional statement over all touched offers, locked in the order of their ids.
   * @returns false when somebody else took units since the decision was made; nothing is taken then.
   */
  async take(tx: EntityManager, commitments: readonly Commitment[]): Promise<boolean> {
    const perOffer = new Map<string, number>();
    for (const { offerId, quantity } of commitments) perOffer.set(offerId, (perOffer.get(offerId) ?? 0) + quantity);
    const taken = await tx.query<unknown[]>(
      `WITH wanted AS (SELECT * FROM unnest($1::uuid[], $2::int[]) AS w(id, quantity)),
       fitting AS (
         SELECT o.id, w.quantity FROM offers o JOIN wanted w ON w.id = o.id
         WHERE NOT o.removed AND o.on_hand - o.committed >= w.quantity
         ORDER BY o.id FOR UPDATE OF o
       )
       UPDATE offers o SET committed = o.committed + f.quantity FROM fitting f
       WHERE o.id = f.id AND o.on_hand - o.committed >= f.quantity AND (SELECT count(*) FROM fitting) = $3
       RETURNING o.id`,
      [[...perOffer.keys()], [...perOffer.values()], perOffer.size],
    );
    if (rowsOf(taken).length !== perOffer.size) return false;
    await this.write(tx, commitments);
    return true;
  }

  /** The supplier has promised these units: the next feed's number will have them taken off. */
  async acknowledge(
    tx: EntityManager,
    purchaseOrderId: string,
    lines: readonly { orderLineId: string; quantity: number }[],
    at: string,
  ): Promise<void> {
    const rows = await this.openEntries(tx, purchaseOrderId);
    const held = rows.filter((row) => row.state === 'held');
    const moved = this.pick(held, lines);
    await this.shrink(tx, moved);
    await tx.query(
      `INSERT INTO commitments (id, offer_id, purchase_order_id, order_line_id, quantity, state, acknowledged_at)
       SELECT id, offer_id, $4, order_line_id, quantity, 'acknowledged', $5::timestamptz
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $6::int[]) AS m(id, offer_id, order_line_id, quantity)`,
      [
        moved.map(() => uuidv7()),
        moved.map((entry) => entry.row.offer_id),
        moved.map((entry) => entry.row.order_line_id),
        purchaseOrderId,
        at,
        moved.map((entry) => entry.quantity),
      ],
    );
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

  private async write(tx: EntityManager, commitments: readonly Commitment[]): Promise<void> {
    await tx.query(
      `INSERT INTO commitments (id, offer_id, purchase_order_id, order_line_id, quantity, state)
       SELECT id, offer_id, purchase_order_id, order_line_id, quantity, 'held'
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[])
         AS c(id, offer_id, purchase_order_id, order_line_id, quantity)`,
      [
        commitments.map(() => uuidv7()),
        commitments.map((commitment) => commitment.offerId),
        commitments.map((commitment) => commitment.purchaseOrderId),
        commitments.map((commitment) => commitment.orderLineId),
        commitments.map((commitment) => commitment.quantity),
      ],
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
      `SELECT id, offer_id, order_line_id, quantity, state FROM commitments
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

/** The driver answers an UPDATE with [rows, count]. */
function rowsOf(answer: unknown[]): unknown[] {
  const [rows] = answer;
  return Array.isArray(rows) ? rows : answer;
}
