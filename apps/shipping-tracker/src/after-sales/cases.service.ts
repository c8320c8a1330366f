import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Envelope } from '#contracts';
import { caseNews, type CaseKind, type CaseState } from './domain/case.js';

/** A case as the customer's page tells it. */
export interface Case {
  readonly caseId: string;
  readonly kind: CaseKind;
  readonly number: string | null;
  readonly state: CaseState;
}

/** Keeps, for the customer's page, where returns, complaints and wishes about an order stand. */
@Injectable()
export class CasesService {
  /**
   * Takes news in. Facts of one case come in order within a topic; those of `order` may come before the wish that
   * caused them, which then changes nothing but makes the case one to be shown.
   */
  async note(tx: EntityManager, events: readonly Envelope[]): Promise<void> {
    for (const { type, data, key, occurredAt } of events) {
      const news = caseNews(type, data);
      if (news === null) continue;
      await tx.query(
        `INSERT INTO cases (case_id, order_id, kind, number, state, since) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (case_id) DO UPDATE SET kind = coalesce(excluded.kind, cases.kind),
           number = coalesce(excluded.number, cases.number),
           state = CASE WHEN excluded.state = 'asked' THEN cases.state ELSE excluded.state END`,
        [news.caseId, key, news.kind, news.number, news.state, occurredAt],
      );
    }
  }

  /** Too late to cancel. Under the order's own id: it may be known before the wish. */
  async noteNotCancelled(tx: EntityManager, { key, occurredAt }: Envelope): Promise<void> {
    await tx.query(
      `INSERT INTO cases (case_id, order_id, state, since) VALUES ($1, $1, 'refused', $2)
       ON CONFLICT (case_id) DO UPDATE SET since = excluded.since`,
      [key, occurredAt],
    );
  }

  /** The newest of an order, newest first. */
  of(tx: EntityManager, orderId: string, limit: number): Promise<Case[]> {
    return tx.query<Case[]>(
      `SELECT c.case_id AS "caseId", c.kind, c.number,
              CASE WHEN c.kind = 'cancellation' AND late.since >= c.since THEN late.state ELSE c.state END AS state
       FROM cases c LEFT JOIN cases late ON late.case_id = c.order_id
       WHERE c.order_id = $1 AND c.kind IS NOT NULL AND c.state <> 'merged'
       ORDER BY c.since DESC, c.case_id DESC LIMIT $2`,
      [orderId, limit],
    );
  }
}
