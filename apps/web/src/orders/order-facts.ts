import type { Allocation, Order } from '../api/types.js';

export const unitsOf = (order: Pick<Order, 'lines'>): number =>
  order.lines.reduce((sum, { quantity }) => sum + quantity, 0);

const ended = new Set(['rejected', 'expired', 'cancelled']);

/** The suppliers that have units of the order, each once, in the order of the lines. */
export function supplierCodesOf(order: Pick<Order, 'lines'>): string[] {
  const allocations = order.lines.flatMap((line) => line.allocations);
  return [...new Set(allocations.filter(({ status }) => !ended.has(status)).map(({ supplierCode }) => supplierCode))];
}

/** Suppliers that would be asked to stop if the order were cancelled: they have units that have not left. */
export function suppliersToStop(order: Pick<Order, 'lines'>): string[] {
  const gone = new Set([...ended, 'shipped', 'delivered']);
  const allocations = order.lines.flatMap((line) => line.allocations);
  return [...new Set(allocations.filter(({ status }) => !gone.has(status)).map(({ supplierCode }) => supplierCode))];
}

/** Units that still come from an allocation; of one that has ended, those it was about. */
export function unitsFrom({ quantity, releasedQuantity }: Pick<Allocation, 'quantity' | 'releasedQuantity'>): number {
  return releasedQuantity < quantity ? quantity - releasedQuantity : quantity;
}

export interface OrderActions {
  canCancel: boolean;
  canRelease: boolean;
  canReroute: boolean;
}

const over = new Set(['shipped', 'delivered', 'cancelled']);

/** What a person can do with the order now. */
export const actionsFor = ({ status, lines }: Pick<Order, 'status' | 'lines'>): OrderActions => ({
  canCancel: !over.has(status),
  canRelease: status === 'held',
  canReroute: !over.has(status) && lines.some((line) => line.status === 'unroutable'),
});
