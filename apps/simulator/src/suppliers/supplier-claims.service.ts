import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AgendaService, type AgendaOutcome, type AgendaTask } from '../agenda/agenda.service.js';
import { crowdKinds } from '../agenda/crowd-kinds.js';
import { DeedsService } from '../deeds/deeds.service.js';
import { readAnswer, type ProductAnswer } from '../product/domain/answer.js';
import { ProductService } from '../product/product.service.js';
import { Rng } from '../world/domain/rng.js';
import { WorldService } from '../world/world.service.js';
import { SupplierAccount } from './supplier-account.entity.js';

/** A claim as the supplier reads it. */
interface Claim {
  readonly id: string;
  readonly status: string;
  readonly currency: string;
  readonly amountMinor: number;
  readonly creditedMinor: number;
}

/** Claims that no supplier ever answers: somebody has to chase them. */
const NEVER_ANSWERED = 0.05;
/** After so many looks there is no claim: the goods were claimed before. */
const LOOKS_MAX = 4;

/** Suppliers answer what they are held to, and send their credit notes late. */
@Injectable()
export class SupplierClaims {
  constructor(
    private readonly dataSource: DataSource,
    private readonly world: WorldService,
    private readonly agenda: AgendaService,
    private readonly product: ProductService,
    private readonly deeds: DeedsService,
  ) {
    agenda.handle(crowdKinds.answerClaims, { run: (task) => this.answerAll(task) });
    agenda.handle(crowdKinds.credit, { run: (task) => this.credit(task) });
  }

  private async answerAll({ key, attempts }: AgendaTask): Promise<AgendaOutcome> {
    const [orderId = '', supplierId = ''] = key.split(' ');
    const found = await this.request(supplierId, 'GET', `/v1/claims?orderId=${orderId}`);
    if (found.status !== 200) return { kind: 'again', problem: String(found.status) };
    const { items } = found.body as { items: Claim[] };
    if (items.length === 0) return attempts < LOOKS_MAX ? { kind: 'again', problem: 'no claim yet' } : { kind: 'done' };
    const next: { kind: string; key: string; dueAt: Date }[] = [];
    for (const { id, status } of items) {
      const rng = Rng.of(this.world.seed, 'claim', id);
      if (!['open', 'accepted'].includes(status) || rng.chance(NEVER_ANSWERED)) continue;
      const disputes = rng.chance(this.world.crowd.disputes);
      const json = disputes
        ? { decision: 'disputed', detail: 'Bizden çıkmadı. <b>Not ours</b>' }
        : { decision: 'accepted' };
      const answer =
        status === 'open' ? await this.request(supplierId, 'POST', `/v1/claims/${id}/decision`, json) : found;
      if (readAnswer(answer, attempts) === 'again') return { kind: 'again', problem: String(answer.status) };
      const kind = disputes && status === 'open' ? crowdKinds.decide : crowdKinds.credit;
      next.push({ kind, key: `${id} ${supplierId}`, dueAt: this.world.inHours(rng.between(6, 30)) });
    }
    return {
      kind: 'done',
      record: async (tx) => {
        for (const item of next) await this.agenda.schedule(tx, item.kind, item.key, item.dueAt);
      },
    };
  }

  /** All that is left of the claim, under one lasting number. */
  private async credit({ key, attempts }: AgendaTask): Promise<AgendaOutcome> {
    const [claimId = '', supplierId = ''] = key.split(' ');
    const found = await this.request(supplierId, 'GET', `/v1/claims/${claimId}`);
    if (found.status !== 200) return { kind: 'again', problem: String(found.status) };
    const { currency, amountMinor, creditedMinor } = found.body as Claim;
    const note = { number: `CN-${claimId.slice(-8)}`, currency, amountMinor: amountMinor - creditedMinor };
    const deedKey = `credit ${claimId}`;
    const deed = await this.deeds.begin(deedKey, 'credit', { claimId, ...note });
    // What an earlier attempt asked for is asked for again, whatever came of it.
    const { number, amountMinor: wanted } = deed.content;
    const json = { number, currency, amountMinor: wanted };
    const answer = await this.request(supplierId, 'POST', `/v1/claims/${claimId}/credit-notes`, json);
    return this.deeds.outcome(deedKey, attempts, answer, { subjectIds: [claimId] });
  }

  private async request(
    supplierId: string,
    method: 'GET' | 'POST',
    path: string,
    json?: object,
  ): Promise<ProductAnswer> {
    const account = await this.dataSource.manager.findOneByOrFail(SupplierAccount, { supplierId });
    return this.product.request({ method, path, key: account.apiKey ?? '', ...(json === undefined ? {} : { json }) });
  }
}
