import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { IsOptional, IsUUID } from 'class-validator';
import {
  CurrentActor,
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
import { cursorId } from '../cursor.js';
import { PoliciesQuery, SavePolicyDto } from './dto/policy.dto.js';
import { PoliciesService, type PolicyView } from './policies.service.js';
import { idempotencyKeyInvalid } from './policy.errors.js';

const Id = (): ParameterDecorator => Param('id', IdPipe);
const KEY = /^[\x21-\x7e]{1,255}$/;

class OwnerQuery {
  /** For an operator; every other key has its own merchant. */
  @IsOptional() @IsUUID() merchantId?: string;
}

@Controller('v1/routing/policies')
@Roles('merchant', 'operator')
@Tagged()
export class PoliciesController {
  constructor(private readonly policies: PoliciesService) {}

  /** Newest first. */
  @Get()
  async list(@CurrentActor() actor: Actor, @Query() query: PoliciesQuery): Promise<Page<PolicyView>> {
    const limit = limitOf(query);
    const items = await this.policies.find({
      merchantId: merchantOf(actor, query.merchantId),
      state: query.state ?? null,
      beforeId: cursorId(query.after),
      limit: limit + 1,
    });
    return pageOf(items, limit, (policy) => [policy.id]);
  }

  /** Makes a draft. With an `Idempotency-Key`, the same body again gives the same policy. */
  @Post()
  async create(
    @CurrentActor() actor: Actor,
    @Query() { merchantId }: OwnerQuery,
    @Headers('idempotency-key') key: string | undefined,
    @Body() body: SavePolicyDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PolicyView> {
    if (key !== undefined && !KEY.test(key)) throw idempotencyKeyInvalid();
    const { policy, made } = await this.policies.create(merchantOf(actor, merchantId), body, {
      ...{ by: editorOf(actor), key: key ?? null },
    });
    reply.header('location', `/v1/routing/policies/${policy.id}`);
    if (!made) reply.header('idempotent-replayed', 'true');
    return policy;
  }

  /** With an `ETag`, which the next change of a draft has to name. */
  @Get(':id')
  one(@CurrentActor() actor: Actor, @Id() id: string): Promise<PolicyView> {
    return this.policies.one(id, actor.merchantId);
  }

  /**
   * Replaces a draft; what is active or archived never changes. `If-Match` names the revision that the caller has
   * seen, `*` any: two people who edit one draft do not undo each other's work.
   */
  @Put(':id')
  replace(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Headers('if-match') match: string | undefined,
    @Body() body: SavePolicyDto,
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
