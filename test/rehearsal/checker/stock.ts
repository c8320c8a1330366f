import type { Database } from '../database.js';
import type { Anomaly } from './anomaly.js';

/** Commitments that hold stock, against what the offer says is committed. */
export async function wrongStock(order: Database): Promise<Anomaly[]> {
  const rows = await order.rows<{ id: string; committed: string; held: string }>(
    `SELECT o.id, o.committed, coalesce(sum(c.quantity) FILTER (WHERE c.state <> 'released'), 0) AS held
       FROM offers o LEFT JOIN commitments c ON c.offer_id = o.id
      GROUP BY o.id HAVING o.committed <> coalesce(sum(c.quantity) FILTER (WHERE c.state <> 'released'), 0)`,
  );
  return rows.map(({ id, committed, held }) => ({
    kind: 'oversold',
    subject: id,
    detail: `${committed} committed, ${held} in the ledger`,
  }));
}
