import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { ForecastBasis, PromiseReason } from '#contracts';
import { OrdersService } from '../orders/orders.service.js';
import type { Shipment } from '../shipments/shipment.entity.js';
import type { ExpectedDays } from './domain/expected-days.js';
import { PromiseRound } from './promise-round.js';
import { TransitHistory } from './transit-history.js';

export type { PromiseRound } from './promise-round.js';

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

  /** Begins to promise about parcels whose rows are locked. Nothing is written before `save`. */
  async begin(tx: EntityManager, shipments: readonly Shipment[]): Promise<PromiseRound> {
    const destinations = await this.orders.destinationsOf(tx, [...new Set(shipments.map(({ orderId }) => orderId))]);
    await this.history.refresh();
    return new PromiseRound(this.history, destinations);
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
