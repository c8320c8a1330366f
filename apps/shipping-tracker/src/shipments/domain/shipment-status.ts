import type { FaultParty, ShipmentStatus } from '#contracts';

/** What Kervan knows about a status by itself, whatever the carrier. */
interface StatusFacts {
  /** How far along the parcel is. Decides between two checkpoints of the same instant: the further one wins. */
  readonly progress: number;
  /**
   * Null while more news is expected. For an end of the journey: the statuses that may still correct it.
   * Weak words (a late "delayed", a label reprinted) never undo an end.
   */
  readonly correctedBy: readonly ShipmentStatus[] | null;
  /** Who usually caused it, when the carrier does not say. */
  readonly fault: FaultParty | null;
}

const moving = ['in_transit', 'out_for_delivery', 'ready_for_pickup', 'attempt_failed', 'on_hold'] as const;

export const statusFacts = {
  registered: { progress: 0, correctedBy: null, fault: null },
  picked_up: { progress: 1, correctedBy: null, fault: null },
  in_transit: { progress: 2, correctedBy: null, fault: null },
  on_hold: { progress: 3, correctedBy: null, fault: 'carrier' },
  delayed: { progress: 4, correctedBy: null, fault: 'carrier' },
  out_for_delivery: { progress: 5, correctedBy: null, fault: null },
  attempt_failed: { progress: 6, correctedBy: null, fault: 'consignee' },
  ready_for_pickup: { progress: 7, correctedBy: null, fault: null },
  returning: { progress: 8, correctedBy: null, fault: null },
  expired: {
    progress: 9,
    correctedBy: ['picked_up', 'delayed', 'delivered', 'returning', 'returned', ...moving],
    fault: 'carrier',
  },
  cancelled: {
    progress: 10,
    correctedBy: ['picked_up', 'delayed', 'delivered', 'returning', 'returned', ...moving],
    fault: 'supplier',
  },
  returned: { progress: 11, correctedBy: ['delivered', 'returning', ...moving], fault: null },
  delivered: { progress: 12, correctedBy: ['returning', 'returned', ...moving], fault: null },
} as const satisfies Record<ShipmentStatus, StatusFacts>;

const facts: Record<ShipmentStatus, StatusFacts> = statusFacts;

/** An end of the journey: no more news is expected, silence is normal. */
export function isFinal(status: ShipmentStatus): boolean {
  return facts[status].correctedBy !== null;
}

/** Every end of the journey, for queries. */
export const finalStatuses: readonly ShipmentStatus[] = (Object.keys(facts) as ShipmentStatus[]).filter(isFinal);

/** Whether a newer checkpoint may replace the truth so far. */
export function mayReplace(current: ShipmentStatus, next: ShipmentStatus): boolean {
  const correctedBy = facts[current].correctedBy;
  if (correctedBy !== null) return current === next || correctedBy.includes(next);
  // A label that is printed again does not bring a moving parcel back to the supplier's desk.
  return next !== 'registered' || current === 'registered';
}

/** How far along a status is. */
export function progressOf(status: ShipmentStatus): number {
  return facts[status].progress;
}

/** Who usually causes a status. */
export function usualFault(status: ShipmentStatus): FaultParty | null {
  return facts[status].fault;
}
