import { Body, Controller, Get, Headers, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { IdPipe, Public } from '#platform';
import type { Answered } from '../answered-once.js';
import type { Wish } from '../wishes/domain/wish.js';
import { CustomerAccess } from './customer-access.service.js';
import { CustomerWishesService, type WishesView } from './customer-wishes.service.js';
import { CustomerAddressDto } from './dto/self-service.dto.js';

/** What a customer wants of an order that has not left. Suppliers may have to agree: `GET` says what became of it. */
@Controller('v1/self-service/:token/wishes')
@Public()
export class CustomerWishesController {
  constructor(
    private readonly access: CustomerAccess,
    private readonly wishes: CustomerWishesService,
  ) {}

  @Get()
  async list(@Param('token') token: string, @Req() request: FastifyRequest): Promise<WishesView> {
    return this.wishes.list(await this.access.admit(token, request));
  }

  @Get(':id')
  async one(
    @Param('token') token: string,
    @Param('id', IdPipe) id: string,
    @Req() request: FastifyRequest,
  ): Promise<Wish> {
    return this.wishes.one(await this.access.admit(token, request), id);
  }

  /** With an `Idempotency-Key`. */
  @Post('cancellation')
  @HttpCode(202)
  async cancel(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Headers('idempotency-key') key: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Wish> {
    return marked(reply, await this.wishes.cancel(await this.access.admit(token, request), key));
  }

  /** With an `Idempotency-Key`. */
  @Post('address')
  @HttpCode(202)
  async changeAddress(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Headers('idempotency-key') key: string | undefined,
    @Body() body: CustomerAddressDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Wish> {
    return marked(reply, await this.wishes.changeAddress(await this.access.admit(token, request), key, body));
  }
}

function marked(reply: FastifyReply, { answer, replayed }: Answered<Wish>): Wish {
  if (replayed) void reply.header('idempotent-replayed', 'true');
  return answer;
}
