import { Injectable } from '@nestjs/common';
import { AgendaService, type AgendaOutcome, type AgendaTask } from '../agenda/agenda.service.js';
import { crowdKinds } from '../world/domain/crowd-kinds.js';
import type { Deed } from '../deeds/deed.entity.js';
import { DeedsService } from '../deeds/deeds.service.js';
import { bestAnswer, textField, type ProductAnswer } from '../product/domain/answer.js';
import { Rng } from '../world/domain/rng.js';
import { WorldService } from '../world/world.service.js';
import { CustomerCases, type KnowingCustomer } from './customer-cases.service.js';
import type { ReturnPlan } from './domain/customer-plan.js';
import { clicked, hiddenField, idAfter, ShopFront } from './shop-front.service.js';

/** The order as the customer's side of the product shows it. */
interface OrderView {
  readonly deliveredAt: string | null;
  readonly lines: readonly { readonly lineId: string; readonly returnable: number }[];
  readonly returns: readonly { readonly id: string; readonly withdrawal: object | null }[];
}

/** Units of a line that go back. */
interface GivenBack {
  readonly lineId: string;
  readonly quantity: number;
  readonly reasonCode: string;
}

const reasons = ['CHANGED_MIND', 'CHANGED_MIND', 'TOO_SMALL', 'NOT_AS_DESCRIBED', 'DAMAGED', 'WRONG_ITEM', 'QUALITY'];
/** So often a customer looks whether the shop knows by now that the parcel came. */
const LOOKS_MAX = 40;

/** Customers who send goods back, by return or by withdrawal. */
@Injectable()
export class ReturningCustomers {
  constructor(
    private readonly world: WorldService,
    private readonly agenda: AgendaService,
    private readonly cases: CustomerCases,
    private readonly shop: ShopFront,
    private readonly deeds: DeedsService,
  ) {
    agenda.handle(crowdKinds.giveBack, { run: (task) => this.giveBack(task) });
  }

  private async giveBack({ key: number, attempts }: AgendaTask): Promise<AgendaOutcome> {
    const customer = await this.cases.knowing(Number(number));
    const { returns: plan } = customer.plan;
    if (plan === null) return { kind: 'done' };
    const key = `return ${number}`;
    const view = await this.view(customer);
    if (view === null || (!plan.early && view.deliveredAt === null))
      return attempts < LOOKS_MAX
        ? { kind: 'again', problem: 'not delivered yet' }
        : this.deeds.givenUp(key, 'NOT_DELIVERED');
    const lines = this.chosen(customer, view);
    if (lines.length === 0 && (await this.deeds.find(key)) === null) return { kind: 'done' };
    const deed = await this.deeds.begin(key, plan.kind, { order: customer.externalId, way: plan.way, lines });
    const { answer, subjectIds } = await this.ask(customer, plan, deed);
    return this.deeds.outcome(key, attempts, answer, {
      subjectIds,
      follow: async (tx) => {
        for (const returnId of subjectIds.slice(0, 1))
          await this.agenda.schedule(tx, crowdKinds.label, returnId, this.world.inHours(2));
      },
    });
  }

  private async view(customer: KnowingCustomer): Promise<OrderView | null> {
    const answer = await this.shop.open(`/v1/self-service/${customer.token}/returns`);
    return answer.status === 200 ? (answer.body as OrderView) : null;
  }

  /** At least one line of what can still go back. */
  private chosen({ number }: KnowingCustomer, { lines }: OrderView): GivenBack[] {
    const rng = Rng.of(this.world.seed, 'customer', number, 'lines');
    const open = rng.shuffled(lines.filter(({ returnable }) => returnable > 0));
    return open
      .filter((_, at) => at === 0 || rng.chance(0.4))
      .map(({ lineId, returnable }) => ({
        ...{ lineId, quantity: rng.int(1, returnable), reasonCode: rng.pick(reasons) },
      }));
  }

  private async ask(
    customer: KnowingCustomer,
    plan: ReturnPlan,
    deed: Deed,
  ): Promise<{ answer: ProductAnswer; subjectIds: string[] }> {
    const lines = deed.content['lines'] as GivenBack[];
    if (plan.kind === 'withdrawal') return this.withdraw(customer, plan, lines);
    const answers =
      plan.way === 'page' ? await this.byForm(customer, plan, deed) : await this.byApp(customer, plan, lines);
    return { answer: best(answers), subjectIds: idsOf('returns', answers) };
  }

