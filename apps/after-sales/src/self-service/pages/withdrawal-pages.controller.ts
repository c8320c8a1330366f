import { Controller, Get, Param, Post, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { BufferedBody, IdPipe, ProblemError, Public, RawBody } from '#platform';
import { PrepareWithdrawalDto } from '../dto/self-service.dto.js';
import { WithdrawalsService } from '../withdrawals.service.js';
import type { FieldErrors } from './fields.js';
import { checked, FORM, FormFields } from './form-body.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { PageVisits } from './page-visits.service.js';
import { namedQuantities, quantityName } from './return-form.js';
import type { Visit } from './visit.js';
import { Visited } from './visited.js';
import { declarePage, NAME_MAX, withdrawalPage } from './withdrawal.pages.js';

/** A withdrawal in its two steps: state it, confirm it. */
@Controller('track/:token/withdrawals')
@Public()
@UseFilters(PageProblemFilter)
export class WithdrawalPagesController {
  constructor(
    private readonly visits: PageVisits,
    private readonly withdrawals: WithdrawalsService,
  ) {}

  @Get('new')
  async declare(@Visited() visit: Visit, @Res() reply: FastifyReply): Promise<void> {
    const page = declarePage(visit, new FormFields(''), {}, null);
    await this.visits.show(reply, visit, '/withdrawals/new', page);
  }

  /** Declares nothing yet: sent twice, only one of the two is confirmed. */
  @Post()
  @BufferedBody([FORM])
  async prepare(@Visited() visit: Visit, @RawBody() body: Buffer, @Res() reply: FastifyReply): Promise<void> {
    const form = new FormFields(body);
    const again = (errors: FieldErrors, refusal: string | null): Promise<void> =>
      this.visits.show(reply, visit, '/withdrawals/new', declarePage(visit, form, errors, refusal), 422);
    const lines = namedQuantities(form);
    const given = { name: form.text('name').trim(), contactEmail: form.text('contactEmail').trim() || null, lines };
    const asked = await checked(PrepareWithdrawalDto, given);
    const errors = { ...lineErrors(visit, lines), ...('faults' in asked ? personErrors(visit, asked.faults) : {}) };
    if ('faults' in asked || Object.keys(errors).length > 0) {
      await again(errors, null);
      return;
    }
    try {
      const { id } = await this.withdrawals.prepare(visit.scope, asked.body);
      await this.visits.goOn(reply, visit, `/withdrawals/${id}`);
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'RETURN_NOT_ALLOWED') throw error;
      await again({}, refusalOf(visit, error, lines));
    }
  }

  @Get(':id')
  async one(@Visited() visit: Visit, @Param('id', IdPipe) id: string, @Res() reply: FastifyReply): Promise<void> {
    const withdrawal = await this.withdrawals.one(visit.scope, id);
    const declared = visit.order.returns.find((known) => known.withdrawal?.id === id);
    await this.visits.show(reply, visit, `/withdrawals/${id}`, withdrawalPage(visit, withdrawal, declared?.id ?? null));
  }

  /** Again: the same acknowledgement. */
  @Post(':id/confirm')
  @BufferedBody([FORM])
  async confirm(@Visited() visit: Visit, @Param('id', IdPipe) id: string, @Res() reply: FastifyReply): Promise<void> {
    await this.withdrawals.confirm(visit.scope, id);
    await this.visits.goOn(reply, visit, `/withdrawals/${id}`);
  }
}

type Units = readonly { readonly lineId: string; readonly quantity: number }[];

function lineErrors({ say, order }: Visit, lines: Units): Record<string, string> {
  if (lines.length === 0) return { lines: say('return.error.none') };
  const wrong = lines.flatMap(({ lineId, quantity }) => {
    const left = order.lines.find((line) => line.lineId === lineId)?.returnable ?? 0;
    const isRight = Number.isInteger(quantity) && quantity > 0 && quantity <= left;
    return isRight ? [] : [[quantityName(lineId), say('return.error.quantity', { total: left })]];
  });
  return Object.fromEntries(wrong) as Record<string, string>;
}

const personErrors = ({ say }: Visit, faults: ReadonlySet<string>): Record<string, string> => ({
  ...(faults.has('name') ? { name: say('withdrawal.name.error', { max: NAME_MAX }) } : {}),
  ...(faults.has('contactEmail') ? { contactEmail: say('withdrawal.email.error') } : {}),
});

/** Names the lines that the problem points at, each with the clause that decided. */
function refusalOf(visit: Visit, { errors }: ProblemError, lines: Units): string {
  const named = errors.map(({ pointer, code }) => {
    const title = visit.titleOf(lines[Number(pointer.split('/')[2])]?.lineId ?? null);
    return `${title} (${visit.say(code === 'EXCLUDED_GOODS' ? 'clause.EXCLUDED_GOODS' : 'clause.WINDOW_CLOSED')})`;
  });
  return visit.say('withdrawal.not_allowed', { lines: [...new Set(named)].join(', ') });
}
