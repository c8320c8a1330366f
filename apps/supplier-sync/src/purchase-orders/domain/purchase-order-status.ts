/** Where a purchase order stands, in the words of the outside surface. */
export const purchaseOrderStatuses = [
  'created',
  'sent',
  'acknowledged',
  'partly_acknowledged',
  'rejected',
  'shipped',
  'partly_shipped',
  'cancelled',
  'expired',
] as const;
export type PurchaseOrderStatus = (typeof purchaseOrderStatuses)[number];

const answered = ['acknowledged', 'partly_acknowledged', 'rejected'] as const;
const left = ['partly_shipped', 'shipped'] as const;

/**
 * A ship notice may come before any answer, so goods may leave from every open state. What was cancelled,
 * expired, refused or has left completely never moves again.
 */
export const purchaseOrderTransitions = {
  created: ['sent', ...answered, ...left, 'cancelled', 'expired'],
  sent: [...answered, ...left, 'cancelled', 'expired'],
  partly_acknowledged: [...answered, ...left, 'cancelled', 'expired'],
  acknowledged: [...left, 'cancelled'],
  partly_shipped: [...left],
  rejected: [],
  shipped: [],
  cancelled: [],
  expired: [],
} as const satisfies Record<PurchaseOrderStatus, readonly PurchaseOrderStatus[]>;

/** States in which the supplier can still be waited for. */
export const openStatuses: readonly PurchaseOrderStatus[] = purchaseOrderStatuses.filter(
  (status) => purchaseOrderTransitions[status].length > 0,
);

/** A step that the table does not allow: a bug here or an event out of order, never a supplier's mistake. */
export class IllegalTransitionError extends Error {
  override readonly name = 'IllegalTransitionError';
  readonly code = 'ILLEGAL_TRANSITION';
  constructor(
    readonly from: PurchaseOrderStatus,
    readonly to: PurchaseOrderStatus,
  ) {
    super(`A purchase order cannot go from ${from} to ${to}`);
  }
}

/** @throws IllegalTransitionError naming both states. Staying where it is needs no permission. */
export function assertTransition(from: PurchaseOrderStatus, to: PurchaseOrderStatus): void {
  if (from === to) return;
  if (!(purchaseOrderTransitions[from] as readonly PurchaseOrderStatus[]).includes(to)) {
    throw new IllegalTransitionError(from, to);
  }
}