  /** The customer's own key: the same request again is the same return. */
  private byApp(
    { number, token }: KnowingCustomer,
    { twice }: ReturnPlan,
    lines: GivenBack[],
  ): Promise<ProductAnswer[]> {
    return clicked(twice, () =>
      this.shop.ask(`/v1/self-service/${token}/returns`, { lines, note: null }, `return-${number}`),
    );
  }

  /** Chooses, reads the answer, confirms. A browser that is asked to send the form again sends the same form. */
  private async byForm({ token }: KnowingCustomer, { twice }: ReturnPlan, deed: Deed): Promise<ProductAnswer[]> {
    const fields = Object.fromEntries(
      (deed.content['lines'] as GivenBack[]).flatMap(({ lineId, quantity, reasonCode }) => [
        [`q.${lineId}`, String(quantity)],
        [`r.${lineId}`, reasonCode],
      ]),
    ) as Record<string, string>;
    let form = deed.content['form'];
    if (typeof form !== 'string') {
      const page = await this.shop.open(`/track/${token}/returns/check?${new URLSearchParams(fields).toString()}`);
      form = hiddenField(page, 'key');
      if (typeof form !== 'string') return [page.status === 200 ? { ...page, status: 422 } : page];
      await this.deeds.note(deed.key, { form });
    }
    const filled = { ...fields, key: form, note: '' };
    return clicked(twice, () => this.shop.send(`/track/${token}/returns`, filled));
  }

  /** Two steps. Nothing is declared by the first one, so that it may be done again. */
  private async withdraw(
    customer: KnowingCustomer,
    plan: ReturnPlan,
    lines: GivenBack[],
  ): Promise<{ answer: ProductAnswer; subjectIds: string[] }> {
    const declared = async (): Promise<string[]> =>
      (await this.view(customer))?.returns.filter(({ withdrawal }) => withdrawal !== null).map(({ id }) => id) ?? [];
    const before = await declared();
    const there = { status: 200, headers: new Headers(), body: {} };
    if (before.length > 0) return { answer: there, subjectIds: before };
    const answers =
      plan.way === 'page' ? await this.declareOnPage(customer, plan, lines) : await this.declare(customer, plan, lines);
    const subjectIds = await declared();
    // Confirmed, and not seen: it is looked for again.
    const answer = best(answers);
    return answer.status < 300 && subjectIds.length === 0
      ? { answer: { ...answer, status: 503 }, subjectIds }
      : { answer, subjectIds };
  }

  private async declare(
    { token, person }: KnowingCustomer,
    { twice }: ReturnPlan,
    lines: GivenBack[],
  ): Promise<ProductAnswer[]> {
    const path = `/v1/self-service/${token}/withdrawals`;
    const units = lines.map(({ lineId, quantity }) => ({ lineId, quantity }));
    const json = { name: `${person.firstName} ${person.lastName}`, contactEmail: null, lines: units };
    const prepared = await this.shop.ask(path, json);
    const id = textField(prepared.body, 'id');
    if (prepared.status >= 300 || id === '') return [prepared];
    return clicked(twice, () => this.shop.ask(`${path}/${id}/confirm`, {}));
  }

  private async declareOnPage(
    { token, person }: KnowingCustomer,
    { twice }: ReturnPlan,
    lines: GivenBack[],
  ): Promise<ProductAnswer[]> {
    const path = `/track/${token}/withdrawals`;
    const units = Object.fromEntries(lines.map(({ lineId, quantity }) => [`q.${lineId}`, String(quantity)]));
    const name = `${person.firstName} ${person.lastName}`;
    const prepared = await this.shop.send(path, { name, contactEmail: '', ...units });
    const id = idAfter('withdrawals', prepared.body);
    if (prepared.status >= 300 || id === '') return [prepared];
    return clicked(twice, () => this.shop.send(`${path}/${id}/confirm`, {}));
  }
}

const best = (answers: readonly ProductAnswer[]): ProductAnswer => bestAnswer(answers, 0) as ProductAnswer;

/** What the accepted answers name, in an address or in a body. */
const idsOf = (word: string, answers: readonly ProductAnswer[]): string[] =>
  answers
    .filter(({ status }) => status < 300)
    .map(({ body }) => (typeof body === 'string' ? idAfter(word, body) : textField(body, 'id')));
