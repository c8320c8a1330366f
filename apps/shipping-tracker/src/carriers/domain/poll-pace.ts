import type { ShipmentStatus } from '#contracts';

/**
 * How many times the usual interval lies between two questions, by what is known. A parcel that is on the van
 * changes within hours; one that waits at a counter or was only announced does not.
 */
const statusPace: Readonly<Partial<Record<ShipmentStatus, number>>> = {
  out_for_delivery: 0.5,
  attempt_failed: 1,
  registered: 2,
  picked_up: 1,
  in_transit: 1,
  ready_for_pickup: 4,
  on_hold: 4,
  delayed: 2,
  returning: 4,
};
const OTHER_PACE = 2;

/** A parcel that has been on its way for longer than this is asked about so many times more seldom. Oldest first. */
const agePace: readonly (readonly [days: number, factor: number])[] = [
  [30, 24],
  [14, 6],
  [7, 2],
];

/** How many usual intervals to wait. */
export function pollPace(status: ShipmentStatus, ageDays: number): number {
  const aged = agePace.find(([days]) => ageDays >= days)?.[1] ?? 1;
  return (statusPace[status] ?? OTHER_PACE) * aged;
}

/** SQL of {@link pollPace} over the columns of `shipments`: the same tables, so that a batch is one statement. */
export const pollPaceSql = `(CASE status ${Object.entries(statusPace)
  .map(([status, pace]) => `WHEN '${status}' THEN ${String(pace)}`)
  .join(' ')} ELSE ${String(OTHER_PACE)} END * CASE ${agePace
  .map(([days, factor]) => `WHEN now() - shipped_at >= interval '${String(days)} days' THEN ${String(factor)}`)
  .join(' ')} ELSE 1 END)`;
