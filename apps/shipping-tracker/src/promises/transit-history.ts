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

/** A parcel's journey, by the calendar where the customer lives. */
export interface TransitTime extends Lane {
  readonly shipmentId: string;
  readonly shippedOn: string;
  readonly deliveredOn: string;
}

/** How long deliveries took: one row per delivered parcel, counted in memory by carrier, country and supplier. */
@Injectable()
export class TransitHistory {
  private counts = new Map<string, Map<number, number>>();
  private countedAt = -Infinity;
  private counting: Promise<void> | null = null;

  constructor(private readonly dataSource: DataSource) {}

  /** Keeps deliveries, one of a parcel; a correction of one replaces it. */
  async record(tx: EntityManager, deliveries: readonly TransitTime[]): Promise<void> {
    if (deliveries.length === 0) return;
    const rows = deliveries.map(({ shipmentId, carrier, country, supplierId, shippedOn, deliveredOn }) => ({
      ...{ shipment_id: shipmentId, carrier, country, supplier_id: supplierId, delivered_on: deliveredOn },
      days: Math.min(DAYS_MAX, Math.max(0, daysBetween(shippedOn, deliveredOn))),
    }));
    await tx.query(
      `INSERT INTO transit_times (shipment_id, carrier, country, supplier_id, days, delivered_on)
       SELECT * FROM jsonb_to_recordset($1::jsonb)
           AS new (shipment_id uuid, carrier text, country text, supplier_id uuid, days int, delivered_on date)
       ON CONFLICT (shipment_id) DO UPDATE SET days = EXCLUDED.days, delivered_on = EXCLUDED.delivered_on`,
      [JSON.stringify(rows)],
    );
  }

  /** They were no deliveries after all. */
  async forget(tx: EntityManager, shipmentIds: readonly string[]): Promise<void> {
    if (shipmentIds.length === 0) return;
    await tx.query(`DELETE FROM transit_times WHERE shipment_id = ANY($1::uuid[])`, [shipmentIds]);
  }

  /** What `refresh` counted last. */
  experienceOf({ carrier, country, supplierId }: Lane): Experience {
    const of = (...key: (string | null)[]): ReadonlyMap<number, number> =>
      key.includes(null) ? new Map() : (this.counts.get(key.join('|')) ?? new Map<number, number>());
    return { supplierLane: of(carrier, country, supplierId), lane: of(carrier, country), carrier: of(carrier) };
  }

  /** Counts anew when the figures in memory are old. */
  async refresh(): Promise<void> {
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
