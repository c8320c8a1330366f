import type { EntityManager } from 'typeorm';
import { ShipmentPromised, type PromiseReason, type ShipmentStatus } from '#contracts';
import { draft, type EventDraft } from '#messaging';
import type { Destination } from '../orders/orders.service.js';
import type { Shipment } from '../shipments/shipment.entity.js';
import { localDate, zoneOf } from '../tracking-page/domain/calendar.js';
import { expectedDays, type ExpectedDays } from './domain/expected-days.js';
import type { Lane, TransitHistory, TransitTime } from './transit-history.js';

const nowhere: Destination = { country: null, promiseBy: null };

/** What one transaction promises of many parcels: worked out parcel by parcel, written at once. */
export class PromiseRound {
  private readonly promised: object[] = [];
  /** By parcel, the delivery to learn; null where a delivery was none. */
  private readonly lessons = new Map<string, TransitTime | null>();

  constructor(
    private readonly history: TransitHistory,
    private readonly destinations: ReadonlyMap<string, Destination>,
  ) {}

  /**
   * Works out when a parcel is expected and writes it on the shipment, which the caller saves. Tells it only when
   * the likely or the latest day changed.
   */
  promise(shipment: Shipment, reason: PromiseReason, now: Date): EventDraft[] {
    if (shipment.direction === 'return') return [];
    const { country, promiseBy } = this.destinationOf(shipment);
    const zone = zoneOf(country);
    const days = expectedDays(
      {
        status: shipment.status,
        shippedDay: localDate(shipment.shippedAt, zone),
        today: localDate(now, zone),
        promisedDay: promiseBy === null ? null : localDate(promiseBy, zone),
      },
      this.history.experienceOf(laneOf(shipment, country)),
    );
    if (days === null || (days.likelyDay === shipment.likelyDay && days.latestDay === shipment.latestDay)) return [];
    const previousLatestDay = shipment.latestDay;
    Object.assign(shipment, {
      ...{ earliestDay: days.earliestDay, likelyDay: days.likelyDay, latestDay: days.latestDay },
      ...{ promiseVersion: shipment.promiseVersion + 1, promiseBasis: days.basis, promiseSamples: days.samples },
    });
    return [this.keep(shipment, days, { previousLatestDay, reason, now })];
  }

  /** Learns from a delivery, and unlearns one that was none. */
  learn(shipment: Shipment, previousStatus: ShipmentStatus): void {
    if (shipment.direction === 'return' || shipment.status === previousStatus) return;
    if (shipment.status === 'delivered') {
      const { country } = this.destinationOf(shipment);
      const zone = zoneOf(country);
      this.lessons.set(shipment.id, {
        shipmentId: shipment.id,
        ...laneOf(shipment, country),
        shippedOn: localDate(shipment.shippedAt, zone),
        deliveredOn: localDate(shipment.statusSince, zone),
      });
    } else if (previousStatus === 'delivered') this.lessons.set(shipment.id, null);
  }

  /** Writes what was promised and learnt. The parcels are stored already. */
  async save(tx: EntityManager): Promise<void> {
    if (this.promised.length > 0) {
      await tx.query(
        `INSERT INTO delivery_promises (shipment_id, version, told_at, earliest_day, likely_day, latest_day, reason, basis,
                samples, on_time_probability)
         SELECT * FROM jsonb_to_recordset($1::jsonb)
             AS new (shipment_id uuid, version int, told_at timestamptz, earliest_day date, likely_day date, latest_day date,
                     reason text, basis text, samples int, on_time_probability real)`,
        [JSON.stringify(this.promised)],
      );
    }
    const learnt = [...this.lessons.values()].filter((lesson) => lesson !== null);
    const unlearnt = [...this.lessons].flatMap(([shipmentId, lesson]) => (lesson === null ? [shipmentId] : []));
    await this.history.record(tx, learnt);
    await this.history.forget(tx, unlearnt);
  }

  private keep(
    shipment: Shipment,
    days: ExpectedDays,
    change: { previousLatestDay: string | null; reason: PromiseReason; now: Date },
  ): EventDraft {
    const { previousLatestDay, reason, now } = change;
    this.promised.push({
      ...{ shipment_id: shipment.id, version: shipment.promiseVersion, told_at: now.toISOString() },
      ...{ earliest_day: days.earliestDay, likely_day: days.likelyDay, latest_day: days.latestDay },
      ...{ reason, basis: days.basis, samples: days.samples, on_time_probability: days.onTimeProbability },
    });
    return draft(
      ShipmentPromised,
      { merchantId: shipment.merchantId, key: shipment.orderId },
      {
        ...{ shipmentId: shipment.id, orderId: shipment.orderId, promiseVersion: shipment.promiseVersion },
        ...days,
        previousLatestDay,
        reason,
      },
    );
  }

  private destinationOf({ orderId }: Shipment): Destination {
    return this.destinations.get(orderId) ?? nowhere;
  }
}

const laneOf = ({ carrier, supplierId }: Shipment, country: string | null): Lane => ({ carrier, country, supplierId });
