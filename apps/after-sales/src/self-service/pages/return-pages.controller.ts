import { randomUUID } from 'node:crypto';
import { Controller, Get, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BufferedBody, IdPipe, Public, RawBody } from '#platform';
import { returnNotFound } from '../../returns/return.errors.js';
import { CustomerReturnsService } from '../customer-returns.service.js';
import { CustomerReturnDto } from '../dto/self-service.dto.js';
import { checked, FORM, FormFields } from './form-body.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { PageVisits } from './page-visits.service.js';
import { chosenLines, sentLines, type ChosenLine } from './return-form.js';
import { answerPage, choosePage, returnPage, type ReturnQuestion } from './return.pages.js';
import type { Visit } from './visit.js';
import { Visited } from './visited.js';

/** A return as a customer asks for it: choose, see the answer, confirm, follow. */
@Controller('track/:token/returns')
@Public()
@UseFilters(PageProblemFilter)
export class ReturnPagesController {
  constructor(
    private readonly visits: PageVisits,
    private readonly returns: CustomerReturnsService,
  ) {}

  @Get('new')
  async choose(@Visited() visit: Visit, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const form = queryOf(request);
    const from = Number(form.text('from'));
    const page = choosePage(visit, form, {}, Number.isSafeInteger(from) && from > 0 ? from : 0);
    await this.visits.show(reply, visit, '/returns/new', page);
  }

  /** Stores nothing: it can be reloaded and gone back to. */
  @Get('check')
  async check(@Visited() visit: Visit, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const form = queryOf(request);
    await this.answer(reply, visit, form, { key: randomUUID(), isNoteTooLong: false });
  }

  /** The same form again leads to the same return. */
  @Post()
  @BufferedBody([FORM])
  async confirm(@Visited() visit: Visit, @RawBody() body: Buffer, @Res() reply: FastifyReply): Promise<void> {
    const form = new FormFields(body);
    const key = form.text('key');
    const asked = await checked(CustomerReturnDto, { lines: sentLines(form), note: form.text('note') || null });
    if ('faults' in asked) {
      await this.answer(reply, visit, form, { key, isNoteTooLong: asked.faults.has('note') });
      return;
    }
    const { answer } = await this.returns.request(visit.scope, key, asked.body);
    await this.visits.goOn(reply, visit, `/returns/${answer.id}`);
  }

  @Get(':id')
  async one(@Visited() visit: Visit, @Param('id', IdPipe) id: string, @Res() reply: FastifyReply): Promise<void> {
    const found = visit.order.returns.find((known) => known.id === id);
    if (!found) throw returnNotFound(id);
    await this.visits.show(reply, visit, `/returns/${id}`, returnPage(visit, found));
  }

  private async answer(
    reply: FastifyReply,
    visit: Visit,
    form: FormFields,
    more: { key: string; isNoteTooLong: boolean },
  ): Promise<void> {
    const { chosen, errors } = chosenLines(form, visit.order, visit.say);
    if (Object.keys(errors).length > 0) {
      await this.visits.show(reply, visit, '/returns/new', choosePage(visit, form, errors, 0), 422);
      return;
    }
    const page = answerPage(visit, { ...(await this.answerTo(visit, chosen)), note: form.text('note'), ...more });
    await this.visits.show(reply, visit, '/returns/new', page, more.isNoteTooLong ? 422 : 200);
  }

  /** Of goods that may not all go back, what is wanted instead is reckoned for those that may. */
  private async answerTo(
    { scope }: Visit,
    chosen: readonly ChosenLine[],
  ): Promise<Pick<ReturnQuestion, 'chosen' | 'allowed' | 'answer' | 'exchange'>> {
    const { lines: answer, exchange } = await this.returns.assess(scope, chosen);
    const refused = new Set(answer.filter((line) => !line.allowed).map((line) => line.orderLineId));
    const allowed = chosen.filter(({ lineId }) => !refused.has(lineId));
    const isPart = allowed.length > 0 && allowed.length < chosen.length;
    const ofPart = isPart ? (await this.returns.assess(scope, allowed)).exchange : exchange;
    return { chosen, allowed, answer, exchange: allowed.length === 0 ? null : ofPart };
  }
}

const queryOf = (request: FastifyRequest): FormFields => new FormFields(request.url.split('?')[1] ?? '');
