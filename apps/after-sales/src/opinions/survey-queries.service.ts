import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CommentTopic, Sentiment, SurveyKind } from '#contracts';
import type { SurveyRow } from './surveys.service.js';

/** Nulls: any. */
export interface SurveyScope {
  readonly merchantId: string | null;
  /** Days (UTC) of the answer, both included; where there is none, of the question. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface SurveyFilter extends SurveyScope {
  readonly kind: SurveyKind | null;
  /** True: answered in words. */
  readonly commented: boolean | null;
  readonly sentiment: Sentiment | null;
  readonly topic: CommentTopic | null;
  readonly beforeId: string | null;
  readonly limit: number;
}

/** A survey, and the number by which people call its order. */
export interface ListedSurvey extends SurveyRow {
  readonly external_id: string;
}

/** What customers answered: how often each score, and what their comments are about. */
export interface SurveyCounts {
  /** Null: not answered. */
  readonly items: { readonly kind: SurveyKind; readonly score: number | null; readonly surveys: number }[];
  /** A comment about two topics counts for both, one about none under null. */
  readonly comments: {
    readonly topic: CommentTopic | null;
    readonly sentiment: Sentiment;
    readonly comments: number;
  }[];
}

const IN_SCOPE = `
  ($1::uuid IS NULL OR s.merchant_id = $1)
  AND ($2::date IS NULL OR COALESCE(s.answered_at, s.requested_at) >= $2::date::timestamp AT TIME ZONE 'UTC')
  AND ($3::date IS NULL OR COALESCE(s.answered_at, s.requested_at) < ($3::date + 1)::timestamp AT TIME ZONE 'UTC')`;

const scopeValues = ({ merchantId, from, to }: SurveyScope) => [merchantId, from, to];

/** Surveys as merchants see them. */
@Injectable()
export class SurveyQueries {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first. */
  find(filter: SurveyFilter): Promise<ListedSurvey[]> {
    const { kind, commented, sentiment, topic, beforeId, limit } = filter;
    return this.dataSource.query<ListedSurvey[]>(
      `SELECT s.*, o.external_id FROM surveys s JOIN orders o USING (order_id)
       WHERE ${IN_SCOPE} AND ($4::text IS NULL OR s.kind = $4)
         AND ($5::boolean IS NULL OR (s.comment IS NOT NULL) = $5) AND ($6::text IS NULL OR s.sentiment = $6)
         AND ($7::text IS NULL OR $7 = ANY (s.topics)) AND ($8::uuid IS NULL OR s.id < $8)
       ORDER BY s.id DESC LIMIT $9`,
      [...scopeValues(filter), kind, commented, sentiment, topic, beforeId, limit],
    );
  }

  async counts(scope: SurveyScope): Promise<SurveyCounts> {
    const [items, comments] = await Promise.all([
      this.dataSource.query<SurveyCounts['items']>(
        `SELECT s.kind, s.score, count(*)::int AS surveys FROM surveys s WHERE ${IN_SCOPE}
         GROUP BY s.kind, s.score ORDER BY s.kind, s.score`,
        scopeValues(scope),
      ),
      this.dataSource.query<SurveyCounts['comments']>(
        `SELECT t.topic, s.sentiment, count(*)::int AS comments
         FROM surveys s LEFT JOIN LATERAL unnest(s.topics) AS t (topic) ON true
         WHERE ${IN_SCOPE} AND s.sentiment IS NOT NULL GROUP BY t.topic, s.sentiment ORDER BY 3 DESC, 1, 2`,
        scopeValues(scope),
      ),
    ]);
    return { items, comments };
  }
}
