import { Controller, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { Public, RawBody, Roles, type Page } from '#platform';
import { CarriersOverviewService, type CarrierResponseDto } from './carriers-overview.service.js';
import { CarriersService, type ReceiptResponseDto } from './carriers.service.js';

@Controller('v1')
export class CarriersController {
  constructor(
    private readonly carriers: CarriersService,
    private readonly overview: CarriersOverviewService,
  ) {}

  /** How it stands with each carrier: budgets, what waits, what it said in vain. */
  @Get('carriers')
  @Roles('operator')
  async list(): Promise<Page<CarrierResponseDto>> {
    // As many as the operator connected: one page.
    return { items: await this.overview.list(), next: null };
  }

  /** Signed by the carrier instead of a key. */
  @Post('webhooks/carriers/:carrier')
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
