import { IsArray, IsIn, IsInt, Max, Min } from 'class-validator';
import { Event } from '../envelope/event-type.js';
import { topics } from '../topics.js';
import { Id, Nullable, OneOf, Text, Time } from './fields.js';

/** NPS 0…10 after delivery, CSAT 1…5 after a solution, CES 1…7 after a return. */
export const surveyKinds = ['nps', 'csat', 'ces'] as const;
export type SurveyKind = (typeof surveyKinds)[number];

/** What a comment says on the whole, by the dictionary. */
export const sentiments = ['positive', 'neutral', 'negative'] as const;
export type Sentiment = (typeof sentiments)[number];

/** What comments are about. */
export const commentTopics = ['delivery', 'packaging', 'product', 'price', 'support', 'returns', 'size'] as const;
export type CommentTopic = (typeof commentTopics)[number];

/** Emitted when a customer may be asked now: at most one survey per subject, never while a complaint is open. */
@Event({ type: 'survey.requested', version: 1, topic: topics.afterSales })
export class SurveyRequested {
  @Id() surveyId!: string;
  @Id() orderId!: string;
  @OneOf(surveyKinds) kind!: SurveyKind;
  @OneOf(['order', 'complaint', 'return']) subject!: string;
  @Id() subjectId!: string;
  /** Unguessable; the page to answer is `/v1/surveys/{link}`, with `?score=` for a score that is chosen already. */
  @Text(200) link!: string;
  @Time() expiresAt!: string;
}

/** Emitted for each answer. A second answer within the window takes the place of the first and says so. */
@Event({ type: 'survey.answered', version: 1, topic: topics.afterSales })
export class SurveyAnswered {
  @Id() surveyId!: string;
  @Id() orderId!: string;
  @OneOf(surveyKinds) kind!: SurveyKind;
  @OneOf(['order', 'complaint', 'return']) subject!: string;
  @Id() subjectId!: string;
  @IsInt() @Min(0) @Max(10) score!: number;
  /** The answer that this one replaces; null: it is the first. */
  @Nullable() @IsInt() @Min(0) @Max(10) previousScore!: number | null;
  /** Of the comment; null when there is none. */
  @Nullable() @OneOf(sentiments) sentiment!: Sentiment | null;
  @IsArray() @IsIn([...commentTopics], { each: true }) topics!: CommentTopic[];
  @Time() answeredAt!: string;
}

/** Emitted when a customer wrote a review. Its text stays inside until it is published, and is read over HTTP. */
@Event({ type: 'review.submitted', version: 1, topic: topics.afterSales })
export class ReviewSubmitted {
  @Id() reviewId!: string;
  @Id() orderId!: string;
  @Id() orderLineId!: string;
  @Text(200) sku!: string;
  @IsInt() @Min(1) @Max(5) rating!: number;
  @Nullable() @OneOf(sentiments) sentiment!: Sentiment | null;
  @IsArray() @IsIn([...commentTopics], { each: true }) topics!: CommentTopic[];
  @Time() submittedAt!: string;
}

/** Emitted when a person let a review be seen, or not. */
@Event({ type: 'review.moderated', version: 1, topic: topics.afterSales })
export class ReviewModerated {
  @Id() reviewId!: string;
  @Id() orderId!: string;
  @Text(200) sku!: string;
  @OneOf(['published', 'rejected']) decision!: string;
  @Nullable() @Text(500) reason!: string | null;
}

/** Emitted when the merchant answered a published review. */
@Event({ type: 'review.answered', version: 1, topic: topics.afterSales })
export class ReviewAnswered {
  @Id() reviewId!: string;
  @Id() orderId!: string;
  @Text(200) sku!: string;
}
