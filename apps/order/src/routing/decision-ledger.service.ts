import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { RoutingDecision } from '#contracts';
import { decideRouting } from './domain/decide-routing.js';
import type { RoutingInput } from './domain/routing-input.js';
import type { Routed } from './plan-purchase-orders.js';

type Recorded = Pick<RoutingDecision, keyof RoutingDecision>;

/** A decision as it was recorded. */
export interface DecisionView extends Recorded {
  readonly causedByPurchaseOrderId: string | null;
  /** Everything that it was made from. Only when asked for; null for one that is older than this record. */
  readonly input?: RoutingInput | null;
  /** Whether the recorded input gives the identical decision today. Only when asked for. */
  readonly replay?: { readonly identical: boolean } | null;
}

/** What is asked for beside the decisions themselves. */
export interface DecisionParts {
  readonly input: boolean;
  readonly replay: boolean;
}

/** A decision to write down. */
export interface RecordedRouting {
  readonly orderId: string;
  readonly merchantId: string;
  readonly causedByPurchaseOrderId: string | null;
  readonly routed: Pick<Routed, 'input' | 'decision'>;
}

interface LedgerRow {
  decision: string;
  input: string | null;
  caused_by_purchase_order_id: string | null;
}

/** Decisions with everything that they were made from, byte for byte. Nothing here is ever changed. */
@Injectable()
export class DecisionLedger {
  constructor(private readonly dataSource: DataSource) {}

  async record(tx: EntityManager, routings: readonly RecordedRouting[]): Promise<void> {
    await tx.query(
      `INSERT INTO routing_decisions (order_id, merchant_id, routing_version, caused_by_purchase_order_id, decision,
         input, decided_at)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::uuid[], $5::json[], $6::json[], $7::timestamptz[])`,
      [
        routings.map(({ orderId }) => orderId),
        routings.map(({ merchantId }) => merchantId),
        routings.map(({ routed }) => routed.decision.routingVersion),
        routings.map(({ causedByPurchaseOrderId }) => causedByPurchaseOrderId),
        routings.map(({ routed }) => JSON.stringify(routed.decision)),
        routings.map(({ routed }) => JSON.stringify(routed.input)),
        routings.map(({ routed }) => routed.decision.decidedAt),
      ],
    );
  }

  /** An order's decisions, first to last. */
  async of(orderId: string, parts: DecisionParts): Promise<DecisionView[]> {
    const rows = await this.dataSource.query<LedgerRow[]>(
      `SELECT decision::text AS decision, input::text AS input, caused_by_purchase_order_id
       FROM routing_decisions WHERE order_id = $1 ORDER BY routing_version`,
      [orderId],
    );
    return rows.map((row) => {
      const input = row.input === null ? null : (JSON.parse(row.input) as RoutingInput);
      return {
        ...(JSON.parse(row.decision) as Recorded),
        causedByPurchaseOrderId: row.caused_by_purchase_order_id,
        ...(parts.input ? { input } : {}),
        ...(parts.replay ? { replay: input && { identical: isIdentical(input, row.decision) } } : {}),
      };
    });
  }
}

/** Decides again and compares byte by byte. */
const isIdentical = (input: RoutingInput, decision: string): boolean =>
  JSON.stringify(decideRouting(input)) === decision;
