import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { SurveyAnswered, SurveyRequested, type SurveyKind } from '#contracts';
import { draft, Outbox } from '#messaging';
import { AfterSalesConfig } from '../config.js';
import { SurveyPlans, type PlannedSurvey } from '../survey-plans/survey-plans.service.js';
import { isScore, surveyScales } from './domain/survey-scale.js';
import { readComment } from './domain/sentiment.js';
import { notAScore, surveyClosed, surveyNotFound } from './opinion.errors.js';

/** 192 bits cannot be guessed. */
const LINK_BYTES = 24;
const DAY_MS = 86_400_000;

export interface SurveyRow {
  readonly id: string;
  readonly merchant_id: string;
  readonly order_id: string;
  readonly kind: SurveyKind;
  readonly subject_id: string;
  readonly requested_at: Date;
  readonly expires_at: Date;
  readonly score: number | null;
  readonly comment: string | null;
  readonly sentiment: string | null;
  readonly topics: readonly string[];
  readonly first_answered_at: Date | null;
  readonly answered_at: Date | null;
}

/** A survey as the page shows it. */
export interface OpenSurvey {
  readonly kind: SurveyKind;
  readonly language: string;
  readonly order: string;
  readonly score: number | null;
  /** False: it is over, or was answered too long ago. */
  readonly open: boolean;
}

/** Asks customers and takes their answers. */
@Injectable()
export class SurveysService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: AfterSalesConfig,
    private readonly plans: SurveyPlans,
    private readonly outbox: Outbox,
  ) {}

  /**
   * The time has come. Asked once per subject, never while a complaint about the order is open (then later), and no
   * person sooner than the distance between two surveys allows (then never: there will be another occasion).
   */
  async ask(tx: EntityManager, planned: PlannedSurvey): Promise<void> {
    const { merchantId, orderId, kind, subjectId } = planned;
    const [order] = await tx.query<{ customer_sha256: Buffer | null }[]>(
      `SELECT customer_sha256 FROM orders WHERE order_id = $1 FOR UPDATE`,
      [orderId],
    );
    if (!order?.customer_sha256) return;
    if (await this.hasOpenComplaint(tx, orderId)) return this.plans.plan(tx, planned);
    // Two orders of one person at one moment: one of them asks.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('survey ' || $1, 0))`, [
      order.customer_sha256.toString('hex'),
    ]);
    const [before] = await tx.query<{ asked: boolean }[]>(
      `SELECT EXISTS (SELECT FROM surveys WHERE kind = $1 AND subject_id = $2)
           OR EXISTS (SELECT FROM surveys WHERE merchant_id = $3 AND customer_sha256 = $4
                        AND requested_at > now() - make_interval(days => $5)) AS asked`,
      [kind, subjectId, merchantId, order.customer_sha256, this.config.SURVEY_DISTANCE_DAYS],
    );
    if (before?.asked === true) return;
    const id = uuidv7();
    const link = randomBytes(LINK_BYTES).toString('base64url');
    const expiresAt = new Date(Date.now() + this.config.SURVEY_EXPIRY_DAYS * DAY_MS);
    await tx.query(
      `INSERT INTO surveys (id, merchant_id, order_id, kind, subject_id, customer_sha256, link_sha256, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, merchantId, orderId, kind, subjectId, order.customer_sha256, sha256(link), expiresAt],
    );
    const about = { surveyId: id, orderId, kind, subject: surveyScales[kind].subject, subjectId };
    await this.outbox.append(tx, [
      draft(SurveyRequested, { merchantId, key: orderId }, { ...about, link, expiresAt: expiresAt.toISOString() }),
    ]);
  }

  /** What the page at a link shows. Looking changes nothing: programs look too. @throws surveyNotFound */
  async show(link: string): Promise<OpenSurvey> {
    const row = await this.find(this.dataSource.manager, link, '');
    const [order] = await this.dataSource.query<{ language: string; external_id: string }[]>(
      `SELECT language, external_id FROM orders WHERE order_id = $1`,
      [row.order_id],
    );
    return {
      ...{ kind: row.kind, score: row.score, open: this.isOpen(row, new Date()) },
      ...{ language: order?.language ?? 'en', order: order?.external_id ?? '' },
    };
  }

  /**
   * Takes an answer. A second one within the window takes the first one's place; the same again changes nothing.
   * @throws surveyNotFound, surveyClosed, notAScore
   */
  answer(link: string, score: number, comment: string | null): Promise<SurveyKind> {
    return this.dataSource.transaction(async (tx) => {
      const row = await this.find(tx, link, 'FOR UPDATE');
      if (!isScore(row.kind, score)) throw notAScore(surveyScales[row.kind].min, surveyScales[row.kind].max);
      if (!this.isOpen(row, new Date())) throw surveyClosed();
      if (row.score === score && row.comment === comment) return row.kind;
      const reading = comment === null ? null : readComment(comment);
      const topics = reading?.topics ?? [];
      const sentiment = reading?.sentiment ?? null;
      await tx.query(
        `UPDATE surveys SET score = $2, comment = $3, sentiment = $4, topics = $5, answered_at = now(),
                first_answered_at = COALESCE(first_answered_at, now()) WHERE id = $1`,
        [row.id, score, comment, sentiment, topics],
      );
      const about = { surveyId: row.id, orderId: row.order_id, kind: row.kind, subjectId: row.subject_id };
      await this.outbox.append(tx, [
        draft(
          SurveyAnswered,
          { merchantId: row.merchant_id, key: row.order_id },
          {
            ...{ ...about, subject: surveyScales[row.kind].subject, score, previousScore: row.score },
            ...{ sentiment, topics, answeredAt: new Date().toISOString() },
          },
        ),
      ]);
      return row.kind;
    });
  }

  private async find(tx: EntityManager, link: string, lock: 'FOR UPDATE' | ''): Promise<SurveyRow> {
    const [row] = await tx.query<SurveyRow[]>(`SELECT * FROM surveys WHERE link_sha256 = $1 ${lock}`, [sha256(link)]);
    if (!row) throw surveyNotFound();
    return row;
  }

  private isOpen({ first_answered_at, expires_at }: SurveyRow, now: Date): boolean {
    const windowMs = this.config.SURVEY_CHANGE_HOURS * 3_600_000;
    return now < expires_at && (first_answered_at === null || now.getTime() < first_answered_at.getTime() + windowMs);
  }

  private async hasOpenComplaint(tx: EntityManager, orderId: string): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `SELECT FROM complaints WHERE order_id = $1 AND status IN ('open', 'answered') LIMIT 1`,
      [orderId],
    );
    return rows.length > 0;
  }
}

const sha256 = (link: string): Buffer => createHash('sha256').update(link).digest();
