import { randomUUID } from 'node:crypto';
import { Controller, Get, Param, Post, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { BufferedBody, IdPipe, Public, RawBody } from '#platform';
import { CustomerWishesService } from '../customer-wishes.service.js';
import { CustomerAddressDto } from '../dto/self-service.dto.js';
import { checked, FORM, FormFields } from './form-body.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { PageVisits } from './page-visits.service.js';
import type { Visit } from './visit.js';
import { Visited } from './visited.js';
import { addressFields, addressPage, cancelPage, wishPage } from './wish.pages.js';

/** The end of an order that has not left, or another address for it: asked, confirmed, followed. */
@Controller('track/:token/wishes')
@Public()
@UseFilters(PageProblemFilter)
export class WishPagesController {
  constructor(
    private readonly visits: PageVisits,
    private readonly wishes: CustomerWishesService,
  ) {}

  @Get('cancellation')
  async askCancel(@Visited() visit: Visit, @Res() reply: FastifyReply): Promise<void> {
    const { notNow } = await this.wishes.list(visit.scope);
    await this.visits.show(reply, visit, '/wishes/cancellation', cancelPage(visit, notNow.cancellation, randomUUID()));
  }

  /** The same form again leads to the same wish. */
  @Post('cancellation')
  @BufferedBody([FORM])
  async cancel(@Visited() visit: Visit, @RawBody() body: Buffer, @Res() reply: FastifyReply): Promise<void> {
    const { answer } = await this.wishes.cancel(visit.scope, new FormFields(body).text('key'));
    await this.visits.goOn(reply, visit, `/wishes/${answer.id}`);
  }

  @Get('address')
  async askAddress(@Visited() visit: Visit, @Res() reply: FastifyReply): Promise<void> {
    const { notNow } = await this.wishes.list(visit.scope);
    const page = addressPage(visit, notNow.address, { form: new FormFields(''), faults: new Set(), key: randomUUID() });
    await this.visits.show(reply, visit, '/wishes/address', page);
  }

  /** The same form again leads to the same wish. */
  @Post('address')
  @BufferedBody([FORM])
  async changeAddress(@Visited() visit: Visit, @RawBody() body: Buffer, @Res() reply: FastifyReply): Promise<void> {
    const form = new FormFields(body);
    const key = form.text('key');
    const given = Object.fromEntries(addressFields.map((name) => [name, form.text(name)])) as Record<string, string>;
    const asked = await checked(CustomerAddressDto, { ...given, country: visit.order.country });
    if ('faults' in asked) {
      const page = addressPage(visit, null, { form, faults: asked.faults, key });
      await this.visits.show(reply, visit, '/wishes/address', page, 422);
      return;
    }
    const { answer } = await this.wishes.changeAddress(visit.scope, key, asked.body);
    await this.visits.goOn(reply, visit, `/wishes/${answer.id}`);
  }

  @Get(':id')
  async one(@Visited() visit: Visit, @Param('id', IdPipe) id: string, @Res() reply: FastifyReply): Promise<void> {
    await this.visits.show(reply, visit, `/wishes/${id}`, wishPage(visit, await this.wishes.one(visit.scope, id)));
  }
}
