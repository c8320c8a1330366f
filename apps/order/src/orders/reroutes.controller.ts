import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  ValidateNested,
} from 'class-validator';
import type { FastifyReply } from 'fastify';
import { unroutableReasons, type UnroutableReason } from '#contracts';
import {
  CurrentActor,
  decodeCursor,
  encodeCursor,
  IdPipe,
  limitOf,
  merchantOf,
  PageQuery,
  Roles,
  type Actor,
} from '#platform';
import { MerchantQuery } from './dto/change-order.dto.js';
import { idempotencyKeyMissing, rerouteChoice } from './order.errors.js';
import { REROUTE_ORDERS_MAX, ReroutesService, type RerouteView } from './reroutes.service.js';
import { ReroutesWorker } from './reroutes.worker.js';

const KEY = /^[\x21-\x7e]{1,255}$/;

class RerouteFilterDto {
  @IsOptional() @IsIn([...unroutableReasons]) reasonCode?: UnroutableReason | null;
  @IsOptional() @IsString() @Length(1, 200) sku?: string | null;
}

class RerouteDto {
  /** Either these, or `filter`. */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(REROUTE_ORDERS_MAX)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  orderIds?: string[];
  /** Orders that wait for a supplier; an empty filter means all of them. */
  @IsOptional() @ValidateNested() @Type(() => RerouteFilterDto) filter?: RerouteFilterDto;
}

@Controller('v1/routing/reroutes')
@Roles('merchant', 'operator')
export class ReroutesController {
  constructor(
    private readonly reroutes: ReroutesService,
    private readonly worker: ReroutesWorker,
  ) {}

  /** Routes many orders again, each with its own result. With an `Idempotency-Key`, asking twice does it once. */
  @Post()
  @HttpCode(202)
  async start(
    @CurrentActor() actor: Actor,
    @Query() { merchantId }: MerchantQuery,
    @Headers('idempotency-key') key: string | undefined,
    @Body() { orderIds, filter }: RerouteDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RerouteView> {
    if (key !== undefined && !KEY.test(key)) throw idempotencyKeyMissing();
    if ((orderIds === undefined) === (filter === undefined)) throw rerouteChoice();
    const request = { orderIds: orderIds ?? null, reasonCode: filter?.reasonCode ?? null, sku: filter?.sku ?? null };
    const reroute = await this.reroutes.start(merchantOf(actor, merchantId), request, key ?? null);
    this.worker.wake();
    reply.header('location', `/v1/routing/reroutes/${reroute.id}`);
    return reroute;
  }

  /** How far it is, and what became of each order. */
  @Get(':id')
  async one(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: PageQuery,
  ): Promise<RerouteView & { next: string | null }> {
    const limit = limitOf(query);
    const afterPosition = Number(decodeCursor(query.after, 'count')?.[0] ?? 0);
    const reroute = await this.reroutes.one(id, actor.merchantId, { afterPosition, limit: limit + 1 });
    const items = reroute.items.slice(0, limit);
    const last = items.at(-1);
    const more = reroute.items.length > limit && last !== undefined;
    return { ...reroute, items, next: more ? encodeCursor([String(last.position)]) : null };
  }
}
