import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { daysBetween } from './domain/expected-days.js';
import { DAYS_MAX, type Experience } from './domain/delivery-forecast.js';

/** Deliveries older than this say little about today's carriers. */
const HISTORY_DAYS = 180;
/** How old the figures in memory may be: a forecast does not change within minutes. */
const FRESH_MS = 300_000;

/** Whose deliveries. Country null while the order is not known. */
export interface Lane {
  readonly carrier: string;
  readonly country: string | null;
  readonly supplierId: string | null;
}

/** How long deliveries took: one row per delivered parcel, counted in memory by carrier, country and supplier. */
@Injectable()
export class TransitHistory {
  private counts = new Map<string, Map<number, number>>();
  private countedAt = -Infinity;
  private counting: Promise<void> | null = null;

  constructor(private readonly dataSource: DataSource) {}

  /** Keeps a delivery; a correction of it replaces it. */
  async record(
    tx: EntityManager,
    shipmentId: string,
    lane: Lane,
    days: { shipped: string; delivered: string },
  ): Promise<void> {
    const took = Math.min(DAYS_MAX, Math.max(0, daysBetween(days.shipped, days.delivered)));
    await tx.query(
      `INSERT INTO transit_times (shipment_id, carrier, country, supplier_id, days, delivered_on)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (shipment_id) DO UPDATE SET days = EXCLUDED.days, delivered_on = EXCLUDED.delivered_on`,
      [shipmentId, lane.carrier, lane.country, lane.supplierId, took, days.delivered],
    );
  }

  /** It was no delivery after all. */
  async forget(tx: EntityManager, shipmentId: string): Promise<void> {
    await tx.query(`DELETE FROM transit_times WHERE shipment_id = $1`, [shipmentId]);
  }

  async experienceOf({ carrier, country, supplierId }: Lane): Promise<Experience> {
    await this.refresh();
    const of = (...key: (string | null)[]): ReadonlyMap<number, number> =>
      key.includes(null) ? new Map() : (this.counts.get(key.join('|')) ?? new Map<number, number>());
    return { supplierLane: of(carrier, country, supplierId), lane: of(carrier, country), carrier: of(carrier) };
  }

  private async refresh(): Promise<void> {
    if (Date.now() - this.countedAt < FRESH_MS) return;
    // Many parcels ask at once: they wait for the same count.
    this.counting ??= this.count().finally(() => (this.counting = null));
    await this.counting;
  }

  private async count(): Promise<void> {
    const rows: { carrier: string; country: string | null; supplier_id: string | null; days: number; n: number }[] =
      await this.dataSource.query(
        `SELECT carrier, country, supplier_id, days, count(*)::int AS n FROM transit_times
          WHERE delivered_on > current_date - ${HISTORY_DAYS} GROUP BY carrier, country, supplier_id, days`,
      );
    const counts = new Map<string, Map<number, number>>();
    for (const { carrier, country, supplier_id: supplierId, days, n } of rows) {
      const keys = [[carrier], [carrier, country], [carrier, country, supplierId]].filter((key) => !key.includes(null));
      for (const key of keys.map((parts) => parts.join('|'))) {
        const byDay = counts.get(key) ?? new Map<number, number>();
        counts.set(key, byDay.set(days, (byDay.get(days) ?? 0) + n));
      }
    }
    this.counts = counts;
    this.countedAt = Date.now();
  }
}
