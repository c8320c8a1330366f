import { Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { Public, RawBody } from '#platform';
import { CarriersService, type ReceiptResponseDto } from './carriers.service.js';

@Controller('v1/webhooks/carriers')
export class CarriersController {
  constructor(private readonly carriers: CarriersService) {}

  /** Signed by the carrier instead of a key. */
  @Post(':carrier')
  @Public()
  @HttpCode(200)
  receive(
    @Param('carrier') carrier: string,
    @Headers() headers: Record<string, string | string[] | undefined>,
    @RawBody() body: Buffer,
  ): Promise<ReceiptResponseDto> {
    return this.carriers.receiveWebhook(carrier.toLowerCase(), { headers, body });
  }
}
