import type { PurchaseOrder, PurchaseOrderLine } from '../api/types.js';

/** Units the supplier has not answered about yet. */
export const unanswered = (line: PurchaseOrderLine): number =>
  Math.max(
    0,
    line.quantity -
      line.acknowledgedQuantity -
      line.backorderedQuantity -
      line.rejectedQuantity -
      line.cancelledQuantity -
      line.expiredQuantity,
  );

/** Units that may still leave. Backordered ones too: they arrive one day. */
export const shippable = (line: PurchaseOrderLine): number =>
  Math.max(
    0,
    line.quantity - line.rejectedQuantity - line.cancelledQuantity - line.expiredQuantity - line.shippedQuantity,
  );

export const costOf = ({ lines }: Pick<PurchaseOrder, 'lines'>): number =>
  lines.reduce((sum, { quantity, unitCostMinor }) => sum + quantity * unitCostMinor, 0);

export const unitsOf = ({ lines }: Pick<PurchaseOrder, 'lines'>): number =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0);

const over = new Set(['rejected', 'cancelled', 'expired', 'shipped']);

export type Task = 'address' | 'acknowledge' | 'ship' | 'done';

/** What the supplier has to do next with a purchase order. Where it goes is to be known before it goes. */
export function taskOf(purchaseOrder: Pick<PurchaseOrder, 'status' | 'lines' | 'addressChange'>): Task {
  if (purchaseOrder.addressChange !== null) return 'address';
  if (over.has(purchaseOrder.status)) return 'done';
  if (purchaseOrder.lines.some((line) => unanswered(line) > 0)) return 'acknowledge';
  return purchaseOrder.lines.some((line) => shippable(line) > 0) ? 'ship' : 'done';
}

/** By when the next thing has to be done; null when nothing is. */
export function dueOf(purchaseOrder: PurchaseOrder): string | null {
  const task = taskOf(purchaseOrder);
  if (task === 'address') return purchaseOrder.addressChange?.answerBy ?? null;
  if (task === 'acknowledge') return purchaseOrder.acknowledgeBy;
  return task === 'ship' ? purchaseOrder.shipBy : null;
}
