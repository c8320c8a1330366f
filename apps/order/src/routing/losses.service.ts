import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { RoutingDecision } from '#contracts';
import { lossesOf, type LostLine } from './domain/loss.js';
import type { RoutingInput } from './domain/routing-input.js';

/** A lost line with where it was lost. */
export interface LostLineView extends LostLine {
  readonly orderId: string;
  readonly routingVersion: number;
  readonly sku: string;
  readonly decidedAt: string;
}

/** What a supplier lost, and in sum what would have won it. */
export interface LossesView {
  readonly items: LostLineView[];
  readonly totals: {
    readonly lines: number;
    readonly units: number;
    /** Lines that each change alone would have won. */
    readonly wonByPrice: number;
    readonly wonBySpeed: number;
    readonly wonByFreshness: number;
    readonly byReason: Readonly<Record<string, number>>;
  };
  /** Where to go on: the time of the oldest decision looked at; null when there are no older ones. */
  readonly nextBefore: string | null;
}

/** Why a supplier did not get what it could have filled, from decisions as they were recorded. */
@Injectable()
export class LossesService {
  constructor(private readonly dataSource: DataSource) {}

  /** @param decisionsMax decisions looked at, the newest first. */
  async of(
    supplier: { merchantId: string; supplierId: string },
    period: { from: Date; before: Date },
    decisionsMax: number,
  ): Promise<LossesView> {
    const rows = await this.dataSource.query<
      { order_id: string; decided_at: Date; input: RoutingInput; decision: RoutingDecision }[]
    >(
      `SELECT order_id, decided_at, input, decision FROM routing_decisions
       WHERE merchant_id = $1 AND decided_at >= $2 AND decided_at < $3 AND input IS NOT NULL
         AND EXISTS (SELECT 1 FROM json_array_elements(decision->'candidates') c WHERE c->>'supplierId' = $4)
       ORDER BY decided_at DESC, order_id LIMIT $5`,
      [supplier.merchantId, period.from, period.before, supplier.supplierId, decisionsMax],
    );
    const items = rows.flatMap(({ order_id: orderId, input, decision }) =>
      lossesOf(input, decision, supplier.supplierId).map((lost) => ({
        ...lost,
        orderId,
        routingVersion: input.routingVersion,
        sku: input.units.find(({ lineId }) => lineId === lost.lineId)?.sku ?? '',
        decidedAt: decision.decidedAt,
      })),
    );
    const last = rows.length === decisionsMax ? rows.at(-1) : undefined;
    return { items, totals: totalsOf(items), nextBefore: last?.decided_at.toISOString() ?? null };
  }
}

function totalsOf(items: readonly LostLineView[]): LossesView['totals'] {
  const byReason: Record<string, number> = {};
  for (const { excluded } of items) byReason[excluded ?? 'DEARER'] = (byReason[excluded ?? 'DEARER'] ?? 0) + 1;
  return {
    lines: items.length,
    units: items.reduce((sum, { quantity }) => sum + quantity, 0),
    wonByPrice: items.filter(({ winningUnitCostMinor }) => winningUnitCostMinor !== null).length,
    wonBySpeed: items.filter(({ winningLeadTimeDays }) => winningLeadTimeDays !== null).length,
    wonByFreshness: items.filter(({ freshStockWins }) => freshStockWins).length,
    byReason,
  };
}
