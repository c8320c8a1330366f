import { Controller, Headers, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public, RawBody } from '#platform';
import { SupplierWebhooksService } from './supplier-webhooks.service.js';

/** Where the product pushes purchase orders: each simulated supplier's own endpoint. */
@Controller('sim/suppliers')
export class SupplierWebhooksController {
  constructor(private readonly webhooks: SupplierWebhooksService) {}

  /** Signed by the product (Standard Webhooks), so no key. A played 500 is an answer, not an error worth a log line. */
  @Public()
  @Post(':code/webhooks')
  async receive(
    @Param('code') code: string,
    @Headers() headers: Record<string, string | undefined>,
    @RawBody() body: Buffer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const taken = await this.webhooks.receive(code, headers, body);
    void reply.code(taken ? 204 : 500);
  }
}
