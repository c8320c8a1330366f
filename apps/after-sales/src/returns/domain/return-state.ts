import { IllegalTransitionError, stateRules, type Transitions } from '../../states/domain/transitions.js';

/** What becomes of a return. */
export const returnStatuses = [
  'requested',
  'approved',
  'refused',
  'label_issued',
  'in_transit',
  'received',
  'refunding',
  'refunded',
  'exchanged',
  'claimed',
  'expired',
  'cancelled',
  'closed',
] as const;
export type ReturnStatus = (typeof returnStatuses)[number];

/**
 * Who may follow whom. `received` follows itself: goods come in parts. What a carrier has does not expire. An expired
 * return has given its units free: goods that come after all are a new one. `refunding`: the store was asked and has
 * not answered.
 */
export const returnTransitions = {
  requested: ['approved', 'refused', 'cancelled'],
  approved: ['label_issued', 'in_transit', 'received', 'refunding', 'exchanged', 'claimed', 'expired', 'cancelled'],
  refused: [],
  label_issued: ['in_transit', 'received', 'expired', 'cancelled'],
  in_transit: ['in_transit', 'received'],
  received: ['received', 'refunding', 'exchanged', 'claimed', 'closed'],
  refunding: ['received', 'refunding', 'refunded'],
  refunded: ['received', 'refunding', 'closed'],
  exchanged: ['refunding', 'closed'],
  claimed: ['refunding', 'exchanged', 'closed'],
  expired: [],
  cancelled: [],
  closed: [],
} as const satisfies Transitions<ReturnStatus>;

/** What may be done with a return now. */
export const { canBecome, assertTransition } = stateRules<ReturnStatus>('return', returnTransitions);

/** Ended without effect: its units can be returned anew. */
export const voidStatuses: readonly ReturnStatus[] = ['refused', 'expired', 'cancelled'];

/** While these, a parcel may still be sent on its way: goods to several places have several. */
const sendingBack: readonly ReturnStatus[] = ['approved', 'label_issued', 'in_transit', 'received'];

/** @throws IllegalTransitionError */
export function assertSendingBack(status: ReturnStatus): void {
  if (!sendingBack.includes(status)) throw new IllegalTransitionError('return', status, 'label_issued');
}
