/** What customers think: answers to surveys, and reviews of goods. */

export const surveyKinds = ['nps', 'csat', 'ces'] as const;
export type SurveyKind = (typeof surveyKinds)[number];

export const sentiments = ['positive', 'neutral', 'negative'] as const;
export type Sentiment = (typeof sentiments)[number];

export interface Survey {
  id: string;
  orderId: string;
  externalId: string;
  kind: SurveyKind;
  subjectId: string;
  /** Null: not answered. */
  score: number | null;
  comment: string | null;
  sentiment: Sentiment | null;
  topics: string[];
  requestedAt: string;
  answeredAt: string | null;
}

export interface ScoreCount {
  kind: SurveyKind;
  /** Null: not answered. */
  score: number | null;
  surveys: number;
}

export interface TopicCount {
  /** Null: about none that is known. */
  topic: string | null;
  sentiment: Sentiment;
  comments: number;
}

export interface SurveyCounts {
  items: ScoreCount[];
  /** A comment about two topics counts for both. */
  comments: TopicCount[];
}

export const reviewStatuses = ['submitted', 'published', 'rejected'] as const;
export type ReviewStatus = (typeof reviewStatuses)[number];

export interface Review {
  id: string;
  orderId: string;
  externalId: string;
  lineId: string;
  sku: string;
  /** 1 to 5. */
  rating: number;
  text: string;
  sentiment: Sentiment;
  topics: string[];
  status: ReviewStatus;
  /** Why it was refused. */
  reason: string | null;
  answer: string | null;
  submittedAt: string;
}
