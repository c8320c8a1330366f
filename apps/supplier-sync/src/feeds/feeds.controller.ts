import type { Readable } from 'node:stream';
import { Controller, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#platform';
import { CurrentActor, forbidden, IdPipe, Roles, StreamBody, StreamedBody } from '#platform';
import { SupplierNotFoundError } from '../suppliers/supplier.errors.js';
import { FeedQueryDto } from './dto/feed-query.dto.js';
import { feedContentTypes, feedFormatOf } from './feed-format.js';
import type { FeedResult } from './feeds.service.js';
import { FeedsService } from './feeds.service.js';

@Controller('v1')
export class FeedsController {
  constructor(private readonly feeds: FeedsService) {}

  @Post('suppliers/:id/feeds')
  @HttpCode(200)
  @Roles('merchant', 'operator', 'supplier')
  @StreamedBody(feedContentTypes)
  takeFeedOf(
    @Param('id', IdPipe) supplierId: string,
    @CurrentActor() actor: Actor,
    @Query() query: FeedQueryDto,
    @Headers() headers: Record<string, string | undefined>,
    @StreamBody() body: Readable,
  ): Promise<FeedResult> {
    if (actor.role === 'supplier' && actor.supplierId !== supplierId) throw new SupplierNotFoundError(supplierId);
    return this.take(supplierId, actor, query, headers, body);
  }

  @Post('feeds')
  @HttpCode(200)
  @Roles('supplier')
  @StreamedBody(feedContentTypes)
  takeOwnFeed(
    @CurrentActor() actor: Actor,
    @Query() query: FeedQueryDto,
    @Headers() headers: Record<string, string | undefined>,
    @StreamBody() body: Readable,
  ): Promise<FeedResult> {
    if (actor.supplierId === null) throw forbidden('FORBIDDEN', 'This key belongs to no supplier.');
    return this.take(actor.supplierId, actor, query, headers, body);
  }

  private take(
    supplierId: string,
    actor: Actor,
    query: FeedQueryDto,
    headers: Record<string, string | undefined>,
    body: Readable,
  ): Promise<FeedResult> {
    const { format, charset } = feedFormatOf(headers['content-type']);
    return this.feeds.takeFeed(supplierId, actor.merchantId, {
      mode: query.mode ?? 'delta',
      asOf: query.asOf === undefined ? null : new Date(query.asOf),
      format,
      charset,
      body,
    });
  }
}
