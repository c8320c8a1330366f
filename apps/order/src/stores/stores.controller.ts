import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import {
  CurrentActor,
  IdPipe,
  limitOf,
  merchantOf,
  merchantScope,
  pageOf,
  Roles,
  type Actor,
  type Page,
} from '#platform';
import { cursorId } from '../cursor.js';
import { ConnectStoreDto, DeliveriesQuery, StoresQuery } from './dto/connect-store.dto.js';
import { secretMissing } from './store.errors.js';
import { StoresService, type DeliveryView, type StoreView } from './stores.service.js';

@Controller('v1/stores')
@Roles('merchant', 'operator')
export class StoresController {
  constructor(private readonly stores: StoresService) {}

  @Post()
  async connect(
    @CurrentActor() actor: Actor,
    @Query() query: StoresQuery,
    @Body() { platform, name, domain, webhookSecret }: ConnectStoreDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StoreView> {
    const merchantId = merchantOf(actor, query.merchantId);
    if (platform !== 'rest' && !webhookSecret) throw secretMissing();
    const store = await this.stores.connect({ merchantId, platform, name, domain }, webhookSecret ?? '');
    reply.header('location', `/v1/stores/${store.id}`);
    return store;
  }

  @Get()
  async list(@CurrentActor() actor: Actor, @Query() query: StoresQuery): Promise<Page<StoreView>> {
    const limit = limitOf(query);
    const merchantId = merchantScope(actor, query.merchantId);
    const stores = await this.stores.find({ merchantId, beforeId: cursorId(query.after), limit: limit + 1 });
    return pageOf(stores, limit, (store) => [store.id]);
  }

  /** What the store sent and what became of it: where to look when an order is missing. */
  @Get(':id/deliveries')
  async deliveries(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Query() query: DeliveriesQuery,
  ): Promise<Page<DeliveryView>> {
    const limit = limitOf(query);
    const deliveries = await this.stores.deliveries(id, {
      merchantId: actor.merchantId,
      state: query.state ?? null,
      beforeId: cursorId(query.after),
      limit: limit + 1,
    });
    return pageOf(deliveries, limit, (delivery) => [delivery.id]);
  }
}
