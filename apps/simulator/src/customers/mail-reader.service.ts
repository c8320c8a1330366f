import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AgendaService } from '../agenda/agenda.service.js';
import { crowdKinds } from '../world/domain/crowd-kinds.js';
import type { Mail } from '../mailbox/mail.entity.js';
import { orderNumberIn } from '../store/domain/shop-order.js';
import { isAstir } from '../world/domain/crowd.js';
import { Rng } from '../world/domain/rng.js';
import { WorldService } from '../world/world.service.js';
import { CustomerCases, type Customer } from './customer-cases.service.js';
import type { CustomerPlan } from './domain/customer-plan.js';
import { linksOf, type MailLinks } from './domain/read-mail.js';

/** Customers read what the shop writes: it is all that they know of the shop, and what makes them act. */
@Injectable()
export class MailReader {
  constructor(
    private readonly world: WorldService,
    private readonly agenda: AgendaService,
    private readonly cases: CustomerCases,
  ) {}

  /** Whether mails are read at all. */
  get isAwake(): boolean {
    return isAstir(this.world.crowd);
  }

  /** In the transaction that takes the mail: what it leads to is not forgotten. */
  async read(tx: EntityManager, { text }: Pick<Mail, 'text'>): Promise<void> {
    const links = linksOf(text ?? '');
    const number = links && orderNumberIn(this.world.seed, text ?? '');
    const customer = number === null ? null : await this.cases.customerOf(number, tx);
    if (links === null || customer === null) return;
    if (links.survey !== null) await this.considerSurvey(tx, customer, links.survey);
    await this.considerCase(tx, customer, links.token);
  }

  private async considerSurvey(
    tx: EntityManager,
    customer: Customer,
    { link, scoreMax }: NonNullable<MailLinks['survey']>,
  ): Promise<void> {
    const { scanned, answers } = this.cases.survey(customer, scoreMax);
    if (!scanned && answers.length === 0) return;
    const dueAt = this.within(customer.number, 'survey', 1, 10);
    await this.agenda.schedule(tx, crowdKinds.answerSurvey, `${customer.number}/${scoreMax}/${link}`, dueAt);
  }

  private async considerCase(tx: EntityManager, { number, plan }: Customer, token: string): Promise<void> {
    if (Object.values(plan).every((part) => part === null)) return;
    const { complains } = plan;
    const key = String(number);
    if (await this.cases.learn(tx, number, token)) await this.makePlans(tx, number, plan);
    // Each further mail may be the shop's answer.
    else if (complains !== null && complains.reply !== null)
      await this.agenda.schedule(tx, crowdKinds.reply, key, this.within(number, 'reply', 1, 8));
  }

  /** What cannot wait for the goods is done without them. */
  private async makePlans(tx: EntityManager, number: number, plan: CustomerPlan): Promise<void> {
    const { returns, complains, moves } = plan;
    const key = String(number);
    await this.planTheWay(tx, number, plan);
    const isImpatient = complains?.type === 'late';
    if (returns?.early === true)
      await this.agenda.schedule(tx, crowdKinds.giveBack, key, this.within(number, 'early', 2, 10));
    if (isImpatient) await this.agenda.schedule(tx, crowdKinds.complain, key, this.within(number, 'late', 10, 24));
    if (returns?.early === false || (complains !== null && !isImpatient) || moves?.late === true)
      await this.agenda.schedule(tx, crowdKinds.wait, key, this.world.inHours(8));
  }

  /** What is about goods that are still on their way. */
  private async planTheWay(tx: EntityManager, number: number, { moves, allows }: CustomerPlan): Promise<void> {
    const key = String(number);
    if (allows !== null)
      await this.agenda.schedule(tx, crowdKinds.allowPush, key, this.within(number, 'allow', 0.1, 1));
    if (moves?.late === false)
      await this.agenda.schedule(tx, crowdKinds.move, `${key}/0`, this.within(number, 'move', 0.1, 2));
  }

  private within(number: number, topic: string, fromHours: number, toHours: number): Date {
    return this.world.inHours(Rng.of(this.world.seed, 'customer', number, topic).between(fromHours, toHours));
  }
}
