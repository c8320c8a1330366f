import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { Public, type Page } from '#platform';
import { MailboxQuery, MailStatusQuery } from './dto/mailbox.query.js';
import { MailboxService, type MailDetail, type MailSummary } from './mailbox.service.js';

/** What people of the simulated world find in their inboxes. */
@Public()
@Controller()
export class MailboxController {
  constructor(private readonly mailbox: MailboxService) {}

  @Get('v1/mailbox')
  list(@Query() query: MailboxQuery): Promise<Page<MailSummary>> {
    return this.mailbox.list(query);
  }

  @Get('v1/mailbox/:id')
  get(@Param('id', ParseUUIDPipe) id: string): Promise<MailDetail> {
    return this.mailbox.get(id);
  }

  /** For a sender that does not know whether its mail was taken. */
  @Get('sim/mail-status')
  async status(@Query() { messageId }: MailStatusQuery): Promise<{ accepted: boolean }> {
    return { accepted: await this.mailbox.wasAccepted(messageId) };
  }
}
