import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  CurrentActor,
  decodeCursor,
  IdPipe,
  limitOf,
  merchantScope,
  pageOf,
  Roles,
  type Actor,
  type Page,
} from '#platform';
import { AnswerReviewDto, ModerateReviewDto, ReviewsQuery } from './dto/opinion.dto.js';
import { reviewOf, type ReviewView } from './review-view.js';
import { ReviewsService } from './reviews.service.js';

const Id = (): ParameterDecorator => Param('id', IdPipe);

@Controller('v1/reviews')
@Roles('merchant', 'operator')
export class ReviewsController {
  constructor(private readonly reviews: ReviewsService) {}

  /** Newest first. For a shop's page: `?status=published&sku=`. */
  @Get()
  async list(@CurrentActor() actor: Actor, @Query() query: ReviewsQuery): Promise<Page<ReviewView>> {
    const limit = limitOf(query);
    const rows = await this.reviews.find({
      ...{ merchantId: merchantScope(actor, query.merchantId), status: query.status ?? null, sku: query.sku ?? null },
      ...{ beforeId: decodeCursor(query.after, 'id')?.[0] ?? null, limit: limit + 1 },
    });
    return pageOf(rows.map(reviewOf), limit, ({ id }) => [id]);
  }

  @Post(':id/moderate')
  @HttpCode(200)
  async moderate(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: ModerateReviewDto): Promise<ReviewView> {
    const { decision, reason = null } = body;
    return reviewOf(await this.reviews.moderate(id, actor.merchantId, { decision, reason }));
  }

  @Post(':id/answer')
  @HttpCode(200)
  async answer(@CurrentActor() actor: Actor, @Id() id: string, @Body() { text }: AnswerReviewDto): Promise<ReviewView> {
    return reviewOf(await this.reviews.answer(id, actor.merchantId, text));
  }
}
