import { Injectable } from '@nestjs/common';
import { AgendaService, type AgendaOutcome, type AgendaTask } from '../agenda/agenda.service.js';
import { crowdKinds } from '../world/domain/crowd-kinds.js';
import { DeedsService } from '../deeds/deeds.service.js';
import { bestAnswer, textField, type ProductAnswer } from '../product/domain/answer.js';
import { Rng } from '../world/domain/rng.js';
import { WorldService } from '../world/world.service.js';
import { CustomerCases, type KnowingCustomer } from './customer-cases.service.js';
import { CustomerMails } from './customer-mails.service.js';
import type { ComplaintPlan } from './domain/customer-plan.js';
import { clicked, idAfter, ShopFront } from './shop-front.service.js';

/** Complaints that are about one of the goods. */
const aboutGoods: readonly string[] = ['damaged', 'wrong', 'missing', 'quality'];

/** Customers who complain, and who answer what the shop answered. */
@Injectable()
export class ComplainingCustomers {
  constructor(
    private readonly world: WorldService,
    private readonly agenda: AgendaService,
    private readonly cases: CustomerCases,
    private readonly shop: ShopFront,
    private readonly mails: CustomerMails,
    private readonly deeds: DeedsService,
  ) {
    agenda.handle(crowdKinds.complain, { run: (task) => this.complain(task) });
    agenda.handle(crowdKinds.reply, { run: (task) => this.reply(task) });
  }

  private async complain({ key: number, attempts }: AgendaTask): Promise<AgendaOutcome> {
    const customer = await this.cases.knowing(Number(number));
    const { complains: plan } = customer.plan;
    if (plan === null) return { kind: 'done' };
    const key = `complaint ${number}`;
    const { way, type, text } = plan;
    await this.deeds.begin(key, 'complaint', { order: customer.externalId, way, type, text });
    const answers = await this.say(customer, plan, key);
    const subjectIds = answers.filter(({ status }) => status < 300).map(({ body }) => complaintIdIn(body));
    const shown = subjectIds[0] === undefined ? null : await this.shown(customer, subjectIds[0], text);
    return this.deeds.outcome(key, attempts, bestAnswer(answers, attempts) as ProductAnswer, {
      subjectIds,
      follow: async (tx) => {
        await tx.query(`update deeds set content = content || $2::jsonb where key = $1`, [
          key,
          JSON.stringify({ shown }),
        ]);
        for (const id of subjectIds.slice(0, 1))
          await this.agenda.schedule(tx, crowdKinds.answer, id, this.staffLooksAt(id));
      },
    });
  }

  private async say(customer: KnowingCustomer, plan: ComplaintPlan, key: string): Promise<ProductAnswer[]> {
    const { number, token } = customer;
    const { type, text } = plan;
    if (plan.way === 'mail') {
      const about = `Re: ${customer.externalId}`;
      return clicked(plan.twice, () => this.mails.send(customer, { id: `complaint-${number}`, about, text }));
    }
    const lineId = aboutGoods.includes(type) ? await this.lineOf(customer) : null;
    if (plan.way === 'page') return this.byForm(token, { type, text, lineId: lineId ?? '' }, plan, key);
    const asApp = { type, text, lineId };
    return clicked(plan.twice, () =>
      this.shop.ask(`/v1/self-service/${token}/complaints`, asApp, `complaint-${number}`),
    );
  }

  private async byForm(
    token: string,
    fields: Record<string, string>,
    plan: ComplaintPlan,
    key: string,
  ): Promise<ProductAnswer[]> {
    const form = await this.formKey(`/track/${token}/complaints/new`, key);
    if (typeof form !== 'string') return [form];
    return clicked(plan.twice, () => this.shop.send(`/track/${token}/complaints`, { ...fields, key: form }));
  }

  /** The form's own key; a page without a form is broken, and opened again. */
  private async formKey(path: string, deedKey: string): Promise<string | ProductAnswer> {
    const form = await this.shop.formKey(path, deedKey);
    return typeof form === 'string' || form.status !== 200 ? form : { ...form, status: 503 };
  }

  /** One of the goods; always the same one. */
  private async lineOf({ number, token }: KnowingCustomer): Promise<string | null> {
    const answer = await this.shop.open(`/v1/self-service/${token}/returns`);
    const { lines = [] } = answer.status === 200 ? (answer.body as { lines?: { lineId: string }[] }) : {};
    return lines.length === 0 ? null : Rng.of(this.world.seed, 'customer', number, 'complains').pick(lines).lineId;
  }

  /** How the customer's own page shows what was written: as text, or as what a browser would run. */
  private async shown({ token }: KnowingCustomer, id: string, text: string): Promise<'text' | 'markup' | 'absent'> {
    const page = await this.shop.open(`/track/${token}/complaints/${id}`);
    const html = String(page.body);
    if (/[<>]/.test(text) && html.includes(text)) return 'markup';
    return html.includes(text.slice(text.lastIndexOf('['))) ? 'text' : 'absent';
  }

  /** The shop has answered by mail; on the page stands what. */
  private async reply({ key: number, attempts }: AgendaTask): Promise<AgendaOutcome> {
    const customer = await this.cases.knowing(Number(number));
    const complaint = await this.deeds.find(`complaint ${number}`);
    const [complaintId] = complaint?.subjectIds ?? [];
    const text = customer.plan.complains?.reply ?? null;
    const key = `reply ${number}`;
    const before = await this.deeds.find(key);
    if (complaintId === undefined || text === null || (before !== null && before.state !== 'begun'))
      return { kind: 'done' };
    const page = `/track/${customer.token}/complaints/${complaintId}`;
    const about = await this.answered(customer, complaintId);
    if (about === null) return { kind: 'done' };
    await this.deeds.begin(key, 'reply', { complaintId, text });
    const mail = { id: `reply-${number}`, about: `Re: ${about}`, text };
    const answer =
      customer.plan.complains?.way === 'mail'
        ? await this.mails.send(customer, mail)
        : await this.answerOnPage(page, text, key);
    return this.deeds.outcome(key, attempts, answer, {
      subjectIds: [complaintId],
      // What was solved is open again by this.
      follow: (tx) => this.agenda.schedule(tx, crowdKinds.solve, `${complaintId} again`, this.staffLooksAt(key)),
    });
  }

  private async answerOnPage(page: string, text: string, key: string): Promise<ProductAnswer> {
    const form = await this.formKey(page, key);
    return typeof form === 'string' ? this.shop.send(`${page}/messages`, { key: form, text }) : form;
  }

  /** The complaint's number, which stands in the subject of the shop's answer; null when there is no answer. */
  private async answered({ token }: KnowingCustomer, complaintId: string): Promise<string | null> {
    const answer = await this.shop.open(`/v1/self-service/${token}/complaints/${complaintId}`);
    const { number = '', messages = [] } = answer.body as { number?: string; messages?: { author: string }[] };
    return messages.some(({ author }) => author === 'agent') ? number : null;
  }

  private staffLooksAt(topic: string): Date {
    return this.world.inHours(Rng.of(this.world.seed, 'staff', topic).between(2, 10));
  }
}

/** Of a body, of the mail gateway's answer, or in the address that a form led to. */
const complaintIdIn = (body: unknown): string =>
  typeof body === 'string' ? idAfter('complaints', body) : textField(body, 'complaintId') || textField(body, 'id');
