import type { CancelReason, HoldReason, UnroutableReason } from '#contracts';
import { IllegalTransitionError } from './order-rules.errors.js';

export const orderStatuses = [
  'placed',
  'held',
  'routed',
  'partly_shipped',
  'shipped',
  'delivered',
  'unroutable',
  'cancelled',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

export const lineStatuses = [
  'open',
  'allocated',
  'acknowledged',
  'backordered',
  'shipped',
  'delivered',
  'unroutable',
  'cancelled',
] as const;
export type LineStatus = (typeof lineStatuses)[number];

/** What may follow what. `unroutable` says that a person is needed, so it may come back after parcels have left. */
export const orderTransitions = {
  placed: ['held', 'routed', 'unroutable', 'cancelled'],
  held: ['placed', 'cancelled'],
  routed: ['partly_shipped', 'shipped', 'unroutable', 'cancelled'],
  partly_shipped: ['shipped', 'unroutable', 'cancelled'],
  shipped: ['delivered'],
  unroutable: ['routed', 'partly_shipped', 'shipped', 'cancelled'],
  delivered: [],
  cancelled: [],
} as const satisfies Record<OrderStatus, readonly OrderStatus[]>;

/** @throws IllegalTransitionError naming both states; the caller's event is then parked, not lost. */
export function assertTransition(from: OrderStatus, to: OrderStatus): void {
  if (!(orderTransitions[from] as readonly OrderStatus[]).includes(to)) throw new IllegalTransitionError(from, to);
}

/** Why an order is where it is. */
export type StatusReason = HoldReason | UnroutableReason | CancelReason | 'CANCELLATION_REQUESTED';

/** What resolves a reason, as a code that pages translate; null when nobody has to do anything. */
export const nextActions = {
  PAYMENT_PENDING: 'MARK_PAID',
  TEST_ORDER: 'RELEASE_OR_CANCEL',
  ADDRESS_INCOMPLETE: 'FIX_ADDRESS',
  VALUE_ABOVE: 'RELEASE_OR_CANCEL',
  DUPLICATE_SUSPECTED: 'RELEASE_OR_CANCEL',
  FRAUD_WINDOW: 'WAIT',
  UNKNOWN_SKU: 'ADD_LISTING',
  NO_STOCK: 'WAIT_FOR_STOCK',
  NO_ELIGIBLE_SUPPLIER: 'ADD_SUPPLIER',
  ALL_SUPPLIERS_REFUSED: 'CANCEL_OR_REROUTE',
  NOTHING_TO_SHIP: 'CANCEL_OR_REROUTE',
  BELOW_MARGIN: 'CHANGE_POLICY',
  TOO_LATE: 'CHANGE_POLICY',
  NO_EXCHANGE_RATE: 'ADD_EXCHANGE_RATE',
  WAITS_FOR_WHOLE_LINE: 'WAIT_FOR_STOCK',
  CANCELLATION_REQUESTED: 'WAIT_FOR_SUPPLIERS',
  REQUESTED_BY_MERCHANT: null,
  REQUESTED_BY_CUSTOMER: null,
  CANCELLED_IN_STORE: null,
  UNROUTABLE: null,
  OTHER: null,
} as const satisfies Record<StatusReason, string | null>;

/** Of several reasons, the one that most needs a person: what time alone may solve comes last. */
const byUrgency: readonly UnroutableReason[] = [
  'UNKNOWN_SKU',
  'ALL_SUPPLIERS_REFUSED',
  'NO_EXCHANGE_RATE',
  'BELOW_MARGIN',
  'TOO_LATE',
  'NO_ELIGIBLE_SUPPLIER',
  'WAITS_FOR_WHOLE_LINE',
  'NO_STOCK',
  'NOTHING_TO_SHIP',
];

export function mostUrgent(reasons: readonly UnroutableReason[]): UnroutableReason {
  return byUrgency.find((reason) => reasons.includes(reason)) ?? 'NOTHING_TO_SHIP';
}
