import type { OrderEvents } from './recorded-fact.js';

/** A parcel to the customer, as far as it is known. */
export interface Parcel {
  readonly shipmentId: string;
  readonly supplierId: string | null;
  readonly orderLineIds: readonly string[];
  readonly carrier: string;
  readonly shippedAt: string;
  /** By when it was to be there; null while nobody promised anything. */
  readonly dueAt: string | null;
  readonly deliveredAt: string | null;
}

/** A promised day ends with it. */
const endOfDay = (day: string): string => `${day}T23:59:59.999Z`;

/**
 * The order's parcels. Due when the store promised the order, else by the day that was first told for the parcel: a
 * promise that is moved later does not make a late parcel punctual.
 * @param promiseBy the order's own promise.
 */
export function parcelsOf(events: OrderEvents, promiseBy: string | null): Parcel[] {
  const promised = new Map(
    events.of('shipment.promised').flatMap((one) => (one.promiseVersion === 1 ? [[one.shipmentId, one] as const] : [])),
  );
  const delivered = deliveries(events);
  return events
    .of('shipment.registered')
    .filter(({ direction }) => direction !== 'return')
    .map(({ shipmentId, supplierId, carrier, shippedAt, lines }) => {
      const first = promised.get(shipmentId);
      return {
        ...{ shipmentId, supplierId, carrier, shippedAt },
        orderLineIds: lines.map(({ orderLineId }) => orderLineId),
        dueAt: promiseBy ?? (first ? endOfDay(first.latestDay) : null),
        deliveredAt: delivered.get(shipmentId) ?? null,
      };
    });
}

/** What was said last counts: a delivery may be taken back, and come again. */
function deliveries(events: OrderEvents): ReadonlyMap<string, string> {
  const delivered = new Map<string, string>();
  for (const { type, data } of events.among('shipment.delivered', 'shipment.status-changed')) {
    if (type === 'shipment.delivered' && 'deliveredAt' in data) delivered.set(data.shipmentId, data.deliveredAt);
    else delivered.delete(data.shipmentId);
  }
  return delivered;
}
