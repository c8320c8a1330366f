import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, MaxLength, Max, Min } from 'class-validator';
import { surveyKinds, type SurveyKind } from '#contracts';
import { PageQuery } from '#platform';

export class SurveysQuery extends PageQuery {
  @IsOptional() @IsIn([...surveyKinds]) kind?: SurveyKind;
  @IsOptional() @IsUUID() merchantId?: string;
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
