import { http } from './http.js';
import type { Page, Review, ReviewStatus, Survey, SurveyCounts } from './types.js';

/** Days (UTC) are those of the answers, both included. */
export interface SurveyScope {
  merchantId?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

export interface SurveyFilter extends SurveyScope {
  kind?: string | undefined;
  /** Answered in words. */
  commented?: boolean;
  sentiment?: string | undefined;
  topic?: string | undefined;
  after?: string | undefined;
  limit?: number;
}

export const listSurveys = (filter: SurveyFilter): Promise<Page<Survey>> => http.get('/v1/surveys', { ...filter });
export const countSurveys = (scope: SurveyScope): Promise<SurveyCounts> => http.get('/v1/surveys/counts', { ...scope });

export interface ReviewFilter {
  merchantId?: string | undefined;
  status?: ReviewStatus | undefined;
  sku?: string | undefined;
  after?: string | undefined;
  limit?: number;
}

const at = (id: string): string => `/v1/reviews/${encodeURIComponent(id)}`;

export const listReviews = (filter: ReviewFilter): Promise<Page<Review>> => http.get('/v1/reviews', { ...filter });
export const publishReview = (id: string): Promise<Review> =>
  http.post(`${at(id)}/moderate`, { decision: 'published' });
export const refuseReview = (id: string, reason: string): Promise<Review> =>
  http.post(`${at(id)}/moderate`, { decision: 'rejected', reason });
export const answerReview = (id: string, text: string): Promise<Review> => http.post(`${at(id)}/answer`, { text });
