import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  CurrentActor,
  decodeCursor,
  IdPipe,
  limitOf,
  merchantOf,
  merchantScope,
  pageOf,
  Roles,
  type Actor,
  type Page,
} from '#platform';
import {
  CreateWebhookEndpointDto,
  EndpointMerchantQuery,
  FindEndpointsQuery,
  OVERLAP_SECONDS_DEFAULT,
  RotateSecretDto,
  UpdateWebhookEndpointDto,
} from './dto/webhook-endpoints.dto.js';
import {
  WebhookEndpointsService,
  type NewWebhookSecretView,
  type WebhookEndpointView,
} from './webhook-endpoints.service.js';
import { WebhookLogService, type WebhookDeliveryDetail } from './webhook-log.service.js';

const Id = (): ParameterDecorator => Param('id', IdPipe);

@Controller('v1/webhook-endpoints')
@Roles('merchant', 'operator')
export class WebhookEndpointsController {
  constructor(
    private readonly endpoints: WebhookEndpointsService,
    private readonly log: WebhookLogService,
  ) {}

  /** The answer shows the secret, this once. */
  @Post()
  create(
    @CurrentActor() actor: Actor,
    @Query() query: EndpointMerchantQuery,
    @Body() body: CreateWebhookEndpointDto,
  ): Promise<NewWebhookSecretView> {
    return this.endpoints.create(merchantOf(actor, query.merchantId), body);
  }

  /** Newest first. */
  @Get()
  async list(@CurrentActor() actor: Actor, @Query() query: FindEndpointsQuery): Promise<Page<WebhookEndpointView>> {
    const limit = limitOf(query);
    const beforeId = decodeCursor(query.after, 'id')?.[0] ?? null;
    const found = await this.endpoints.find(merchantScope(actor, query.merchantId), beforeId, limit + 1);
    return pageOf(found, limit, ({ id }) => [id]);
  }

  @Get(':id')
  one(@CurrentActor() { merchantId }: Actor, @Id() id: string): Promise<WebhookEndpointView> {
    return this.endpoints.one(id, merchantId);
  }

  /** What is not named stays. */
  @Patch(':id')
  update(
    @CurrentActor() { merchantId }: Actor,
    @Id() id: string,
    @Body() body: UpdateWebhookEndpointDto,
  ): Promise<WebhookEndpointView> {
    return this.endpoints.update(id, merchantId, body);
  }

  /** What is on its way to it is given up, and its log goes. */
  @Delete(':id')
  @HttpCode(204)
  remove(@CurrentActor() { merchantId }: Actor, @Id() id: string): Promise<void> {
    return this.endpoints.remove(id, merchantId);
  }

  /** The answer shows the new secret, this once; the one before stays good for `overlapSeconds`, a day. */
  @Post(':id/rotate-secret')
  @HttpCode(200)
  rotateSecret(
    @CurrentActor() { merchantId }: Actor,
    @Id() id: string,
    @Body() { overlapSeconds }: RotateSecretDto,
  ): Promise<NewWebhookSecretView> {
    return this.endpoints.rotateSecret(id, merchantId, overlapSeconds ?? OVERLAP_SECONDS_DEFAULT);
  }

  /** Sends a `ping`. How it went is in the delivery that the answer names. */
  @Post(':id/ping')
  @HttpCode(202)
  async ping(@CurrentActor() { merchantId }: Actor, @Id() id: string): Promise<WebhookDeliveryDetail> {
    return this.log.one(id, await this.endpoints.ping(id, merchantId));
  }
}
