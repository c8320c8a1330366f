import { Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { Public, RawBody } from '#platform';
import { SupplierWebhooksService } from './supplier-webhooks.service.js';

/** Where the product pushes purchase orders: each simulated supplier's own endpoint. */
@Controller('sim/suppliers')
export class SupplierWebhooksController {
  constructor(private readonly webhooks: SupplierWebhooksService) {}

  /** Signed by the product (Standard Webhooks), so no key. */
  @Public()
  @Post(':code/webhooks')
  @HttpCode(204)
  receive(
    @Param('code') code: string,
    @Headers() headers: Record<string, string | undefined>,
    @RawBody() body: Buffer,
  ): Promise<void> {
    return this.webhooks.receive(code, headers, body);
  }
}
