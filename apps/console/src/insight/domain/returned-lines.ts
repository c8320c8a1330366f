import type { OrderEvents } from './recorded-fact.js';

/** A line of a return, and whether it still counts. */
export interface ReturnedLine {
  readonly returnId: string;
  readonly returnLineId: string;
  readonly orderLineId: string;
  readonly supplierId: string | null;
  readonly purchaseOrderId: string | null;
  readonly sku: string;
  readonly quantity: number;
  readonly kind: string;
  readonly reason: string;
  readonly isReturned: boolean;
  readonly requestedAt: string;
}

/** What stands for a reason where none was given: the law forbids to ask for it when somebody withdraws. */
const withoutReason = (kind: string): string => (kind === 'withdrawal' ? 'WITHDRAWAL' : 'UNSTATED');

export function returnedLines(events: OrderEvents): ReturnedLine[] {
  const ended = new Set([
    ...events.of('return.refused').map(({ returnId }) => returnId),
    ...events.of('return.expired').map(({ returnId }) => returnId),
    ...events.of('return.closed').flatMap(({ returnId, outcome }) => (outcome === 'cancelled' ? [returnId] : [])),
  ]);
  return events.of('return.requested').flatMap(({ returnId, kind, lines, requestedAt }) =>
    lines.map((line) => ({
      returnId,
      returnLineId: line.returnLineId,
      orderLineId: line.orderLineId,
      supplierId: line.supplierId,
      purchaseOrderId: line.purchaseOrderId,
      sku: line.sku,
      quantity: line.quantity,
      kind,
      reason: line.reasonCode ?? withoutReason(kind),
      isReturned: !ended.has(returnId),
      requestedAt,
    })),
  );
}
