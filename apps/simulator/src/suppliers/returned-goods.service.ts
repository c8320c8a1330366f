import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AgendaService, type AgendaOutcome, type AgendaTask } from '../agenda/agenda.service.js';
import { crowdKinds } from '../world/domain/crowd-kinds.js';
import { DeedsService } from '../deeds/deeds.service.js';
import { bestAnswer, type ProductAnswer } from '../product/domain/answer.js';
import { ProductService } from '../product/product.service.js';
import { Rng } from '../world/domain/rng.js';
import { WorldService } from '../world/world.service.js';
import { openReturn, type OpenedReturn, type ReceivedGoods } from './domain/opened-return.js';
import { SupplierAccount } from './supplier-account.entity.js';

/** A return as a supplier reads it: its own goods alone. */
interface ReturnOfMine {
  readonly orderId: string;
  readonly lines: readonly { readonly id: string; readonly quantity: number; readonly destination: string }[];
}

/** Suppliers open what comes back, and book what they find in which condition. */
@Injectable()
export class ReturnedGoods {
  constructor(
    private readonly dataSource: DataSource,
    private readonly world: WorldService,
    private readonly agenda: AgendaService,
    private readonly product: ProductService,
    private readonly deeds: DeedsService,
  ) {
    agenda.handle(crowdKinds.openReturn, { run: (task) => this.open(task, 1) });
    agenda.handle(crowdKinds.openRest, { run: (task) => this.open(task, 2) });
  }

  private async open({ key, attempts }: AgendaTask, part: 1 | 2): Promise<AgendaOutcome> {
    const [returnId = '', supplierId = ''] = key.split(' ');
    const account = await this.dataSource.manager.findOneByOrFail(SupplierAccount, { supplierId });
    const found = await this.product.request({
      ...{ method: 'GET', path: `/v1/returns/${returnId}`, key: account.apiKey ?? '' },
    });
    if (found.status !== 200) return { kind: 'again', problem: String(found.status) };
    const { orderId, lines } = found.body as ReturnOfMine;
    const goods = lines
      .filter(({ destination }) => destination === 'supplier')
      .map(({ id, quantity }) => ({ returnLineId: id, quantity }));
    const opened = openReturn(this.world.seed, key, goods);
    const deedKey = `receipt ${key} ${part}`;
    const booked = part === 1 ? opened.first : opened.rest;
    await this.deeds.begin(deedKey, 'receipt', {
      returnId,
      supplierId,
      lines: booked,
      complete: isComplete(opened, part),
    });
    const answer = await this.book(returnId, account, booked, opened, part);
    return this.deeds.outcome(deedKey, attempts, answer, {
      subjectIds: [returnId],
      follow: async (tx) => {
        const rng = Rng.of(this.world.seed, 'after opening', key, part);
        const dueAt = this.world.inHours(rng.between(4, 20));
        if (isComplete(opened, part))
          await this.agenda.schedule(tx, crowdKinds.answerClaims, `${orderId} ${supplierId}`, dueAt);
        else if (part === 1 && opened.restComes) await this.agenda.schedule(tx, crowdKinds.openRest, key, dueAt);
      },
    });
  }

  private async book(
    returnId: string,
    { apiKey, code }: SupplierAccount,
    lines: readonly ReceivedGoods[],
    { twice }: OpenedReturn,
    part: 1 | 2,
  ): Promise<ProductAnswer> {
    const send = (): Promise<ProductAnswer> =>
      this.product.request({
        ...{ method: 'POST', path: `/v1/returns/${returnId}/receipts`, key: apiKey ?? '' },
        json: { reference: `RCV-${code}-${part}`, lines },
      });
    return bestAnswer(await Promise.all(twice ? [send(), send()] : [send()]), 0) as ProductAnswer;
  }
}

const isComplete = ({ rest }: OpenedReturn, part: 1 | 2): boolean => part === 2 || rest.length === 0;
