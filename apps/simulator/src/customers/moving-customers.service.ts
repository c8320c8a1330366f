import { Injectable } from '@nestjs/common';
import { AgendaService, type AgendaOutcome, type AgendaTask } from '../agenda/agenda.service.js';
import type { Deed } from '../deeds/deed.entity.js';
import { DeedsService } from '../deeds/deeds.service.js';
import { bestAnswer, textField, type ProductAnswer } from '../product/domain/answer.js';
import { crowdKinds } from '../world/domain/crowd-kinds.js';
import type { Label } from '../world/domain/label.js';
import { Rng } from '../world/domain/rng.js';
import { WorldService } from '../world/world.service.js';
import { CustomerCases, type KnowingCustomer } from './customer-cases.service.js';
import type { MovePlan } from './domain/customer-plan.js';
import { clicked, idAfter, ShopFront } from './shop-front.service.js';

/** Hours between two looks at what became of a wish, and how often a customer looks: longer than suppliers are waited for. */
const LOOK_EVERY_HOURS = 2;
const LOOKS_MAX = 400;
/** A page that says no to a form may have met the same form on its way: so often it is sent again before that is believed. */
const FORM_ATTEMPTS_MAX = 8;
/** What a wish has come to. */
const settled: readonly string[] = ['done', 'partly', 'refused'];

/** Customers who want another address: in time or too late, once or again, some with what must never be run. */
@Injectable()
export class MovingCustomers {
  constructor(
    private readonly world: WorldService,
    private readonly agenda: AgendaService,
    private readonly cases: CustomerCases,
    private readonly shop: ShopFront,
    private readonly deeds: DeedsService,
  ) {
    agenda.handle(crowdKinds.move, { run: (task) => this.move(task) });
    agenda.handle(crowdKinds.hearMove, {
      run: (task) => this.hear(task),
      pauseMs: () => world.lifeMs(LOOK_EVERY_HOURS),
    });
  }

  private async move({ key: wish, attempts }: AgendaTask): Promise<AgendaOutcome> {
    const { customer, plan, address } = await this.wanted(wish);
    if (plan === null || address === undefined) return { kind: 'done' };
    const key = `address ${wish}`;
    const before = labelOf(customer);
    const deed = await this.deeds.begin(key, 'address', { order: customer.externalId, way: plan.way, before, address });
    const answers = await this.ask(customer, plan, { deed, address, attempts });
    const subjectIds = answers
      .filter(({ status }) => status < 300)
      .map(({ body }) => (typeof body === 'string' ? idAfter('wishes', body) : textField(body, 'id')));
    return this.deeds.outcome(key, attempts, bestAnswer(answers, attempts) as ProductAnswer, {
      subjectIds,
      follow: (tx) => this.agenda.schedule(tx, crowdKinds.hearMove, wish, this.soon(wish, 'hears')),
    });
  }

  /** What came of it stands on the page. The one who changes their mind again waits for that. */
  private async hear({ key: wish, attempts }: AgendaTask): Promise<AgendaOutcome> {
    const { customer, plan, number, at, address } = await this.wanted(wish);
    const key = `address ${wish}`;
    const [id = ''] = (await this.deeds.find(key))?.subjectIds ?? [];
    const answer = await this.shop.open(`/v1/self-service/${customer.token}/wishes/${id}`);
    const heard = textField(answer.body, 'status');
    if (!settled.includes(heard))
      return attempts < LOOKS_MAX ? { kind: 'again', problem: heard || String(answer.status) } : { kind: 'done' };
    const page = await this.shop.open(`/track/${customer.token}/wishes/${id}`);
    if (page.status !== 200) return { kind: 'again', problem: String(page.status) };
    await this.deeds.note(key, { heard, shown: shownAs(address?.city ?? '', String(page.body)) });
    const next = plan?.addresses[at + 1] === undefined ? null : `${number}/${at + 1}`;
    return {
      kind: 'done',
      record: async (tx) => {
        if (next !== null) await this.agenda.schedule(tx, crowdKinds.move, next, this.soon(next, 'again'));
      },
    };
  }

  private async wanted(wish: string) {
    const [number = 0, at = 0] = wish.split('/').map(Number);
    const customer = await this.cases.knowing(number);
    const { moves: plan } = customer.plan;
    return { customer, plan, number, at, address: plan?.addresses[at] };
  }

  private ask(
    customer: KnowingCustomer,
    { way, twice }: MovePlan,
    wanted: { deed: Deed; address: Label; attempts: number },
  ): Promise<ProductAnswer[]> {
    if (way === 'page') return this.byForm(customer, twice, wanted);
    const { country } = customer.person.address;
    const path = `/v1/self-service/${customer.token}/wishes/address`;
    return clicked(twice, () =>
      this.shop.ask(path, { ...wanted.address, country }, wanted.deed.key.replaceAll(/[ /]/g, '-')),
    );
  }

  private async byForm(
    { token }: KnowingCustomer,
    twice: boolean,
    { deed, address, attempts }: { deed: Deed; address: Label; attempts: number },
  ): Promise<ProductAnswer[]> {
    const form = await this.shop.formKey(`/track/${token}/wishes/address`, deed.key);
    if (typeof form !== 'string')
      return [form.status === 200 ? { ...form, status: 409, body: { code: 'NO_FORM' } } : form];
    const answers = await clicked(twice, () =>
      this.shop.send(`/track/${token}/wishes/address`, { ...address, key: form }),
    );
    return answers.map((answer) => {
      if (answer.status !== 409) return answer;
      const status = attempts < FORM_ATTEMPTS_MAX ? 503 : 409;
      return { ...answer, status, body: { code: 'PAGE_SAID_NO' } };
    });
  }

  private soon(wish: string, topic: string): Date {
    return this.world.inHours(Rng.of(this.world.seed, 'move', wish, topic).between(0.2, 1));
  }
}

/** How a page shows what somebody wrote: as text, or as what a browser would run. */
const shownAs = (written: string, html: string): 'text' | 'markup' =>
  /[<>]/.test(written) && html.includes(written) ? 'markup' : 'text';

/** What the customer wrote when ordering. */
function labelOf({ person: { firstName, lastName, address } }: KnowingCustomer): Label {
  const { line1, city, postalCode } = address;
  return { name: `${firstName} ${lastName}`, line1, city, postalCode };
}
