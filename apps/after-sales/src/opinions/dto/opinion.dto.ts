import {
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { commentTopics, sentiments, surveyKinds, type CommentTopic, type Sentiment, type SurveyKind } from '#contracts';
import { PageQuery } from '#platform';

/** Which surveys are meant; days are UTC and included. */
const Day = (): PropertyDecorator => (target, key) => {
  for (const rule of [IsOptional(), IsISO8601({ strict: true }), Matches(/^\d{4}-\d\d-\d\d$/)]) rule(target, key);
};

export class SurveyCountsQuery {
  /** For an operator; every other key has its own merchant. */
  @IsOptional() @IsUUID() merchantId?: string;
  @Day() from?: string;
  @Day() to?: string;
}

export class SurveysQuery extends PageQuery {
  @IsOptional() @IsIn([...surveyKinds]) kind?: SurveyKind;
  @IsOptional() @IsUUID() merchantId?: string;
  @Day() from?: string;
  @Day() to?: string;
  /** Whether it was answered in words. */
  @IsOptional() @IsIn(['true', 'false']) commented?: 'true' | 'false';
  @IsOptional() @IsIn([...sentiments]) sentiment?: Sentiment;
  @IsOptional() @IsIn([...commentTopics]) topic?: CommentTopic;
}

export class ReviewsQuery extends PageQuery {
  @IsOptional() @IsIn(['submitted', 'published', 'rejected']) status?: 'submitted' | 'published' | 'rejected';
  @IsOptional() @IsString() @MaxLength(200) sku?: string;
  @IsOptional() @IsUUID() merchantId?: string;
}

export class SubmitReviewDto {
  @IsUUID() lineId!: string;
  @IsInt() @Min(1) @Max(5) rating!: number;
  @IsString() @Length(1, 5_000) text!: string;
}

export class ModerateReviewDto {
  @IsIn(['published', 'rejected']) decision!: 'published' | 'rejected';
  @IsOptional() @IsString() @Length(1, 500) reason?: string | null;
}

export class AnswerReviewDto {
  @IsString() @Length(1, 2_000) text!: string;
}
