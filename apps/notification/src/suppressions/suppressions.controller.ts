import { Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { BufferedBody, decodeCursor, IdPipe, limitOf, PageQuery, pageOf, RawBody, Roles, type Page } from '#platform';
import { SuppressionsService, type ReportOutcome, type SuppressionView } from './suppressions.service.js';

/** Addresses are of no merchant alone: operators keep them. */
@Controller('v1')
@Roles('operator')
export class SuppressionsController {
  constructor(private readonly suppressions: SuppressionsService) {}

  /** A bounce (RFC 3464) or complaint (RFC 5965), as the mail server hands it on. */
  @Post('mail-reports')
  @HttpCode(200)
  @BufferedBody(['message/rfc822'])
  takeReport(@RawBody() raw: Buffer): Promise<ReportOutcome> {
    return this.suppressions.takeReport(raw);
  }

  @Get('suppressions')
  async list(@Query() query: PageQuery): Promise<Page<SuppressionView>> {
    const limit = limitOf(query);
    const beforeId = decodeCursor(query.after, 'id')?.[0] ?? null;
    return pageOf(await this.suppressions.find(beforeId, limit + 1), limit, ({ id }) => [id]);
  }

  /** The address is written to again. */
  @Delete('suppressions/:id')
  @HttpCode(204)
  lift(@Param('id', IdPipe) id: string): Promise<void> {
    return this.suppressions.lift(id);
  }
}
