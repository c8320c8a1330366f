import type { KnownOrder } from '../../orders/domain/known-order.js';
import type { AllocatedUnits } from './allocate-units.js';

/**
 * Whether nobody wants what has not left: all of it was withdrawn from. Of a part nothing can be stopped, a supplier
 * ships its purchase order or does not.
 */
export function nothingWanted(
  { complete, lines, parcels }: Pick<KnownOrder, 'lines' | 'parcels' | 'complete'>,
  taken: readonly AllocatedUnits[],
): boolean {
  if (complete) return false;
  const sum = (units: readonly { orderLineId: string; quantity: number }[], lineId: string): number =>
    units.reduce((total, unit) => total + (unit.orderLineId === lineId ? unit.quantity : 0), 0);
  const shipped = parcels.flatMap((parcel) => parcel.lines);
  const unshipped = taken.filter(({ purchaseOrderId }) => purchaseOrderId === null);
  const waiting = lines.map(({ lineId, quantity }) => ({ lineId, quantity: quantity - sum(shipped, lineId) }));
  return (
    waiting.some(({ quantity }) => quantity > 0) &&
    waiting.every(({ lineId, quantity }) => sum(unshipped, lineId) >= quantity)
  );
}
