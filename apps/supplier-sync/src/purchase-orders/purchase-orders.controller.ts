import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Actor, Page } from '#platform';
import { CurrentActor, IdPipe, Roles } from '#platform';
import { ListPurchaseOrdersDto } from './dto/list-purchase-orders.dto.js';
import { AcknowledgeDto, AddressAnswerDto, ShipNoticeDto } from './dto/supplier-messages.dto.js';
import { PurchaseOrderQueriesService } from './purchase-order-queries.service.js';
import { scopeOf } from './purchase-order.scope.js';
import type { PurchaseOrderView } from './purchase-order.view.js';
import type { AnswerOutcome, SupplierMessageAnswer } from './supplier-answers.service.js';
import { SupplierAnswersService } from './supplier-answers.service.js';

@Controller('v1/purchase-orders')
@Roles('supplier', 'merchant', 'operator')
export class PurchaseOrdersController {
  constructor(
    private readonly queries: PurchaseOrderQueriesService,
    private readonly answers: SupplierAnswersService,
  ) {}

  @Get()
  listPurchaseOrders(
    @CurrentActor() actor: Actor,
    @Query() query: ListPurchaseOrdersDto,
  ): Promise<Page<PurchaseOrderView>> {
    return this.queries.listPurchaseOrders(scopeOf(actor, query.merchantId), query);
  }

  @Get(':id')
  getPurchaseOrder(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<PurchaseOrderView> {
    return this.queries.getPurchaseOrder(id, scopeOf(actor));
  }

  @Post(':id/acknowledgements')
  async acknowledge(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: AcknowledgeDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SupplierMessageAnswer> {
    return marked(reply, await this.answers.acknowledge(id, scopeOf(actor), body));
  }

  @Post(':id/ship-notices')
  async notifyShipment(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: ShipNoticeDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SupplierMessageAnswer> {
    return marked(reply, await this.answers.notifyShipment(id, scopeOf(actor), body));
  }

  /** Whether what has not left can go to the address that `addressChange` asks for. */
  @Post(':id/address-change-answers')
  async answerAddressChange(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Body() body: AddressAnswerDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SupplierMessageAnswer> {
    return marked(reply, await this.answers.answerAddressChange(id, scopeOf(actor), body));
  }

  /** Sends a webhook again that failed, after somebody mended the endpoint. */
  @Post(':id/redeliver')
  @Roles('merchant', 'operator')
  redeliver(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<PurchaseOrderView> {
    return this.queries.redeliver(id, scopeOf(actor));
  }
}

function marked(reply: FastifyReply, { answer, replayed }: AnswerOutcome): SupplierMessageAnswer {
  if (replayed) void reply.header('Idempotent-Replayed', 'true');
  return answer;
}
