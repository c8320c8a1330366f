import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CurrentActor, decodeCursor, IdPipe, limitOf, pageOf, Roles, type Actor, type Page } from '#platform';
import { DeliveryFilterQuery, RedeliverPeriodDto } from './dto/webhook-deliveries.dto.js';
import { WebhookEndpointsService, type WebhookEndpointView } from './webhook-endpoints.service.js';
import { WebhookLogService, type WebhookDeliveryDetail, type WebhookDeliveryView } from './webhook-log.service.js';

@Controller('v1/webhook-endpoints/:endpointId')
@Roles('merchant', 'operator')
export class WebhookDeliveriesController {
  constructor(
    private readonly endpoints: WebhookEndpointsService,
    private readonly log: WebhookLogService,
  ) {}

  /** Newest first. */
  @Get('deliveries')
  async list(
    @CurrentActor() actor: Actor,
    @Param('endpointId', IdPipe) endpointId: string,
    @Query() query: DeliveryFilterQuery,
  ): Promise<Page<WebhookDeliveryView>> {
    await this.endpointOf(actor, endpointId);
    const limit = limitOf(query);
    const before = decodeCursor(query.after, 'count')?.[0] ?? null;
    return pageOf(await this.log.find(endpointId, query, before, limit + 1), limit, ({ sequence }) => [sequence]);
  }

  /** What was sent, and how each call went. */
  @Get('deliveries/:id')
  async one(
    @CurrentActor() actor: Actor,
    @Param('endpointId', IdPipe) endpointId: string,
    @Param('id', IdPipe) id: string,
  ): Promise<WebhookDeliveryDetail> {
    await this.endpointOf(actor, endpointId);
    return this.log.one(endpointId, id);
  }

  /** Once more, under the same `webhook-id`. */
  @Post('deliveries/:id/redeliver')
  @HttpCode(202)
  async redeliver(
    @CurrentActor() actor: Actor,
    @Param('endpointId', IdPipe) endpointId: string,
    @Param('id', IdPipe) id: string,
  ): Promise<WebhookDeliveryDetail> {
    return this.log.redeliver(await this.endpointOf(actor, endpointId), id);
  }

  /** What was given up in a period, or all of it, once more, under the same ids. */
  @Post('redeliver')
  @HttpCode(202)
  async redeliverPeriod(
    @CurrentActor() actor: Actor,
    @Param('endpointId', IdPipe) endpointId: string,
    @Body() period: RedeliverPeriodDto,
  ): Promise<{ queued: number }> {
    return { queued: await this.log.redeliverPeriod(await this.endpointOf(actor, endpointId), period) };
  }

  /** Refuses what is another merchant's. */
  private endpointOf({ merchantId }: Actor, id: string): Promise<WebhookEndpointView> {
    return this.endpoints.one(id, merchantId);
  }
}
