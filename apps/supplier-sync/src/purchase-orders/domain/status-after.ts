import type { LineQuantities } from './line-quantities.js';
import { shippable, unanswered } from './line-quantities.js';
import type { PurchaseOrderStatus } from './purchase-order-status.js';

const total = (lines: readonly LineQuantities[], units: (line: LineQuantities) => number): number =>
  lines.reduce((sum, line) => sum + units(line), 0);

/** What the supplier's answers amount to, whatever has left: all taken, none taken, or something between. */
export function answerStatus(lines: readonly LineQuantities[]): 'acknowledged' | 'partly_acknowledged' | 'rejected' {
  const wanted = total(lines, (line) => line.quantity - line.cancelledQuantity - line.expiredQuantity);
  if (total(lines, (line) => line.acceptedQuantity) === wanted && wanted > 0) return 'acknowledged';
  const alive = total(lines, (line) => line.acceptedQuantity + line.backorderedQuantity + unanswered(line));
  return alive === 0 ? 'rejected' : 'partly_acknowledged';
}

/** State of a purchase order after an answer or a ship notice. Goods that left outweigh words. */
export function statusAfter(lines: readonly LineQuantities[]): PurchaseOrderStatus {
  if (total(lines, (line) => line.shippedQuantity) === 0) return answerStatus(lines);
  return total(lines, shippable) === 0 ? 'shipped' : 'partly_shipped';
}

/** State after units were taken back: `ended` when nothing is left to wait for and nothing has left. */
export function statusAfterRelease(
  lines: readonly LineQuantities[],
  current: PurchaseOrderStatus,
  ended: 'cancelled' | 'expired',
): PurchaseOrderStatus {
  if (total(lines, shippable) > 0) return current;
  return total(lines, (line) => line.shippedQuantity) > 0 ? 'shipped' : ended;
}
