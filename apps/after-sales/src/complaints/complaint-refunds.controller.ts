import { Body, Controller, Get, Headers, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { CurrentActor, IdPipe, Roles, type Actor } from '#platform';
import { answeredOnce } from '../answered-once.js';
import type { RefundView } from '../refunds/refunds.service.js';
import { ComplaintQueries } from './complaint-queries.service.js';
import { ComplaintRefunds, type ComplaintRefundsView } from './complaint-refunds.service.js';
import { complaintScope } from './complaint-scope.js';
import { RefundComplaintDto } from './dto/complaint.dto.js';

/** Money for what a customer complained about and keeps. Nobody but the merchant and operators learns of it here. */
@Controller('v1/complaints/:id/refund')
@Roles('merchant', 'operator')
export class ComplaintRefundsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queries: ComplaintQueries,
    private readonly refunds: ComplaintRefunds,
  ) {}

  /** What can still be given back, line by line, and what was given. */
  @Get()
  left(@CurrentActor() actor: Actor, @Param('id', IdPipe) id: string): Promise<ComplaintRefundsView> {
    return this.refunds.left(this.dataSource.manager, complaintScope(actor, id));
  }

  /**
   * Pays a part or all of it back, never more than is left. With an `Idempotency-Key`: the same again is the same
   * refund. With an `If-Match` that names another revision of the complaint than the present one it is refused.
   */
  @Post()
  async refund(
    @CurrentActor() actor: Actor,
    @Param('id', IdPipe) id: string,
    @Headers('if-match') match: string | undefined,
    @Headers('idempotency-key') key: string | undefined,
    @Body() body: RefundComplaintDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RefundView> {
    const { currency, lines, shippingMinor, reason, solution = null } = body;
    const given = { currency, lines, shippingMinor: shippingMinor ?? 0, reason };
    const { answer, replayed } = await this.dataSource.transaction(async (tx) => {
      const { merchantId } = await this.queries.one(complaintScope(actor, id), undefined, tx);
      return answeredOnce(tx, { merchantId, key, request: { refundOf: id, body } }, () =>
        this.refunds.refund(tx, complaintScope(actor, id, match), given, solution),
      );
    });
    void reply.header('location', `/v1/refunds/${answer.id}`);
    if (replayed) void reply.header('idempotent-replayed', 'true');
    return answer;
  }
}
