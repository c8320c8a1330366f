import { Controller, Get, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '#platform';
import { CustomerComplaintsService } from '../customer-complaints.service.js';
import { CustomerWishesService } from '../customer-wishes.service.js';
import { helpPage } from './help.page.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { PageVisits } from './page-visits.service.js';
import type { Visit } from './visit.js';
import { Visited } from './visited.js';

/** Where self-service begins, and where its state can be seen. */
@Controller('track/:token/help')
@Public()
@UseFilters(PageProblemFilter)
export class HelpPageController {
  constructor(
    private readonly visits: PageVisits,
    private readonly complaints: CustomerComplaintsService,
    private readonly wishes: CustomerWishesService,
  ) {}

  @Get()
  async show(@Visited() visit: Visit, @Res() reply: FastifyReply): Promise<void> {
    const page = helpPage(visit, await this.complaints.list(visit.scope), await this.wishes.list(visit.scope));
    await this.visits.show(reply, visit, '/help', page);
  }
}
