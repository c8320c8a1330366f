import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ShippingTrackerConfig } from '../config.js';
import { settingsByCarrier } from '../carrier-settings.js';

/** Questions that a carrier may get from all processes together. */
export interface Budget {
  readonly perMinute: number;
  readonly perDay: number;
}

/** What of a budget is spent. */
export interface Spent {
  readonly thisMinute: number;
  readonly today: number;
}

/** Minutes and days of the database's clock (days in UTC), one row per carrier. */
@Injectable()
export class CarrierBudgets {
  private readonly own: ReadonlyMap<string, Budget>;

  constructor(
    private readonly dataSource: DataSource,
    private readonly config: ShippingTrackerConfig,
  ) {
    this.own = new Map([...settingsByCarrier(config.CARRIER_BUDGETS)].map(([code, [text = '']]) => [code, read(text)]));
  }

  of(carrier: string): Budget {
    return (
      this.own.get(carrier) ?? {
        perMinute: this.config.POLL_BUDGET_PER_MINUTE,
        perDay: this.config.POLL_BUDGET_PER_DAY,
      }
    );
  }

  /** Opens minute and day when they are new. The row stays locked: claims of one carrier go one after the other. */
  async left(tx: EntityManager, carrier: string): Promise<number> {
    const [row]: { used: number; used_today: number }[] = await tx.query(
      `INSERT INTO carrier_budgets AS budget (carrier, minute, used, day, used_today)
       VALUES ($1, date_trunc('minute', now()), 0, (now() AT TIME ZONE 'UTC')::date, 0)
       ON CONFLICT (carrier) DO UPDATE
          SET used = CASE WHEN budget.minute = EXCLUDED.minute THEN budget.used ELSE 0 END, minute = EXCLUDED.minute,
              used_today = CASE WHEN budget.day = EXCLUDED.day THEN budget.used_today ELSE 0 END, day = EXCLUDED.day
       RETURNING used, used_today`,
      [carrier],
    );
    const { perMinute, perDay } = this.of(carrier);
    return Math.min(perMinute - (row?.used ?? 0), perDay - (row?.used_today ?? 0));
  }

  async spend(tx: EntityManager, carrier: string, questions: number): Promise<void> {
    await tx.query(`UPDATE carrier_budgets SET used = used + $2, used_today = used_today + $2 WHERE carrier = $1`, [
      carrier,
      questions,
    ]);
  }

  /** The carrier said that it is enough: nothing more in this minute. */
  async exhaustMinute(carrier: string): Promise<void> {
    await this.dataSource.query(`UPDATE carrier_budgets SET used = greatest(used, $2) WHERE carrier = $1`, [
      carrier,
      this.of(carrier).perMinute,
    ]);
  }

  /** What is spent by now, for people to see. */
  async spent(): Promise<Map<string, Spent>> {
    const rows: { carrier: string; used: number; used_today: number }[] = await this.dataSource.query(
      `SELECT carrier, CASE WHEN minute = date_trunc('minute', now()) THEN used ELSE 0 END AS used,
              CASE WHEN day = (now() AT TIME ZONE 'UTC')::date THEN used_today ELSE 0 END AS used_today
         FROM carrier_budgets`,
    );
    return new Map(rows.map((row) => [row.carrier, { thisMinute: row.used, today: row.used_today }]));
  }
}

function read(text: string): Budget {
  const [perMinute = '', perDay = ''] = text.split('/');
  return { perMinute: Number(perMinute), perDay: Number(perDay) };
}
