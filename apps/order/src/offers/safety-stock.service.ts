import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { nextSafetyStock } from '../routing/domain/safety-stock.js';

interface OfferRow {
  readonly id: string;
  readonly order_line_id: string;
  readonly safety_units: number;
  readonly safety_confirmed: number;
}

/** What a supplier said about the units of one line. */
export interface LineAnswer {
  readonly orderLineId: string;
  readonly confirmed: number;
  readonly absent: number;
}

/** The safety stock of each offer, which moves by itself. */
@Injectable()
export class SafetyStockService {
  /** Learns from an answer. The offers of the purchase order must be locked already. */
  async learn(tx: EntityManager, purchaseOrderId: string, answers: readonly LineAnswer[]): Promise<void> {
    const telling = answers.filter(({ confirmed, absent }) => confirmed + absent > 0);
    if (telling.length === 0) return;
    const rows = await tx.query<OfferRow[]>(
      `SELECT DISTINCT o.id, c.order_line_id, o.safety_units, o.safety_confirmed
       FROM commitments c JOIN offers o ON o.id = c.offer_id
       WHERE c.purchase_order_id = $1 AND c.order_line_id = ANY ($2::uuid[]) ORDER BY o.id`,
      [purchaseOrderId, telling.map(({ orderLineId }) => orderLineId)],
    );
    const changes = [...new Set(rows.map(({ id }) => id))].flatMap((id) => {
      const own = rows.filter((row) => row.id === id);
      const of = (part: 'confirmed' | 'absent'): number =>
        telling
          .filter(({ orderLineId }) => own.some((row) => row.order_line_id === orderLineId))
          .reduce((sum, answer) => sum + answer[part], 0);
      const { safety_units: units = 0, safety_confirmed: confirmed = 0 } = own[0] ?? {};
      const next = nextSafetyStock({ units, confirmed }, { confirmed: of('confirmed'), absent: of('absent') });
      return next.units === units && next.confirmed === confirmed ? [] : [{ id, ...next }];
    });
    if (changes.length === 0) return;
    await tx.query(
      `UPDATE offers o SET safety_units = n.units, safety_confirmed = n.confirmed,
         safety_reason = coalesce(n.reason, o.safety_reason),
         safety_changed_at = CASE WHEN n.reason IS NULL THEN o.safety_changed_at ELSE now() END
       FROM unnest($1::uuid[], $2::int[], $3::int[], $4::text[]) AS n(id, units, confirmed, reason) WHERE o.id = n.id`,
      [
        changes.map(({ id }) => id),
        changes.map(({ units }) => units),
        changes.map(({ confirmed }) => confirmed),
        changes.map(({ reason }) => reason),
      ],
    );
  }
}
