import { Injectable } from '@nestjs/common';
import { AgendaService, type AgendaOutcome, type AgendaTask } from '../agenda/agenda.service.js';
import { DeedsService } from '../deeds/deeds.service.js';
import { bestAnswer, textField, type ProductAnswer } from '../product/domain/answer.js';
import { PushService, type SubscriptionView } from '../push/push.service.js';
import { crowdKinds } from '../world/domain/crowd-kinds.js';
import { CustomerCases } from './customer-cases.service.js';
import type { BrowserPlan } from './domain/customer-plan.js';
import { clicked, ShopFront } from './shop-front.service.js';

/** Customers who allow messages about their order in a browser. */
@Injectable()
export class PushCustomers {
  constructor(
    agenda: AgendaService,
    private readonly cases: CustomerCases,
    private readonly shop: ShopFront,
    private readonly deeds: DeedsService,
    private readonly push: PushService,
  ) {
    agenda.handle(crowdKinds.allowPush, { run: (task) => this.allow(task) });
  }

  private async allow({ key: number, attempts }: AgendaTask): Promise<AgendaOutcome> {
    const { externalId, plan, token } = await this.cases.knowing(Number(number));
    if (plan.allows === null) return { kind: 'done' };
    const key = `push ${number}`;
    const path = `/track/${token}/push`;
    await this.deeds.begin(key, 'push', { order: externalId, fate: plan.allows.fate });
    const offer = await this.shop.open(path);
    if (offer.status !== 200) return this.deeds.outcome(key, attempts, offer, { subjectIds: [] });
    const publicKey = textField(offer.body, 'publicKey');
    if (publicKey === '') return this.deeds.givenUp(key, 'NOT_OFFERED');
    const { id, ...subscription } = await this.browser(key, publicKey, plan.allows);
    const answers = await clicked(plan.allows.twice, () => this.shop.ask(path, subscription));
    return this.deeds.outcome(key, attempts, bestAnswer(answers, attempts) as ProductAnswer, { subjectIds: [id] });
  }

  /** One for the order, however often it is tried. */
  private async browser(deedKey: string, publicKey: string, { fate }: BrowserPlan): Promise<SubscriptionView> {
    const known = (await this.deeds.find(deedKey))?.content['subscription'];
    if (typeof known === 'object' && known !== null) return known as SubscriptionView;
    const subscription = await this.push.subscribe(publicKey, fate);
    await this.deeds.note(deedKey, { subscription });
    return subscription;
  }
}
