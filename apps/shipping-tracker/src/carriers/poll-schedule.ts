import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ShippingTrackerConfig } from '../config.js';
import { openStatus } from '../shipments/domain/open-status.js';

/** A number to ask a carrier about. */
export interface Question {
  readonly trackingKey: string;
  readonly trackingNumber: string;
}

/** Questions claimed at once: what one process asks within a few seconds. */
const CLAIM_MAX = 20;
/** Longest pause after failures. A parcel is never left unasked for longer than a working day's morning. */
const FAILURE_PAUSE_MAX_SECONDS = 21_600;

/** Who may be asked about which parcel when. On the database's clock and shared by all processes. */
@Injectable()
export class PollSchedule {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: ShippingTrackerConfig,
  ) {}

  /**
   * Takes the questions that are due and that the carrier's budget of this minute allows. Their next turn
   * is set before they are asked, so that a crash can delay a question but never repeat it too soon.
   */
  claim(carrier: string): Promise<Question[]> {
    return this.dataSource.transaction(async (tx) => {
      const left = this.config.POLL_BUDGET_PER_MINUTE - (await usedThisMinute(tx, carrier));
      if (left <= 0) return [];
      const questions = await this.takeDue(tx, carrier, Math.min(left, CLAIM_MAX));
      await tx.query(`UPDATE carrier_budgets SET used = used + $2 WHERE carrier = $1`, [carrier, questions.length]);
      return questions;
    });
  }

  /** The carrier answered: failures are forgotten. */
  async answered(carrier: string, trackingKey: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE shipments SET last_asked_at = now(), poll_failures = 0 WHERE carrier = $1 AND tracking_key = $2`,
      [carrier, trackingKey],
    );
  }

  /** The carrier gave no usable answer: the pause doubles each time. */
  async failed(carrier: string, trackingKey: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE shipments SET poll_failures = poll_failures + 1,
              next_poll_at = now() + make_interval(secs =>
                greatest($4::float8, least($3 * power(2, least(poll_failures, 20)), ${FAILURE_PAUSE_MAX_SECONDS})))
        WHERE carrier = $1 AND tracking_key = $2`,
      [carrier, trackingKey, this.config.POLL_INTERVAL_SECONDS, this.config.POLL_MIN_DISTANCE_SECONDS],
    );
  }

  /** Every parcel with the number moves on together: the carrier refuses a number twice, not a parcel. */
  private async takeDue(tx: EntityManager, carrier: string, limit: number): Promise<Question[]> {
    const [rows]: [{ tracking_key: string; tracking_number: string }[], number] = await tx.query(
      `UPDATE shipments
          SET next_poll_at = now() + make_interval(secs => greatest($4::float8, $3 * (1 + random() * 0.2)))
        WHERE carrier = $1 AND tracking_key IN (
          SELECT tracking_key FROM shipments
           WHERE carrier = $1 AND ${openStatus} AND next_poll_at <= now()
           ORDER BY next_poll_at LIMIT $2)
        RETURNING tracking_key, tracking_number`,
      [carrier, limit, this.config.POLL_INTERVAL_SECONDS, this.config.POLL_MIN_DISTANCE_SECONDS],
    );
    const byKey = new Map(
      rows.map((row) => [row.tracking_key, { trackingKey: row.tracking_key, trackingNumber: row.tracking_number }]),
    );
    return [...byKey.values()];
  }
}

/** Opens the minute when it is new. The row stays locked: claims of one carrier go one after the other. */
async function usedThisMinute(tx: EntityManager, carrier: string): Promise<number> {
  const [row]: { used: number }[] = await tx.query(
    `INSERT INTO carrier_budgets AS budget (carrier, minute, used) VALUES ($1, date_trunc('minute', now()), 0)
     ON CONFLICT (carrier) DO UPDATE
        SET used = CASE WHEN budget.minute = EXCLUDED.minute THEN budget.used ELSE 0 END, minute = EXCLUDED.minute
     RETURNING used`,
    [carrier],
  );
  return row?.used ?? 0;
}
