import type { ShipmentStatus } from '#contracts';

/** The four steps that a customer thinks in. */
export const steps = ['handed_over', 'on_the_way', 'out_for_delivery', 'delivered'] as const;
export type Step = (typeof steps)[number];

/** Which step a status belongs to; null where the journey left the usual way. */
export const stepOf = {
  registered: 'handed_over',
  picked_up: 'handed_over',
  in_transit: 'on_the_way',
  delayed: 'on_the_way',
  on_hold: 'on_the_way',
  out_for_delivery: 'out_for_delivery',
  attempt_failed: 'out_for_delivery',
  ready_for_pickup: 'out_for_delivery',
  delivered: 'delivered',
  returning: null,
  returned: null,
  cancelled: null,
  expired: null,
} as const satisfies Record<ShipmentStatus, Step | null>;

/**
 * Statuses whose place is a carrier's own building. Where a parcel was handed over is the customer's
 * address, and the page is open to whoever holds the link.
 */
export const placeIsPublic: ReadonlySet<ShipmentStatus> = new Set<ShipmentStatus>([
  'picked_up',
  'in_transit',
  'on_hold',
  'delayed',
  'ready_for_pickup',
  'returning',
  'returned',
]);
