import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
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
import { CancelOrderDto, DecisionsQuery, MerchantQuery, OrdersQuery, ReleaseOrderDto } from './dto/change-order.dto.js';
import { PlaceOrderDto, ShippingAddressDto } from './dto/place-order.dto.js';
import { OrderDesk } from './order-desk.service.js';
import { OrderIntakeService } from './order-intake.service.js';
import type { DecisionView } from '../routing/decision-ledger.service.js';
import { OrderQueries } from './order-queries.service.js';
import { etagOf, type OrderView } from './order-view.js';

const Id = (): ParameterDecorator => Param('id', IdPipe);

@Controller('v1/orders')
@Roles('merchant', 'operator')
export class OrdersController {
  constructor(
    private readonly intake: OrderIntakeService,
    private readonly queries: OrderQueries,
    private readonly desk: OrderDesk,
  ) {}

  @Post()
  async place(
    @CurrentActor() actor: Actor,
    @Query() { merchantId }: MerchantQuery,
    @Headers('idempotency-key') key: string | undefined,
    @Body() body: PlaceOrderDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrderView> {
    const { order, replayed } = await this.intake.submit(merchantOf(actor, merchantId), key, body);
    reply.header('location', `/v1/orders/${order.id}`);
    if (replayed) reply.header('idempotent-replayed', 'true');
    else this.desk.wakeRouter();
    return order;
  }

  @Get()
  async list(@CurrentActor() actor: Actor, @Query() query: OrdersQuery): Promise<Page<OrderView>> {
    const limit = limitOf(query);
    const orders = await this.queries.find({
      merchantId: merchantScope(actor, query.merchantId),
      status: query.status ?? null,
      externalId: query.externalId ?? null,
      placedAfter: query.placedAfter ?? null,
      q: query.q ?? null,
      beforeId: cursorId(query.after),
      limit: limit + 1,
    });
    return pageOf(orders, limit, (order) => [order.id]);
  }

  /** With its `ETag`, which a change can be bound to. */
  @Get(':id')
  async one(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrderView> {
    return marked(reply, await this.queries.one(id, actor.merchantId));
  }

  @Get(':id/decisions')
  async decisions(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() { include = [] }: DecisionsQuery,
  ): Promise<Page<DecisionView>> {
    const parts = { input: include.includes('input'), replay: include.includes('replay') };
    return { items: await this.queries.decisions(id, actor.merchantId, parts), next: null };
  }

  @Post(':id/cancel')
  @HttpCode(202)
  cancel(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: CancelOrderDto): Promise<OrderView> {
    return this.desk.cancel(actor, id, body.reason ?? null);
  }

  /** With `If-Match`: only while the order is as it was read. */
  @Post(':id/shipping-address')
  @HttpCode(202)
  async changeAddress(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Headers('if-match') version: string | undefined,
    @Body() body: ShippingAddressDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrderView> {
    return marked(reply, await this.desk.changeAddress(actor, id, body, version));
  }

  @Post(':id/release')
  @HttpCode(200)
  release(@CurrentActor() actor: Actor, @Id() id: string, @Body() body: ReleaseOrderDto): Promise<OrderView> {
    return this.desk.release(actor, id, body.shippingAddress ?? null);
  }

  @Post(':id/reroute')
  @HttpCode(200)
  reroute(@CurrentActor() actor: Actor, @Id() id: string): Promise<OrderView> {
    return this.desk.reroute(actor, id);
  }
}

function marked(reply: FastifyReply, order: OrderView): OrderView {
  void reply.header('etag', etagOf(order));
  return order;
}
