import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  CurrentActor,
  decodeCursor,
  editIfSaid,
  editOf,
  editorOf,
  IdPipe,
  limitOf,
  merchantOf,
  pageOf,
  Roles,
  Tagged,
  type Actor,
  type Page,
} from '#platform';
import {
  CreateTemplateDto,
  FindExamplesQuery,
  FindTemplatesQuery,
  PreviewTextsQuery,
  ReplaceTextsDto,
  TemplatesMerchantQuery,
  TestSendDto,
} from './dto/message-templates.dto.js';
import { builtInTexts, type BuiltInTexts } from './built-in-texts.js';
import type { RenderedMail } from './mail.service.js';
import { MessageTemplatesService, type ExampleOrder, type TemplateView } from './message-templates.service.js';

const Id = (): ParameterDecorator => Param('id', IdPipe);

@Controller('v1/message-templates')
@Roles('merchant', 'operator')
@Tagged()
export class MessageTemplatesController {
  constructor(private readonly templates: MessageTemplatesService) {}

  /** Newest first. */
  @Get()
  async list(@CurrentActor() actor: Actor, @Query() query: FindTemplatesQuery): Promise<Page<TemplateView>> {
    const [limit, merchantId] = [limitOf(query), merchantOf(actor, query.merchantId)];
    const { template = null, language = null, state = null } = query;
    const beforeId = decodeCursor(query.after, 'id')?.[0] ?? null;
    const filter = { merchantId, template, language, state, beforeId, limit: limit + 1 };
    return pageOf(await this.templates.find(filter), limit, ({ id }) => [id]);
  }

  /** What is sent where a merchant has written nothing, and the words that each kind of message knows. */
  @Get('built-in')
  builtIn(): { items: BuiltInTexts[] } {
    return { items: builtInTexts() };
  }

  /** The newest orders that gave reason for a kind of message: what a preview can be of. */
  @Get('examples')
  async examples(
    @CurrentActor() actor: Actor,
    @Query() { merchantId, template }: FindExamplesQuery,
  ): Promise<{ items: ExampleOrder[] }> {
    return { items: await this.templates.examples(merchantOf(actor, merchantId), template) };
  }

  /** Makes a draft. */
  @Post()
  createDraft(
    @CurrentActor() actor: Actor,
    @Query() { merchantId }: TemplatesMerchantQuery,
    @Body() body: CreateTemplateDto,
  ): Promise<TemplateView> {
    return this.templates.createDraft(merchantOf(actor, merchantId), body, editorOf(actor));
  }

  /** With an `ETag`, which the next change of a draft has to name. */
  @Get(':id')
  one(@CurrentActor() { merchantId }: Actor, @Id() id: string): Promise<TemplateView> {
    return this.templates.one(id, merchantId);
  }

  /** Replaces what a draft says. `If-Match` names the revision that the caller has seen, `*` any. */
  @Put(':id')
  replaceDraft(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Headers('if-match') match: string | undefined,
    @Body() { texts }: ReplaceTextsDto,
  ): Promise<TemplateView> {
    return this.templates.replaceDraft(id, actor.merchantId, texts, editOf(actor, match));
  }

  /** Also the way back to an earlier version. With `If-Match`: only the draft that the caller has seen. */
  @Post(':id/activate')
  @HttpCode(200)
  activate(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Headers('if-match') match: string | undefined,
  ): Promise<TemplateView> {
    return this.templates.become(id, actor.merchantId, 'active', editIfSaid(actor, match));
  }

  @Post(':id/archive')
  @HttpCode(200)
  archive(@CurrentActor() actor: Actor, @Id() id: string): Promise<TemplateView> {
    return this.templates.become(id, actor.merchantId, 'archived', editIfSaid(actor));
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
