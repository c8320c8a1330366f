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
import type { ReplayedTelling } from './domain/replay-story.js';
import {
  FindRulesQuery,
  PreviewQuery,
  RulesMerchantQuery,
  SaveNotificationRulesDto,
} from './dto/notification-rules.dto.js';
import { RulesService, type RulesView } from './rules.service.js';

@Controller('v1/notification-rules')
@Roles('merchant', 'operator')
@Tagged()
export class RulesController {
  constructor(private readonly rules: RulesService) {}

  /** Newest first. */
  @Get()
  async list(@CurrentActor() actor: Actor, @Query() query: FindRulesQuery): Promise<Page<RulesView>> {
    const limit = limitOf(query);
    const [before = null] = decodeCursor(query.after, 'count') ?? [];
    const found = await this.rules.find(merchantOf(actor, query.merchantId), before, limit + 1);
    return pageOf(found, limit, ({ version }) => [String(version)]);
  }

  /** Makes a draft. */
  @Post()
  createDraft(
    @CurrentActor() actor: Actor,
    @Query() query: RulesMerchantQuery,
    @Body() body: SaveNotificationRulesDto,
  ): Promise<RulesView> {
    return this.rules.createDraft(merchantOf(actor, query.merchantId), body, editorOf(actor));
  }

  /** With an `ETag`, which the next change of a draft has to name. */
  @Get(':id')
  one(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<RulesView> {
    return this.rules.one(id, actor.merchantId);
  }

  /** Replaces what a draft says. `If-Match` names the revision that the caller has seen, `*` any. */
  @Put(':id')
  replaceDraft(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') match: string | undefined,
    @Body() body: SaveNotificationRulesDto,
  ): Promise<RulesView> {
    return this.rules.replaceDraft(id, actor.merchantId, body, editOf(actor, match));
  }

  /** Also the way back to an earlier version. With `If-Match`: only the draft that the caller has seen. */
  @Post(':id/activate')
  @HttpCode(200)
  activate(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') match: string | undefined,
  ): Promise<RulesView> {
    return this.rules.become(id, actor.merchantId, 'active', editIfSaid(actor, match));
  }

  @Post(':id/archive')
  @HttpCode(200)
  archive(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<RulesView> {
    return this.rules.become(id, actor.merchantId, 'archived', editIfSaid(actor));
  }

  /** What the customer of an order would have been told under these rules. */
  @Get(':id/preview')
  async preview(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() { orderId }: PreviewQuery,
  ): Promise<{ items: ReplayedTelling[] }> {
    return { items: await this.rules.preview(id, actor.merchantId, orderId) };
  }
}
