import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '#platform';
import { CustomerComplaintsService } from '../customer-complaints.service.js';
import { helpPage } from './help.page.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { PageVisits } from './page-visits.service.js';

/** Where self-service begins, and where its state can be seen. */
@Controller('track/:token/help')
@Public()
@UseFilters(PageProblemFilter)
export class HelpPageController {
  constructor(
    private readonly visits: PageVisits,
    private readonly complaints: CustomerComplaintsService,
  ) {}

  @Get()
  async show(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visit = await this.visits.open(token, request);
    await this.visits.show(reply, visit, '/help', helpPage(visit, await this.complaints.list(visit.scope)));
  }
}
