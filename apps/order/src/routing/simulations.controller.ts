import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsOptional, IsUUID, ValidateNested } from 'class-validator';
import type { FastifyReply } from 'fastify';
import {
  CurrentActor,
  IdPipe,
  IsTime,
  limitOf,
  merchantOf,
  pageOf,
  PageQuery,
  Roles,
  unprocessable,
  type Actor,
  type Page,
} from '#platform';
import { cursorId } from '../cursor.js';
import type { AppliedPolicy } from './domain/policy/routing-policy.js';
import { PolicyContentDto } from './dto/policy.dto.js';
import { PoliciesService } from './policies.service.js';
import { policyChoice } from './policy.errors.js';
import { SimulationsService, type SimulationSummary, type SimulationView } from './simulations.service.js';
import { SimulationsWorker } from './simulations.worker.js';

const DAY_MS = 86_400_000;
/** The past that is looked at when nobody says how much: a month. */
const PERIOD_DEFAULT_DAYS = 30;
/** The version that stands in for a policy that nobody stored: no stored one has it. */
const UNSTORED_VERSION = 1_000_000;

class SimulationDto {
  /** A stored policy, whatever its state. Either this or `policy`. */
  @IsOptional() @IsUUID() policyId?: string;
  /** A policy that nobody stored. */
  @IsOptional() @ValidateNested() @Type(() => PolicyContentDto) policy?: PolicyContentDto;
  /** Decisions made since; a month ago when absent. */
  @IsOptional() @IsTime() from?: string | null;
  /** Decisions made before; now when absent. */
  @IsOptional() @IsTime() to?: string | null;
}

class SimulationsQuery extends PageQuery {
  /** For an operator; every other key has its own merchant. */
  @IsOptional() @IsUUID() merchantId?: string;
}

class OwnerQuery {
  /** For an operator; every other key has its own merchant. */
  @IsOptional() @IsUUID() merchantId?: string;
}

@Controller('v1/routing/simulations')
@Roles('merchant', 'operator')
export class SimulationsController {
  constructor(
    private readonly simulations: SimulationsService,
    private readonly worker: SimulationsWorker,
    private readonly policies: PoliciesService,
  ) {}

  /** Tries a policy on the decisions of the past. Changes nothing. */
  @Post()
  @HttpCode(202)
  async start(
    @CurrentActor() actor: Actor,
    @Query() { merchantId }: OwnerQuery,
    @Body() body: SimulationDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SimulationView> {
    const owner = merchantOf(actor, merchantId);
    const policy = await this.policyOf(owner, body);
    const to = body.to ? new Date(body.to) : new Date();
    const from = body.from ? new Date(body.from) : new Date(to.getTime() - PERIOD_DEFAULT_DAYS * DAY_MS);
    if (from >= to) {
      const detail = 'from must be before to.';
      throw unprocessable('PERIOD_EMPTY', detail, [{ pointer: '/from', code: 'PERIOD_EMPTY', detail }]);
    }
    const simulation = await this.simulations.start({ merchantId: owner, policy, from, to });
    this.worker.wake();
    reply.header('location', `/v1/routing/simulations/${simulation.id}`);
    return simulation;
  }

  /** Newest first. */
  @Get()
  async list(@CurrentActor() actor: Actor, @Query() query: SimulationsQuery): Promise<Page<SimulationSummary>> {
    const limit = limitOf(query);
    const owner = merchantOf(actor, query.merchantId);
    const items = await this.simulations.list(owner, cursorId(query.after), limit + 1);
    return pageOf(items, limit, ({ id }) => [id]);
  }

  /** How far it is, and what it found so far. */
  @Get(':id')
  one(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SimulationView> {
    return this.simulations.one(id, actor.merchantId);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  cancel(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<SimulationView> {
    return this.simulations.cancel(id, actor.merchantId);
  }

  private async policyOf(merchantId: string, { policyId, policy }: SimulationDto): Promise<AppliedPolicy> {
    if ((policyId === undefined) === (policy === undefined)) throw policyChoice();
    if (policyId !== undefined) return this.policies.appliedOf(merchantId, policyId);
    const content = this.policies.checked({ content: policy ?? {} }, '/policy');
    return { id: null, version: UNSTORED_VERSION, content };
  }
}
