import { Body, Controller, Headers, HttpCode, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { CurrentActor, IdPipe, Roles, type Actor } from '#platform';
import { OrdersService } from '../orders/orders.service.js';
import { AssessReturnDto } from '../return-lines.dto.js';
import { RequestReturnDto } from './dto/request-return.dto.js';
import type { AssessedLine } from './domain/assess-return.js';
import type { ReturnView } from './return-queries.service.js';
import { ReturnUseCases } from './return-use-cases.service.js';
import { ReturnsService, type WantedReturn } from './returns.service.js';

/** What begins at an order. */
@Controller('v1/orders/:orderId/returns')
@Roles('merchant', 'operator')
export class OrderReturnsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly useCases: ReturnUseCases,
    private readonly orders: OrdersService,
    private readonly returns: ReturnsService,
  ) {}

  /** With an `Idempotency-Key`; the same again gives the same return. */
  @Post()
  async request(
    @CurrentActor() actor: Actor,
    @Param('orderId', IdPipe) orderId: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body() body: RequestReturnDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReturnView> {
    // Of an operator the order says for which merchant.
    const order = await this.orders.order(this.dataSource.manager, { orderId, merchantId: actor.merchantId });
    const scope = { orderId, merchantId: order.merchantId };
    const { answer, replayed } = await this.useCases.take(order.merchantId, key, { orderId, body }, (tx) =>
      this.returns.requestReturn(tx, scope, wantedOf(body)),
    );
    reply.header('location', `/v1/returns/${answer.id}`);
    if (replayed) reply.header('idempotent-replayed', 'true');
    return answer;
  }

  /** What would be answered, clause by clause; nothing is stored. */
  @Post('assessment')
  @HttpCode(200)
  async assess(
    @CurrentActor() { merchantId }: Actor,
    @Param('orderId', IdPipe) orderId: string,
    @Body() { lines }: AssessReturnDto,
  ): Promise<{ lines: AssessedLine[] }> {
    const wanted = { kind: 'return', channel: 'api', lines } as const;
    return { lines: await this.returns.assess(this.dataSource.manager, { orderId, merchantId }, wanted) };
  }
}

const wantedOf = ({ kind, lines, exchange, note, override = false }: RequestReturnDto): WantedReturn => ({
  ...{ kind, lines, exchange, note, override, channel: 'api' },
});
