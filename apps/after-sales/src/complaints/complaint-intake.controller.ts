import { Body, Controller, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { CurrentActor, IdPipe, merchantOf, Roles, unprocessable, type Actor } from '#platform';
import { answeredOnce } from '../answered-once.js';
import { MerchantQuery } from '../merchant.query.js';
import { OrdersService } from '../orders/orders.service.js';
import { ComplaintQueries, type ComplaintView } from './complaint-queries.service.js';
import { ComplaintsService } from './complaints.service.js';
import { MailDto, OpenComplaintDto } from './dto/complaint.dto.js';
import { MailIntake, type MailAnswer } from './mail-intake.service.js';

/** Where complaints come in from merchants and their mail. */
@Controller('v1')
@Roles('merchant', 'operator')
export class ComplaintIntakeController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly complaints: ComplaintsService,
    private readonly queries: ComplaintQueries,
    private readonly mails: MailIntake,
    private readonly orders: OrdersService,
  ) {}

  /** With an `Idempotency-Key`; the same again gives the same complaint. */
  @Post('orders/:orderId/complaints')
  async open(
    @CurrentActor() actor: Actor,
    @Param('orderId', IdPipe) orderId: string,
    @Headers('idempotency-key') key: string | undefined,
    @Body() body: OpenComplaintDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ComplaintView> {
    const { type, text, lineId = null } = body;
    const { answer, replayed } = await this.dataSource.transaction(async (tx) => {
      const { merchantId } = await this.orders.order(tx, { orderId, merchantId: actor.merchantId });
      return answeredOnce(tx, { merchantId, key, request: { orderId, body } }, async () => {
        const wanted = { type, text, lineId, channel: 'api' } as const;
        const complaintId = await this.complaints.openComplaint(tx, { orderId, merchantId }, wanted);
        return this.queries.one({ complaintId, merchantId, supplierId: null }, 'agent', tx);
      });
    });
    reply.header('location', `/v1/complaints/${answer.id}`);
    if (replayed) reply.header('idempotent-replayed', 'true');
    return answer;
  }

  /** A mail that a customer wrote, parsed by the gateway that took it. */
  @Post('complaint-mails')
  @HttpCode(200)
  receiveMail(
    @CurrentActor() actor: Actor,
    @Query() { merchantId }: MerchantQuery,
    @Body() { messageId, from, subject, text, headers }: MailDto,
  ): Promise<MailAnswer> {
    if (Object.values(headers).some((value) => typeof value !== 'string'))
      throw unprocessable('MAIL_HEADERS', 'Headers are texts.', [
        { pointer: '/headers', code: 'MAIL_HEADERS', detail: 'Give each header as one text.' },
      ]);
    return this.mails.receive(merchantOf(actor, merchantId), messageId, { from, subject, text, headers });
  }
}
