import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ShipmentPromised, type ForecastBasis, type PromiseReason, type ShipmentStatus } from '#contracts';
import { draft, type EventDraft } from '#messaging';
import { OrdersService } from '../orders/orders.service.js';
import type { Shipment } from '../shipments/shipment.entity.js';
import { localDate, zoneOf } from '../tracking-page/domain/calendar.js';
import { expectedDays, type ExpectedDays } from './domain/expected-days.js';
import { TransitHistory, type Lane } from './transit-history.js';

/** What was promised at some time. */
export interface PromiseRecord extends ExpectedDays {
  readonly version: number;
  readonly toldAt: string;
  readonly reason: PromiseReason;
}

/** Says when parcels will be there, and keeps every change of it. */
@Injectable()
export class PromisesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly history: TransitHistory,
    private readonly orders: OrdersService,
  ) {}

  /**
   * Works out when a parcel is expected and writes it on the shipment, which the caller saves. Tells it only when
   * the likely or the latest day changed.
   */
  async promise(tx: EntityManager, shipment: Shipment, reason: PromiseReason, now: Date): Promise<EventDraft[]> {
    if (shipment.direction === 'return') return [];
    const { country, promiseBy } = await this.orders.destinationOf(tx, shipment.orderId);
    const zone = zoneOf(country);
    const days = expectedDays(
      {
        status: shipment.status,
        shippedDay: localDate(shipment.shippedAt, zone),
        today: localDate(now, zone),
        promisedDay: promiseBy === null ? null : localDate(promiseBy, zone),
      },
      await this.history.experienceOf(laneOf(shipment, country)),
    );
    if (days === null || (days.likelyDay === shipment.likelyDay && days.latestDay === shipment.latestDay)) return [];
    const previousLatestDay = shipment.latestDay;
    Object.assign(shipment, {
      ...{ earliestDay: days.earliestDay, likelyDay: days.likelyDay, latestDay: days.latestDay },
      ...{ promiseVersion: shipment.promiseVersion + 1, promiseBasis: days.basis, promiseSamples: days.samples },
    });
    return [await this.keep(tx, shipment, days, { previousLatestDay, reason, now })];
  }

  /** Learns from a delivery, and unlearns one that was none. */
  async learn(tx: EntityManager, shipment: Shipment, previousStatus: ShipmentStatus): Promise<void> {
    if (shipment.direction === 'return' || shipment.status === previousStatus) return;
    if (shipment.status === 'delivered') {
      const { country } = await this.orders.destinationOf(tx, shipment.orderId);
      const zone = zoneOf(country);
      await this.history.record(tx, shipment.id, laneOf(shipment, country), {
        shipped: localDate(shipment.shippedAt, zone),
        delivered: localDate(shipment.statusSince, zone),
      });
    } else if (previousStatus === 'delivered') await this.history.forget(tx, shipment.id);
  }

  /** Everything that was promised of a parcel, the first first. */
  async of(tx: EntityManager, shipmentId: string): Promise<PromiseRecord[]> {
    const rows: PromiseRow[] = await tx.query(
      `SELECT version, told_at, earliest_day::text, likely_day::text, latest_day::text, reason, basis, samples,
              on_time_probability FROM delivery_promises WHERE shipment_id = $1 ORDER BY version`,
      [shipmentId],
    );
    return rows.map((row) => ({
      ...{ version: row.version, toldAt: row.told_at.toISOString(), reason: row.reason },
      ...{ earliestDay: row.earliest_day, likelyDay: row.likely_day, latestDay: row.latest_day },
      ...{ basis: row.basis, samples: row.samples, onTimeProbability: row.on_time_probability },
    }));
  }

  /** For each parcel the latest day of the promise before the present one. */
  async earlierDays(shipmentIds: readonly string[]): Promise<Map<string, string>> {
    const rows: { shipment_id: string; latest_day: string }[] = await this.dataSource.query(
      `SELECT promise.shipment_id, promise.latest_day::text FROM delivery_promises promise
         JOIN shipments ON shipments.id = promise.shipment_id AND promise.version = shipments.promise_version - 1
        WHERE promise.shipment_id = ANY($1::uuid[])`,
      [shipmentIds],
    );
    return new Map(rows.map((row) => [row.shipment_id, row.latest_day]));
  }

  private async keep(
    tx: EntityManager,
    shipment: Shipment,
    days: ExpectedDays,
    change: { previousLatestDay: string | null; reason: PromiseReason; now: Date },
  ): Promise<EventDraft> {
    const { previousLatestDay, reason, now } = change;
    await tx.query(
      `INSERT INTO delivery_promises (shipment_id, version, told_at, earliest_day, likely_day, latest_day, reason, basis,
              samples, on_time_probability) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[shipment.id, shipment.promiseVersion, now, days.earliestDay, days.likelyDay, days.latestDay],
        ...[reason, days.basis, days.samples, days.onTimeProbability],
      ],
    );
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
}

interface PromiseRow {
  readonly version: number;
  readonly told_at: Date;
  readonly earliest_day: string;
  readonly likely_day: string;
  readonly latest_day: string;
  readonly reason: PromiseReason;
  readonly basis: ForecastBasis;
  readonly samples: number;
  readonly on_time_probability: number | null;
}

const laneOf = ({ carrier, supplierId }: Shipment, country: string | null): Lane => ({ carrier, country, supplierId });
