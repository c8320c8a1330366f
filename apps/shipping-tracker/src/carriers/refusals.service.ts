import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { RefusalReason } from './carrier.errors.js';

/** Answers of one carrier that did not count, for one reason. */
export interface Refusal {
  readonly reason: RefusalReason;
  readonly count: number;
  readonly lastAt: string;
  /** What was wrong with the last one, and about which number. Never the answer itself. */
  readonly lastDetail: string;
  readonly lastTrackingNumber: string | null;
}

/** Counts what carriers said in vain, so that a person sees it: nothing else of such an answer is kept. */
@Injectable()
export class RefusalsService {
  constructor(private readonly dataSource: DataSource) {}

  async count(
    carrier: string,
    { reason, detail, trackingNumber }: { reason: RefusalReason; detail: string; trackingNumber: string | null },
  ): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO carrier_refusals AS refusal (carrier, reason, count, last_at, last_detail, last_number)
       VALUES ($1, $2, 1, now(), $3, $4)
       ON CONFLICT (carrier, reason) DO UPDATE SET count = refusal.count + 1, last_at = now(),
               last_detail = EXCLUDED.last_detail, last_number = EXCLUDED.last_number`,
      [carrier, reason, detail.slice(0, 200), trackingNumber],
    );
  }

  /** By carrier, the most recent first. */
  async all(): Promise<Map<string, Refusal[]>> {
    const rows: RefusalRow[] = await this.dataSource.query(
      `SELECT carrier, reason, count, last_at, last_detail, last_number FROM carrier_refusals ORDER BY last_at DESC`,
    );
    const byCarrier = new Map<string, Refusal[]>();
    for (const row of rows) byCarrier.set(row.carrier, [...(byCarrier.get(row.carrier) ?? []), refusalOf(row)]);
    return byCarrier;
  }
}

const refusalOf = (row: RefusalRow): Refusal => ({
  reason: row.reason,
  count: Number(row.count),
  lastAt: row.last_at.toISOString(),
  lastDetail: row.last_detail,
  lastTrackingNumber: row.last_number,
});

interface RefusalRow {
  readonly carrier: string;
  readonly reason: RefusalReason;
  readonly count: string;
  readonly last_at: Date;
  readonly last_detail: string;
  readonly last_number: string | null;
}
