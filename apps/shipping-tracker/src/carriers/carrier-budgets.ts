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
  readonly today: number;
  /** For how long nothing is asked, after the carrier said that it is enough; 0 otherwise. */
  readonly pausedSeconds: number;
}

/**
 * Tokens of one carrier (a bucket per carrier, on the database's clock). A minute's questions are spread over it:
 * at most a twentieth at once, and refilled so that no sixty seconds, wherever they begin, see more than the
 * budget, also while one claim is still being asked.
 */
interface Pace {
  readonly burst: number;
  readonly perSecond: number;
}

const paceOf = ({ perMinute }: Budget): Pace => {
  const burst = Math.max(1, Math.floor(perMinute / 20));
  return { burst, perSecond: Math.max(perMinute - 2 * burst, perMinute / 2) / 60 };
};

/** One row per carrier. Days are counted in UTC. */
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

  /** Questions that may be put now. The row stays locked: claims of one carrier go one after the other. */
  async left(tx: EntityManager, carrier: string): Promise<number> {
    const budget = this.of(carrier);
    const { burst, perSecond } = paceOf(budget);
    const [row]: { tokens: number; used_today: number }[] = await tx.query(
      `INSERT INTO carrier_budgets AS budget (carrier, tokens, refilled_at, day, used_today)
       VALUES ($1, $2, now(), (now() AT TIME ZONE 'UTC')::date, 0)
       ON CONFLICT (carrier) DO UPDATE
          SET tokens = least($2, budget.tokens + $3 * greatest(0, extract(epoch FROM now() - budget.refilled_at)::float8)),
              refilled_at = greatest(budget.refilled_at, now()),
              used_today = CASE WHEN budget.day = EXCLUDED.day THEN budget.used_today ELSE 0 END, day = EXCLUDED.day
       RETURNING tokens, used_today`,
      [carrier, burst, perSecond],
    );
    return Math.min(Math.floor(row?.tokens ?? 0), budget.perDay - (row?.used_today ?? 0));
  }

  async spend(tx: EntityManager, carrier: string, questions: number): Promise<void> {
    await tx.query(`UPDATE carrier_budgets SET tokens = tokens - $2, used_today = used_today + $2 WHERE carrier = $1`, [
      carrier,
      questions,
    ]);
  }

  /** Questions that were claimed and then not put count no more for the day. Their tokens stay spent: it is a pause. */
  async returnToDay(tx: EntityManager, carrier: string, questions: number): Promise<void> {
    await tx.query(`UPDATE carrier_budgets SET used_today = greatest(0, used_today - $2) WHERE carrier = $1`, [
      carrier,
      questions,
    ]);
  }

  /** The carrier said that it is enough: nothing more for so long. A longer pause that it asked for before stays. */
  async pause(carrier: string, seconds: number): Promise<void> {
    const { perSecond } = paceOf(this.of(carrier));
    await this.dataSource.query(`UPDATE carrier_budgets SET tokens = least(tokens, $2) WHERE carrier = $1`, [
      carrier,
      -seconds * perSecond,
    ]);
  }

  /** What is spent by now, for people to see. */
  async spent(): Promise<Map<string, Spent>> {
    const rows: { carrier: string; tokens: number; used_today: number }[] = await this.dataSource.query(
      `SELECT carrier, tokens, CASE WHEN day = (now() AT TIME ZONE 'UTC')::date THEN used_today ELSE 0 END AS used_today
         FROM carrier_budgets`,
    );
    return new Map(
      rows.map(({ carrier, tokens, used_today: today }) => {
        const pausedSeconds = Math.ceil(Math.max(0, -tokens / paceOf(this.of(carrier)).perSecond));
        return [carrier, { today, pausedSeconds }];
      }),
    );
  }
}

function read(text: string): Budget {
  const [perMinute = '', perDay = ''] = text.split('/');
  return { perMinute: Number(perMinute), perDay: Number(perDay) };
}
