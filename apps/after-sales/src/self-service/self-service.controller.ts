import { Body, Controller, Get, Headers, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { IdPipe, Public } from '#platform';
import type { ReturnView } from '../returns/return-queries.service.js';
import { CustomerAccess } from './customer-access.service.js';
import { CustomerReturnsService, type CustomerAnswer, type CustomerOrderView } from './customer-returns.service.js';
import { AssessCustomerReturnDto, CustomerReturnDto, PrepareWithdrawalDto } from './dto/self-service.dto.js';
import { WithdrawalsService, type WithdrawalView } from './withdrawals.service.js';

/** What a customer does alone, with the token of the tracking page instead of a key. */
@Controller('v1/self-service/:token')
@Public()
export class SelfServiceController {
  constructor(
    private readonly access: CustomerAccess,
    private readonly returns: CustomerReturnsService,
    private readonly withdrawals: WithdrawalsService,
  ) {}

  /** What was bought, how much of it can go back, and the returns there are. */
  @Get('returns')
  async show(@Param('token') token: string, @Req() request: FastifyRequest): Promise<CustomerOrderView> {
    return this.returns.show(await this.access.admit(token, request));
  }

  /** What would be answered, clause by clause; nothing is stored. */
  @Post('returns/assessment')
  @HttpCode(200)
  async assess(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Body() body: AssessCustomerReturnDto,
  ): Promise<CustomerAnswer> {
    return this.returns.assess(await this.access.admit(token, request), body.lines);
  }

  /** With an `Idempotency-Key`, as for a merchant. */
  @Post('returns')
  async request(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Headers('idempotency-key') key: string | undefined,
    @Body() body: CustomerReturnDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReturnView> {
    const { answer, replayed } = await this.returns.request(await this.access.admit(token, request), key, body);
    if (replayed) reply.header('idempotent-replayed', 'true');
    return answer;
  }

  /** Step one of a withdrawal: what it is about. */
  @Post('withdrawals')
  async prepare(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Body() body: PrepareWithdrawalDto,
  ): Promise<WithdrawalView> {
    return this.withdrawals.prepare(await this.access.admit(token, request), body);
  }

  /** Step two: it is declared. Again: the same acknowledgement. */
  @Post('withdrawals/:id/confirm')
  @HttpCode(200)
  async confirm(
    @Param('token') token: string,
    @Param('id', IdPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<WithdrawalView> {
    return this.withdrawals.confirm(await this.access.admit(token, request), id);
  }

  @Get('withdrawals/:id')
  async withdrawal(
    @Param('token') token: string,
    @Param('id', IdPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<WithdrawalView> {
    return this.withdrawals.one(await this.access.admit(token, request), id);
  }
}
