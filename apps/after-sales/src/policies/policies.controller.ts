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
import { MerchantQuery } from '../merchant.query.js';
import { PoliciesQuery, SaveReturnPolicyDto } from './dto/return-policy.dto.js';
import { PoliciesService, type PolicyView } from './policies.service.js';

const Id = (): ParameterDecorator => Param('id', IdPipe);

@Controller('v1/return-policies')
@Roles('merchant', 'operator')
@Tagged()
export class PoliciesController {
  constructor(private readonly policies: PoliciesService) {}

  /** Newest first. */
  @Get()
  async list(@CurrentActor() actor: Actor, @Query() query: PoliciesQuery): Promise<Page<PolicyView>> {
    const limit = limitOf(query);
    const merchantId = merchantOf(actor, query.merchantId);
    const beforeId = decodeCursor(query.after, 'id')?.[0] ?? null;
    const items = await this.policies.find({ merchantId, state: query.state ?? null, beforeId, limit: limit + 1 });
    return pageOf(items, limit, (policy) => [policy.id]);
  }

  /** Makes a draft. */
  @Post()
  create(
    @CurrentActor() actor: Actor,
    @Query() { merchantId }: MerchantQuery,
    @Body() body: SaveReturnPolicyDto,
  ): Promise<PolicyView> {
    return this.policies.create(merchantOf(actor, merchantId), body, editorOf(actor));
  }

  /** With an `ETag`, which the next change of a draft has to name. */
  @Get(':id')
  one(@CurrentActor() actor: Actor, @Id() id: string): Promise<PolicyView> {
    return this.policies.one(id, actor.merchantId);
  }

  /**
   * Replaces a draft; what is active or archived never changes. `If-Match` names the revision that the caller has seen,
   * `*` any.
   */
  @Put(':id')
  replace(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Headers('if-match') match: string | undefined,
    @Body() body: SaveReturnPolicyDto,
  ): Promise<PolicyView> {
    return this.policies.replace(id, actor.merchantId, body, editOf(actor, match));
  }

  /** With `If-Match`: only the draft that the caller has seen. */
  @Post(':id/activate')
  @HttpCode(200)
  activate(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Headers('if-match') match: string | undefined,
  ): Promise<PolicyView> {
    return this.policies.activate(id, actor.merchantId, editIfSaid(actor, match));
  }

  @Post(':id/archive')
  @HttpCode(200)
  archive(@CurrentActor() actor: Actor, @Id() id: string): Promise<PolicyView> {
    return this.policies.archive(id, actor.merchantId, editorOf(actor));
  }
}
