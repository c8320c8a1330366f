import type { Order, RoutingDecision } from '../api/types.js';

/** Why a routing followed another. */
export interface RerouteCause {
  kind: 'rejected' | 'expired' | 'cancelled' | 'gave-back' | 'asked';
  /** Empty when a person asked. */
  supplierCode: string;
}

const kinds = ['rejected', 'expired', 'cancelled'] as const;

/** Null for the first routing. A purchase order that the order no longer shows gave its units back somehow. */
export function rerouteCause(decision: RoutingDecision, order: Pick<Order, 'lines'>): RerouteCause | null {
  if (decision.routingVersion === 1) return null;
  const causedBy = decision.causedByPurchaseOrderId;
  if (!causedBy) return { kind: 'asked', supplierCode: '' };
  const allocations = order.lines
    .flatMap((line) => line.allocations)
    .filter(({ purchaseOrderId }) => purchaseOrderId === causedBy);
  const kind = kinds.find((one) => allocations.some(({ status }) => status === one)) ?? 'gave-back';
  return { kind, supplierCode: allocations[0]?.supplierCode ?? '–' };
}
