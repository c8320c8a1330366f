import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  CurrentActor,
  decodeCursor,
  IdPipe,
  limitOf,
  merchantOf,
  pageOf,
  Roles,
  type Actor,
  type Page,
} from '#platform';
import {
  CreateTemplateDto,
  FindTemplatesQuery,
  PreviewTextsQuery,
  ReplaceTextsDto,
  TestSendDto,
} from './dto/message-templates.dto.js';
import type { RenderedMail } from './mail.service.js';
import { MessageTemplatesService, type TemplateView } from './message-templates.service.js';

const Id = (): ParameterDecorator => Param('id', IdPipe);

@Controller('v1/message-templates')
@Roles('merchant', 'operator')
export class MessageTemplatesController {
  constructor(private readonly templates: MessageTemplatesService) {}

  /** Newest first. */
  @Get()
  async list(@CurrentActor() actor: Actor, @Query() query: FindTemplatesQuery): Promise<Page<TemplateView>> {
    const [limit, merchantId] = [limitOf(query), merchantOf(actor, query.merchantId)];
    const beforeId = decodeCursor(query.after, 'id')?.[0] ?? null;
    return pageOf(await this.templates.find(merchantId, beforeId, limit + 1), limit, ({ id }) => [id]);
  }

  /** Makes a draft. */
  @Post()
  createDraft(@CurrentActor() actor: Actor, @Body() body: CreateTemplateDto): Promise<TemplateView> {
    return this.templates.createDraft(merchantOf(actor), body);
  }

  @Get(':id')
  one(@CurrentActor() { merchantId }: Actor, @Id() id: string): Promise<TemplateView> {
    return this.templates.one(id, merchantId);
  }

  /** Replaces what a draft says. */
  @Put(':id')
  replaceDraft(
    @CurrentActor() { merchantId }: Actor,
    @Id() id: string,
    @Body() { texts }: ReplaceTextsDto,
  ): Promise<TemplateView> {
    return this.templates.replaceDraft(id, merchantId, texts);
  }

  /** Also the way back to an earlier version. */
  @Post(':id/activate')
  @HttpCode(200)
  activate(@CurrentActor() { merchantId }: Actor, @Id() id: string): Promise<TemplateView> {
    return this.templates.become(id, merchantId, 'active');
  }

  @Post(':id/archive')
  @HttpCode(200)
  archive(@CurrentActor() { merchantId }: Actor, @Id() id: string): Promise<TemplateView> {
    return this.templates.become(id, merchantId, 'archived');
  }

  /** Sends it to an address of the merchant's own, marked as a test; counts for nothing. */
  @Post(':id/test')
  @HttpCode(202)
  async testSend(
    @CurrentActor() { merchantId }: Actor,
    @Id() id: string,
    @Body() { orderId, to }: TestSendDto,
  ): Promise<{ notificationId: string }> {
    return { notificationId: await this.templates.testSend(id, merchantId, orderId, to) };
  }

  /** The message as the customer of that order would have got it. */
  @Get(':id/preview')
  preview(
    @CurrentActor() { merchantId }: Actor,
    @Id() id: string,
    @Query() { orderId }: PreviewTextsQuery,
  ): Promise<RenderedMail> {
    return this.templates.preview(id, merchantId, orderId);
  }
}
