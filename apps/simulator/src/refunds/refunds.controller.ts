import { Controller, Get, Headers, Param, Post } from '@nestjs/common';
import { Public, RawBody } from '#platform';
import { StoreRefundsService } from './refunds.service.js';

/** Where the product asks the store to pay back. Signed by the product, so no key. */
@Public()
@Controller('sim/refunds')
export class StoreRefundsController {
  constructor(private readonly refunds: StoreRefundsService) {}

  @Post()
  refund(
    @Headers() headers: Record<string, string | undefined>,
    @RawBody() body: Buffer,
  ): Promise<{ reference: string }> {
    return this.refunds.refund({ key: headers['idempotency-key'] ?? '', headers, body });
  }

  @Get(':key')
  async show(@Param('key') key: string): Promise<{ reference: string | null }> {
    const { reference } = await this.refunds.known(key);
    return { reference };
  }
}
