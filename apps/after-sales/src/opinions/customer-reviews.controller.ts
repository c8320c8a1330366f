import { Body, Controller, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Public } from '#platform';
import { CustomerAccess } from '../self-service/customer-access.service.js';
import { SubmitReviewDto } from './dto/opinion.dto.js';
import { reviewOf, type ReviewView } from './review-view.js';
import { ReviewsService } from './reviews.service.js';

/** Reviews by the customer, with the token of the tracking page instead of a key. */
@Controller('v1/self-service/:token/reviews')
@Public()
export class CustomerReviewsController {
  constructor(
    private readonly access: CustomerAccess,
    private readonly reviews: ReviewsService,
  ) {}

  @Post()
  async submit(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Body() body: SubmitReviewDto,
  ): Promise<ReviewView> {
    return reviewOf(await this.reviews.submit(await this.access.admit(token, request), body));
  }
}
