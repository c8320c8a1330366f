import { Controller, Get, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { BufferedBody, Public, RawBody, Roles, type Page } from '#platform';
import { CarriersOverviewService, type CarrierResponseDto } from './carriers-overview.service.js';
import { CarriersService, type ReceiptResponseDto } from './carriers.service.js';
import { UnknownCodesService, type UnknownCode } from './unknown-codes.service.js';

/** What carriers and gateways send, and what they send when they mean something else. */
const pushedTypes = [
  ...['application/json', 'application/json; charset=iso-8859-9', 'application/json; charset=windows-1254'],
  ...['application/json; charset=iso-8859-1', 'text/json', 'text/plain', 'text/html', 'text/xml', 'application/xml'],
];

@Controller('v1')
export class CarriersController {
  constructor(
    private readonly carriers: CarriersService,
    private readonly overview: CarriersOverviewService,
    private readonly unknownCodes: UnknownCodesService,
  ) {}

  /** How it stands with each carrier: budgets, what waits, what it said in vain. */
  @Get('carriers')
  @Roles('operator')
  async list(): Promise<Page<CarrierResponseDto>> {
    // As many as the operator connected: one page.
    return { items: await this.overview.list(), next: null };
  }

  /** What carriers said that their tables lack, the most frequent first. */
  @Get('carriers/unknown-codes')
  @Roles('operator')
  async listUnknownCodes(): Promise<Page<UnknownCode>> {
    return { items: await this.unknownCodes.list(), next: null };
  }

  /** Signed by the carrier instead of a key. */
  @Post('webhooks/carriers/:carrier')
  @Public()
  @HttpCode(200)
  // As bytes, whatever they claim to be: who sent them is proved first, and what cannot be read is told to people.
  @BufferedBody(pushedTypes)
  receive(
    @Param('carrier') carrier: string,
    @Headers() headers: Record<string, string | string[] | undefined>,
    @RawBody() body: Buffer,
  ): Promise<ReceiptResponseDto> {
    return this.carriers.receiveWebhook(carrier.toLowerCase(), { headers, body });
  }
}
