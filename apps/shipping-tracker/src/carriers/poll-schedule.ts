import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ShippingTrackerConfig } from '../config.js';
import { openStatus } from '../shipments/domain/open-status.js';
import { CarrierBudgets } from './carrier-budgets.js';
import { pollPaceSql } from './domain/poll-pace.js';

/** A number to ask a carrier about. */
export interface Question {
  readonly trackingKey: string;
  readonly trackingNumber: string;
  /** What the last answer came to; null before the first. */
  readonly digest: string | null;
  /** How long it was due already. */
  readonly overdueSeconds: number;
}

/** What became of a question. */
export interface Answered {
  readonly trackingKey: string;
  /** What the answer came to, or null when there was no usable one. */
  readonly digest: string | null;
}

/** Questions of a claim that the carrier did not hear, by number. */
interface UnheardQuestions {
  readonly refused: readonly string[];
  readonly unasked: readonly string[];
}

/** Questions claimed at once: a few seconds of one process, and the bound on what it holds in memory. */
export const CLAIM_MAX = 100;
/** Longest pause after failures. A parcel is never left unasked for longer than a working day's morning. */
const FAILURE_PAUSE_MAX_SECONDS = 21_600;

/** Who may be asked about which parcel when. On the database's clock and shared by all processes. */
@Injectable()
export class PollSchedule {
  constructor(
    private readonly dataSource: DataSource,
    private readonly budgets: CarrierBudgets,
    private readonly config: ShippingTrackerConfig,
  ) {}

  /**
   * Takes the questions that are due and that the carrier's budget allows. Their next turn is set before
   * they are asked, so that a crash can delay a question but never repeat it too soon.
   */
  claim(carrier: string): Promise<Question[]> {
    return this.dataSource.transaction(async (tx) => {
      const left = await this.budgets.left(tx, carrier);
      if (left <= 0) return [];
      const questions = await this.takeDue(tx, carrier, Math.min(left, CLAIM_MAX));
      await this.budgets.spend(tx, carrier, questions.length);
      return questions;
    });
  }

  /** Writes down what became of a claim's questions, all in one statement. After a failure the pause doubles. */
  async settle(carrier: string, answers: readonly Answered[]): Promise<void> {
    if (answers.length === 0) return;
    await this.dataSource.query(
      `UPDATE shipments
          SET last_asked_at = CASE WHEN answer.digest IS NULL THEN last_asked_at ELSE now() END,
              poll_digest = coalesce(answer.digest, poll_digest),
              poll_failures = CASE WHEN answer.digest IS NULL THEN poll_failures + 1 ELSE 0 END,
              next_poll_at = now() + make_interval(secs => greatest($4::float8, CASE
                WHEN answer.digest IS NULL
                THEN least($3 * power(2, least(poll_failures, 20)), ${FAILURE_PAUSE_MAX_SECONDS})
                ELSE $3 * ${pollPaceSql} * (1 + random() * 0.2) END))
         FROM jsonb_to_recordset($2::jsonb) AS answer (key text, digest text)
        WHERE carrier = $1 AND tracking_key = answer.key`,
      [
        carrier,
        JSON.stringify(answers.map(({ trackingKey, digest }) => ({ key: trackingKey, digest }))),
        this.config.POLL_INTERVAL_SECONDS,
        this.config.POLL_MIN_DISTANCE_SECONDS,
      ],
    );
  }

  /**
   * Makes questions due again after the carrier said that it is enough, which is no failure of theirs: those that it
   * refused at the usual distance, those that were not put to it any more at once.
   */
  async putBack(carrier: string, { refused, unasked }: UnheardQuestions): Promise<void> {
    if (refused.length + unasked.length === 0) return;
    await this.dataSource.transaction(async (tx) => {
      await tx.query(
        `UPDATE shipments SET next_poll_at = now() + CASE WHEN tracking_key = ANY($2) THEN make_interval(secs => $4)
                                                          ELSE interval '0' END
          WHERE carrier = $1 AND tracking_key = ANY($2 || $3::text[]) AND ${openStatus}`,
        [carrier, refused, unasked, this.config.POLL_MIN_DISTANCE_SECONDS],
      );
      await this.budgets.returnToDay(tx, carrier, unasked.length);
    });
  }

  /** Every parcel with the number moves on together: the carrier refuses a number twice, not a parcel. */
  private async takeDue(tx: EntityManager, carrier: string, limit: number): Promise<Question[]> {
    const [rows]: [DueRow[], number] = await tx.query(
      `WITH due AS (
         SELECT tracking_key, extract(epoch FROM now() - next_poll_at)::float8 AS overdue FROM shipments
          WHERE carrier = $1 AND ${openStatus} AND next_poll_at <= now()
          ORDER BY next_poll_at LIMIT $2 FOR UPDATE SKIP LOCKED)
       UPDATE shipments
          SET next_poll_at = now() + make_interval(secs => greatest($4::float8, $3 * ${pollPaceSql} * (1 + random() * 0.2)))
         FROM (SELECT tracking_key AS key, max(overdue) AS overdue FROM due GROUP BY tracking_key) AS asked
        WHERE carrier = $1 AND tracking_key = asked.key
        RETURNING tracking_key, tracking_number, poll_digest, overdue`,
      [carrier, limit, this.config.POLL_INTERVAL_SECONDS, this.config.POLL_MIN_DISTANCE_SECONDS],
    );
    return [...new Map(rows.map((row) => [row.tracking_key, questionOf(row)])).values()];
  }
}

interface DueRow {
  readonly tracking_key: string;
  readonly tracking_number: string;
  readonly poll_digest: string | null;
  readonly overdue: number;
}

const questionOf = (row: DueRow): Question => ({
  trackingKey: row.tracking_key,
  trackingNumber: row.tracking_number,
  digest: row.poll_digest,
  overdueSeconds: row.overdue,
});
