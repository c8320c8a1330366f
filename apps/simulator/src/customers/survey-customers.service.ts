import { Injectable } from '@nestjs/common';
import { AgendaService, type AgendaOutcome, type AgendaTask } from '../agenda/agenda.service.js';
import { crowdKinds } from '../world/domain/crowd-kinds.js';
import { DeedsService } from '../deeds/deeds.service.js';
import { readAnswer } from '../product/domain/answer.js';
import { ProductService } from '../product/product.service.js';
import { CustomerCases } from './customer-cases.service.js';
import type { SurveyAnswer } from './domain/customer-plan.js';
import { ShopFront } from './shop-front.service.js';

/** Customers who answer surveys by the links of their mails, and programs that only follow the links. */
@Injectable()
export class SurveyCustomers {
  constructor(
    agenda: AgendaService,
    private readonly cases: CustomerCases,
    private readonly product: ProductService,
    private readonly shop: ShopFront,
    private readonly deeds: DeedsService,
  ) {
    agenda.handle(crowdKinds.answerSurvey, { run: (task) => this.consider(task) });
  }

  private async consider(task: AgendaTask): Promise<AgendaOutcome> {
    const [number = '', scoreMax = '', link = ''] = task.key.split('/');
    const customer = await this.cases.customerOf(Number(number));
    if (customer === null) return { kind: 'done' };
    const { scanned, answers } = this.cases.survey(customer, Number(scoreMax));
    if (scanned && task.attempts === 0) await this.scan(link, Number(scoreMax));
    let last: AgendaOutcome = { kind: 'done' };
    for (const [at, answer] of answers.entries()) {
      last = await this.answer(link, answer, `survey ${link} ${at + 1}`, task.attempts);
      if (last.kind === 'again') return last;
      // The next one must come after this one, and be remembered so.
      if (at + 1 < answers.length) await this.deeds.end(last);
    }
    return last;
  }

  /** What a mail provider's scanner does, with GET and HEAD: no answer must come of it. */
  private async scan(link: string, scoreMax: number): Promise<void> {
    await this.deeds.begin(`scan ${link}`, 'scan', { link });
    for (const method of ['HEAD', 'GET'] as const)
      await this.product.request({ method, path: `/v1/surveys/${link}?score=${scoreMax}` });
  }

  /** Opens the link that stands in the mail, and sends the form that it shows with the score chosen. */
  private async answer(
    link: string,
    { score, comment }: SurveyAnswer,
    key: string,
    attempts: number,
  ): Promise<AgendaOutcome> {
    const before = await this.deeds.begin(key, 'survey', { link, score, comment });
    if (before.state !== 'begun') return { kind: 'done' };
    const page = await this.shop.open(`/v1/surveys/${link}?score=${score}`);
    if (readAnswer(page, attempts) === 'again') return { kind: 'again', problem: String(page.status) };
    const answer = await this.shop.send(`/v1/surveys/${link}`, { score: String(score), comment });
    return this.deeds.outcome(key, attempts, answer, { subjectIds: [] });
  }
}
