import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { IdPipe, Public, type Page } from '#platform';
import { MailboxQuery, MailStatusQuery } from './dto/mailbox.query.js';
import { MailboxService, type MailDetail, type MailSummary } from './mailbox.service.js';

/** Set by the front for a merchant's key: only mails about this merchant's orders. */
const MERCHANT = 'x-kervan-merchant';

/** What people of the simulated world find in their inboxes. */
@Public()
@Controller()
export class MailboxController {
  constructor(private readonly mailbox: MailboxService) {}

  @Get('v1/mailbox')
  list(@Query() query: MailboxQuery, @Headers(MERCHANT) merchantId?: string): Promise<Page<MailSummary>> {
    return this.mailbox.list(query, merchantId ?? null);
  }

  @Get('v1/mailbox/:id')
  get(@Param('id', IdPipe) id: string, @Headers(MERCHANT) merchantId?: string): Promise<MailDetail> {
    return this.mailbox.get(id, merchantId ?? null);
  }

  /** For a sender that does not know whether its mail was taken. */
  @Get('sim/mail-status')
  async status(@Query() { messageId }: MailStatusQuery): Promise<{ accepted: boolean }> {
    return { accepted: await this.mailbox.wasAccepted(messageId) };
  }
}
