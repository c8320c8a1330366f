import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AgendaService, type AgendaOutcome, type AgendaTask } from '../agenda/agenda.service.js';
import { bestAnswer, problemCode, readAnswer, textField, type ProductAnswer } from '../product/domain/answer.js';
import { Rng } from '../world/domain/rng.js';
import { WorldService } from '../world/world.service.js';
import { sendKinds } from './order-book.service.js';
import { IDENTIFY } from './order-identity.service.js';
import { RestChannel } from './rest-channel.js';
import { ShopifyChannel } from './shopify-channel.js';
import { StoreOrder } from './store-order.entity.js';

/** One delivery and eight repetitions. Shopify spreads them over four hours; here over four minutes. */
const SHOPIFY_ATTEMPTS_MAX = 9;
const shopifyPauseMs = (attempts: number): number => 1_000 * 2 ** Math.min(attempts, 7);
/** A store with a connection of its own keeps trying for about three minutes, always under the same key. */
const REST_ATTEMPTS_MAX = 24;

/** Sends what stands in the order book, once or (by a store that misbehaves) twice at the same moment. */
@Injectable()
export class OrderSenderService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly world: WorldService,
    private readonly agenda: AgendaService,
    private readonly shopify: ShopifyChannel,
    private readonly rest: RestChannel,
  ) {
    agenda.handle(sendKinds.shopify, { run: (task) => this.send(task, SHOPIFY_ATTEMPTS_MAX), pauseMs: shopifyPauseMs });
    agenda.handle(sendKinds.rest, { run: (task) => this.send(task, REST_ATTEMPTS_MAX) });
  }

  private async send({ key, attempts }: AgendaTask, attemptsMax: number): Promise<AgendaOutcome> {
    const order = await this.dataSource.manager.findOneByOrFail(StoreOrder, { number: Number(key) });
    const answers = await this.deliver(order);
    const best = bestAnswer(answers, attempts);
    const reading = best === undefined ? 'again' : readAnswer(best, attempts);
    const waiting = attempts + 1 >= attemptsMax ? 'given_up' : 'pending';
    const state = reading === 'again' ? waiting : reading;
    const record = async (tx: EntityManager): Promise<void> => {
      await this.note(tx, order, state, answers);
      if (state === 'accepted' && order.platform === 'shopify')
        await this.agenda.schedule(tx, IDENTIFY, key, new Date());
    };
    if (state === 'pending') return { kind: 'again', problem: String(best?.status ?? 'no answer'), record };
    return { kind: 'done', record };
  }

  /** The answers that came. No answer at all is not an error here: the store tries again. */
  private async deliver(order: StoreOrder): Promise<ProductAnswer[]> {
    const channel = order.platform === 'shopify' ? this.shopify : this.rest;
    const twice = Rng.of(order.seed, 'order', order.number, 'twice').chance(this.world.rates.twice);
    const sent = await Promise.allSettled([channel.deliver(order), ...(twice ? [channel.deliver(order)] : [])]);
    return sent.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
  }

  private async note(
    tx: EntityManager,
    order: StoreOrder,
    state: StoreOrder['state'],
    answers: readonly ProductAnswer[],
  ): Promise<void> {
    const last = bestAnswer(answers, REST_ATTEMPTS_MAX);
    const idField = order.platform === 'rest' ? 'id' : 'orderId';
    const named = answers.filter(({ status }) => status < 300).map(({ body }) => textField(body, idField));
    const productOrderIds = [...new Set([...order.productOrderIds, ...named.filter((id) => id !== '')])];
    await tx.update(
      StoreOrder,
      { number: order.number },
      {
        ...{
          state,
          productOrderIds,
          answeredAt: new Date(),
          deliveries: order.deliveries + Math.max(answers.length, 1),
        },
        ...{ answerStatus: last?.status ?? null, answerCode: problemCode(last?.body) },
      },
    );
  }
}
