import { Body, Controller, Headers, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { CurrentActor, IdPipe, Roles, type Actor } from '#platform';
import { answeredOnce } from '../answered-once.js';
import { OrdersService } from '../orders/orders.service.js';
import { ClaimQueries, type ClaimView } from './claim-queries.service.js';
import { ClaimsService } from './claims.service.js';
import { OpenClaimDto } from './dto/claim.dto.js';

@Controller('v1/orders/:orderId/claims')
@Roles('merchant', 'operator')
export class OrderClaimsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly orders: OrdersService,
    private readonly claims: ClaimsService,
    private readonly queries: ClaimQueries,
  ) {}

  /** With an `Idempotency-Key`; the same again gives the same claim. */
  @Post()
  async open(
    @CurrentActor() actor: Actor,
    @Param('orderId', IdPipe) orderId: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body() body: OpenClaimDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ClaimView> {
    const { type, lines, purchaseOrderId = null, complaintId = null, note = null } = body;
    const { answer, replayed } = await this.dataSource.transaction(async (tx) => {
      const { merchantId } = await this.orders.holdOrder(tx, { orderId, merchantId: actor.merchantId });
      const wanted = { merchantId, orderId, type, lines, purchaseOrderId, complaintId, note, returnId: null };
      return answeredOnce(tx, { merchantId, key, request: { orderId, body } }, async () =>
        this.queries.one({ claimId: await this.claims.openClaim(tx, wanted), merchantId, supplierId: null }, tx),
      );
    });
    reply.header('location', `/v1/claims/${answer.id}`);
    if (replayed) reply.header('idempotent-replayed', 'true');
    return answer;
  }
}
